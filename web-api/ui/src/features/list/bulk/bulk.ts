import {
  batch,
  batchLimit,
  type BatchOperation,
  type BatchResult,
  Problem,
  asProblem,
  type ObjectView,
  type RecordView,
  recordsPath,
  request,
  resultOf,
  type Values,
} from '~/api';
import { recordName, toWire, valuesToWire } from '~/records';
import type { Question } from '../useRecords';

/** What is chosen in a list: some of its records, or all that match, wherever they are. */
export type Selection = { ids: readonly string[] } | { all: Question; total: number };

export type BulkAction =
  { kind: 'fields'; values: Values } | { kind: 'stage'; field: string; stage: string } | { kind: 'delete' };

/** What became of one record. */
export interface Outcome {
  id: string;
  name: string;
  ok: boolean;
  messages: string[];
  version?: number;
  /** The values it had before, of the fields that were changed. */
  before: Values;
}

export interface Progress {
  done: number;
  total: number;
  outcomes: Outcome[];
  /** How many went through and how many did not, where only some are told one by one. */
  counts?: { well: number; failed: number };
  /** The change of all that match, by which it can be taken back. */
  bulk?: string;
}

interface Target {
  id: string;
  name: string;
  before: Values;
}

const target = (object: ObjectView, fields: readonly string[]) => (record: RecordView) => ({
  id: record.id,
  name: recordName(object, record),
  before: Object.fromEntries(fields.map((field) => [field, toWire(record.values[field])])),
});

/** The chosen records as they stand before anything is changed. */
export function gather(
  object: ObjectView,
  ids: readonly string[],
  known: readonly RecordView[],
  fields: readonly string[],
): Target[] {
  return known.filter((record) => ids.includes(record.id)).map(target(object, fields));
}

export function fieldsOf(action: BulkAction): string[] {
  return action.kind === 'fields'
    ? Object.keys(action.values)
    : action.kind === 'stage'
      ? [action.field]
      : [];
}

function operationOf(action: BulkAction, id: string): BatchOperation {
  switch (action.kind) {
    case 'fields':
      return { op: 'update', id, values: valuesToWire(action.values) };
    case 'stage':
      return { op: 'move', id, stage: action.stage };
    case 'delete':
      return { op: 'delete', id };
  }
}

function undoOf(action: BulkAction, outcome: Outcome): BatchOperation {
  const { id, before, version } = outcome;
  switch (action.kind) {
    case 'fields':
      return { op: 'update', id, values: before, version };
    case 'stage':
      return { op: 'move', id, stage: String(before[action.field] as string) };
    case 'delete':
      return { op: 'restore', id };
  }
}

/** All that a refusal says, once each. */
export function wordsOf(problem: Problem): string[] {
  const said = [
    ...problem.errors.map((error) => error.message),
    ...problem.unmet.map((one) => `${one.label}: ${one.message}`),
  ];
  return said.length > 0 ? [...new Set(said)] : [problem.message];
}

function outcomeOf(one: Target, result: BatchResult | undefined): Outcome {
  const ok = result !== undefined && result.status < 300;
  const problem = result && !ok ? new Problem(result.status, result.problem ?? {}) : null;
  return { ...one, ok, version: result?.version, messages: problem ? wordsOf(problem) : [] };
}

async function inBatches<T>(
  object: string,
  targets: readonly T[],
  operation: (one: T) => BatchOperation,
  outcome: (one: T, result: BatchResult | undefined, failure: Problem | null) => Outcome,
  told: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let at = 0; at < targets.length && !signal.aborted; at += batchLimit) {
    const some = targets.slice(at, at + batchLimit);
    try {
      const results = await batch(object, some.map(operation));
      outcomes.push(...some.map((one, index) => outcome(one, results[index], null)));
    } catch (failure) {
      const problem = asProblem(failure);
      if (!problem) {
        throw failure;
      }
      outcomes.push(...some.map((one) => outcome(one, undefined, problem)));
    }
    told({ done: outcomes.length, total: targets.length, outcomes: [...outcomes] });
  }
  return outcomes;
}

/** Does the same to many records: 200 in a call, each with a result of its own. */
export async function runBulk(
  object: ObjectView,
  action: BulkAction,
  targets: readonly Target[],
  told: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Outcome[]> {
  return inBatches(
    object.key,
    targets,
    (one) => operationOf(action, one.id),
    (one, result, failure) =>
      failure ? { ...one, ok: false, messages: wordsOf(failure) } : outcomeOf(one, result),
    told,
    signal,
  );
}

interface Told {
  id: string;
  name?: string | null;
  problem: ConstructorParameters<typeof Problem>[1];
}

interface BulkOutcome {
  id: string;
  done: number;
  failed: number;
  results: Told[];
}

interface UndoneOutcome {
  done: number;
  skipped: number;
  results: Told[];
}

const toldOf = (one: Told): Outcome => ({
  id: one.id,
  name: one.name ?? '',
  ok: false,
  messages: wordsOf(new Problem(422, one.problem)),
  before: {},
});

function wishOf(action: BulkAction) {
  switch (action.kind) {
    case 'fields':
      return { op: 'update', values: valuesToWire(action.values) };
    case 'stage':
      return { op: 'move', stage: action.stage };
    case 'delete':
      return { op: 'delete' };
  }
}

/** Does the same to all that match, on the server: it goes on when the page is left. */
export async function runWhole(
  object: ObjectView,
  action: BulkAction,
  question: Question,
  told: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Progress> {
  const body = { ...question, filter: question.filter ?? '', ...wishOf(action) };
  const answer = await request('POST', `${recordsPath(object.key)}/bulk`, { body, signal });
  const result = await resultOf<BulkOutcome>(
    answer,
    (job) => {
      told({ done: job.done, total: job.total ?? 0, outcomes: [] });
    },
    signal,
  );
  const outcomes = result.results.map(toldOf);
  const total = result.done + result.failed;
  const counts = { well: result.done, failed: result.failed };
  return { done: total, total, outcomes, counts, bulk: result.id };
}

/** Takes back what was done to all that matched, on the server; what was changed again meanwhile stays. */
export async function undoWhole(bulk: string, told: (progress: Progress) => void): Promise<Progress> {
  const answer = await request('POST', `/api/v1/bulk/${encodeURIComponent(bulk)}/undo`);
  const result = await resultOf<UndoneOutcome>(answer, (job) => {
    told({ done: job.done, total: job.total ?? 0, outcomes: [] });
  });
  const outcomes = result.results.map(toldOf);
  const total = result.done + result.skipped;
  return { done: total, total, outcomes, counts: { well: result.done, failed: result.skipped } };
}

/** Takes back what went through; what was changed again meanwhile stays as it is. */
export async function undoBulk(
  object: ObjectView,
  action: BulkAction,
  outcomes: readonly Outcome[],
): Promise<Outcome[]> {
  return inBatches(
    object.key,
    outcomes.filter((one) => one.ok),
    (one) => undoOf(action, one),
    (one, result, failure) =>
      failure ? { ...one, ok: false, messages: wordsOf(failure) } : outcomeOf(one, result),
    () => undefined,
    new AbortController().signal,
  );
}
