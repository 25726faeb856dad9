import type { PatchOperation } from '~/api';

/** JSON Patch (RFC 6902) between two documents, as small as another administrator's changes allow to merge. */

type Json = unknown;
type Members = Record<string, Json>;

const escaped = (step: string) => step.replaceAll('~', '~0').replaceAll('/', '~1');
const isMembers = (value: Json): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const pointerOf = (path: readonly (string | number)[]) =>
  path.map((step) => `/${escaped(String(step))}`).join('');

export function stepsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export function same(one: Json, other: Json): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** By what an element of a list is known again: its key, or the object it is about. */
function identity(element: Json): string | null {
  if (typeof element === 'string') {
    return element;
  }
  if (!isMembers(element)) {
    return null;
  }
  const { key, object } = element;
  return typeof key === 'string' ? key : typeof object === 'string' ? `object ${object}` : null;
}

function identities(list: readonly Json[]): string[] | null {
  const keys = list.map(identity);
  const known = keys.filter((key): key is string => key !== null);
  return known.length === list.length && new Set(known).size === known.length ? known : null;
}

function betweenLists(before: readonly Json[], after: readonly Json[], at: string): PatchOperation[] {
  const whole: PatchOperation[] = [{ op: 'replace', path: at, value: after }];
  const old = identities(before);
  const now = identities(after);
  if (!old || !now) {
    return whole;
  }
  const stayed = old.filter((key) => now.includes(key));
  if (
    !same(
      stayed,
      now.filter((key) => old.includes(key)),
    )
  ) {
    return whole;
  }
  const removed = old
    .flatMap((key, index) => (now.includes(key) ? [] : [index]))
    .reverse()
    .map((index): PatchOperation => ({ op: 'remove', path: `${at}/${String(index)}` }));
  const added = now.flatMap((key, index): PatchOperation[] =>
    old.includes(key) ? [] : [{ op: 'add', path: `${at}/${String(index)}`, value: after[index] }],
  );
  const changed = now.flatMap((key, index) =>
    old.includes(key) ? between(before[old.indexOf(key)], after[index], `${at}/${String(index)}`) : [],
  );
  return [...removed, ...added, ...changed];
}

function betweenMembers(before: Members, after: Members, at: string): PatchOperation[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name): PatchOperation[] => {
    const path = `${at}/${escaped(name)}`;
    if (after[name] === undefined) {
      return before[name] === undefined ? [] : [{ op: 'remove', path }];
    }
    return before[name] === undefined
      ? [{ op: 'add', path, value: after[name] }]
      : between(before[name], after[name], path);
  });
}

/** What makes the second document of the first. */
export function between(before: Json, after: Json, at = ''): PatchOperation[] {
  if (same(before, after)) {
    return [];
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return betweenLists(before, after, at);
  }
  return isMembers(before) && isMembers(after)
    ? betweenMembers(before, after, at)
    : [{ op: 'replace', path: at, value: after }];
}

/** The document with one value put, inserted into a list, or (undefined) removed; the original stays as it is. */
export function put(document: Json, path: readonly (string | number)[], value: Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) {
    return value;
  }
  if (Array.isArray(document)) {
    const index = Number(step);
    const next = [...(document as Json[])];
    if (rest.length === 0 && value === undefined) {
      next.splice(index, 1);
    } else {
      next[index] = put(next[index], rest, value);
    }
    return next;
  }
  const members = isMembers(document) ? document : {};
  const next = put(members[step], rest, value);
  if (next === undefined) {
    return Object.fromEntries(Object.entries(members).filter(([name]) => name !== String(step)));
  }
  return { ...members, [step]: next };
}

export function read(document: Json, path: readonly (string | number)[]): Json {
  return path.reduce<Json>(
    (value, step) =>
      typeof value === 'object' && value !== null ? (value as Members)[String(step)] : undefined,
    document,
  );
}

/** The document after the operations; throws where one finds nothing to act on. */
export function apply<T>(operations: readonly PatchOperation[], document: T): T {
  return operations.reduce<Json>((now, { op, path, value }) => {
    const steps = stepsOf(path);
    const parent = read(now, steps.slice(0, -1));
    const last = steps.at(-1) ?? '';
    if (steps.length > 0 && (typeof parent !== 'object' || parent === null)) {
      throw new Error(`nothing at ${path}`);
    }
    if (op === 'add' && Array.isArray(parent)) {
      const next = [...(parent as Json[])];
      next.splice(last === '-' ? next.length : Number(last), 0, value);
      return put(now, steps.slice(0, -1), next);
    }
    if (op !== 'add' && read(now, steps) === undefined) {
      throw new Error(`nothing at ${path}`);
    }
    return put(now, steps, op === 'remove' ? undefined : value);
  }, document) as T;
}

const contains = (one: string, other: string) => one === other || other.startsWith(`${one}/`);

/** Whether two sets of changes, both made to the same document, touch the same place. */
export function overlap(
  mine: readonly PatchOperation[],
  theirs: readonly PatchOperation[],
): PatchOperation[] {
  const shifts = (operation: PatchOperation) => /\/\d+$/.test(operation.path) && operation.op !== 'replace';
  const list = (operation: PatchOperation) => operation.path.replace(/\/\d+$/, '');
  const meet = (one: PatchOperation, other: PatchOperation) =>
    contains(one.path, other.path) ||
    contains(other.path, one.path) ||
    (shifts(one) && contains(list(one), other.path)) ||
    (shifts(other) && contains(list(other), one.path));
  return mine.filter((operation) => theirs.some((other) => meet(operation, other)));
}
