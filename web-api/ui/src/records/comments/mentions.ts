import type { Member } from '~/api';

/** Whom a comment can call: what stands behind the `@`, and by what else one is found. */
export interface Callable {
  id: string;
  name: string;
  /** The address before its `@`: letters that find a Chinese name while it is being typed. */
  letters: string;
}

/** Those who can be called; who shares a name is told apart by the address. */
export function callable(members: readonly Member[]): Callable[] {
  const active = members.filter((member) => member.active);
  const shared = (name: string) => active.filter((member) => member.name === name).length > 1;
  return active.map(({ id, name, email }) => ({
    id,
    name: shared(name) ? `${name} (${email})` : name,
    letters: (email.split('@')[0] ?? '').toLowerCase(),
  }));
}

/** What is being looked for: the words between the last `@` and the caret. */
export function soughtIn(text: string, caret: number): string {
  const before = text.slice(0, caret);
  const at = before.lastIndexOf('@');
  return at < 0 ? '' : before.slice(at + 1);
}

/** Those whose name or letters hold what is sought; whose name begins with it come first. */
export function matching(offered: readonly Callable[], sought: string): Callable[] {
  const words = sought.trim().toLowerCase();
  const letters = words.replaceAll(/[^a-z0-9]/g, '');
  const begins = ({ name }: Callable) => name.toLowerCase().startsWith(words);
  const holds = (one: Callable) =>
    one.name.toLowerCase().includes(words) ||
    (letters !== '' && one.letters.replaceAll(/[^a-z0-9]/g, '').includes(letters));
  const found = offered.filter(holds);
  return [...found.filter(begins), ...found.filter((one) => !begins(one))];
}

const goesOnInLetters = (text: string) => /^[\p{Script=Latin}\d]/u.test(text);

/** Who is called in a text, chosen or typed: of several names that fit, the longest. */
export function calledIn(text: string, offered: readonly Callable[]): string[] {
  const longestFirst = [...offered].sort((one, other) => other.name.length - one.name.length);
  const found = text
    .split('@')
    .slice(1)
    .map((rest) =>
      longestFirst.find(({ name }) => rest.startsWith(name) && !goesOnInLetters(rest.slice(name.length))),
    );
  return [...new Set(found.flatMap((one) => (one ? [one.id] : [])))];
}
