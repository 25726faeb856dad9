import { queryOptions } from '@tanstack/react-query';
import { currentLocale } from '~/i18n';
import { api } from './client';
import { isOver } from './jobs';
import type { ProblemBody } from './problem';
import { type ListQuestion, recordPath, recordsPath } from './queries';
import type { DuplicateMatch, FieldValue, Job, Page, RecordView, Reference, Values } from './types';

/** The record runtime: pages, batches, timelines, shares, pools, transfers, search. */

const base = '/api/v1';

/** A record of the bin. */
export interface Deleted {
  deletedAt?: string;
  deletedBy?: Reference | null;
  purgedAt?: string;
}

export type DeletedRecord = RecordView & Deleted;

export interface RecordPage extends Page<DeletedRecord> {
  prevCursor?: string | null;
}

export interface PageQuestion extends ListQuestion {
  cursor?: string;
  pool?: string;
  deleted?: boolean;
}

/** One page of a list, by its cursor. */
export const pageQuery = (object: string, question: PageQuestion) =>
  queryOptions({
    queryKey: ['records', object, 'page', question],
    queryFn: ({ signal }) => api.get<RecordPage>(recordsPath(object), { ...question }, signal),
  });

/** How many a list has: asked beside the pages, so that these need not wait for it. */
export const totalQuery = (object: string, question: Omit<PageQuestion, 'cursor' | 'sort' | 'limit'>) =>
  queryOptions({
    queryKey: ['records', object, 'total', question],
    queryFn: async ({ signal }) => {
      const params = { ...question, fields: undefined, limit: 1, count: true };
      return (await api.get<RecordPage>(recordsPath(object), params, signal)).total ?? null;
    },
    staleTime: 30_000,
  });

export interface BatchOperation {
  op: 'create' | 'update' | 'delete' | 'restore' | 'move';
  id?: string;
  values?: Values;
  version?: number;
  ownerId?: string | null;
  stage?: string;
}

export interface BatchResult {
  status: number;
  id?: string;
  version?: number;
  problem?: ProblemBody;
}

export const batchLimit = 200;

export const batch = async (object: string, operations: BatchOperation[]): Promise<BatchResult[]> =>
  (await api.post<{ results: BatchResult[] }>(`${recordsPath(object)}/batch`, { operations })).results;

export const deleteRecord = (object: string, id: string, version?: number) =>
  api.delete(recordPath(object, id), { ifMatch: version });

export const restoreRecord = (object: string, id: string) =>
  api.post<RecordView>(`${recordPath(object, id)}/restore`);

export const eventKinds = [
  'activity',
  'follow_up',
  'change',
  'move',
  'owner',
  'share',
  'merge',
  'created',
  'comment',
] as const;
export type EventKind = (typeof eventKinds)[number];

export interface TimelineItem {
  id: string;
  at: string;
  kind: EventKind;
  actor: Reference | null;
  object: string;
  recordId: string;
  name: string | null;
  data: Record<string, unknown>;
}

export interface FieldChange {
  before: FieldValue;
  after: FieldValue;
}

export interface SearchItem {
  id: string;
  name: string;
  hint?: string | null;
  score?: number;
}

export interface SearchGroup {
  object: string;
  label: string;
  items: SearchItem[];
  more: boolean;
}

export const searchQuery = (q: string, objects?: string) =>
  queryOptions({
    queryKey: ['search', currentLocale(), q, objects],
    queryFn: ({ signal }) =>
      api.get<{ groups: SearchGroup[] }>(`${base}/search`, { q, objects, limit: 5 }, signal),
    select: (answer) => answer.groups,
    enabled: q.trim() !== '',
    staleTime: 10_000,
    retry: false,
  });

/** What the rules against duplicates find beside a record as it stands. */
export const duplicatesQuery = (object: string, id: string) =>
  queryOptions({
    queryKey: ['records', object, 'duplicates', id],
    queryFn: ({ signal }) =>
      api.post<{ matches: DuplicateMatch[] }>(
        `${recordsPath(object)}/duplicates`,
        { values: {}, id },
        { signal },
      ),
    select: (answer) => answer.matches,
    retry: false,
  });

export interface Share {
  id: string;
  member: Reference | null;
  role: { key: string; label: string } | null;
  access: 'read' | 'edit';
  as?: string | null;
  /** Objects whose records are shown with it. */
  with?: string[];
  until?: string | null;
  by?: Reference | null;
  createdAt: string;
}

export const sharesQuery = (object: string, id: string) =>
  queryOptions({
    queryKey: ['records', object, 'shares', id],
    queryFn: ({ signal }) =>
      api.get<{ items: Share[] }>(`${recordPath(object, id)}/shares`, undefined, signal),
    select: (answer) => answer.items,
  });

export interface PoolView {
  key: string;
  object: string;
  label: string;
  claimLimit: number | null;
  claimedNow: number;
  left: number | null;
  coolOffDays: number | null;
  count: number;
  warnings: number;
}

export const poolsQuery = () =>
  queryOptions({
    queryKey: ['pools', currentLocale()],
    queryFn: ({ signal }) => api.get<{ items: PoolView[] }>(`${base}/pools`, undefined, signal),
    select: (answer) => answer.items,
    staleTime: 15_000,
    retry: false,
  });

export const poolWarningsQuery = (pool: string) =>
  queryOptions({
    queryKey: ['pools', 'warnings', pool],
    queryFn: ({ signal }) =>
      api.get<{ items: { id: string; name: string; reclaimOn: string }[] }>(
        `${base}/pools/${encodeURIComponent(pool)}/warnings`,
        undefined,
        signal,
      ),
    select: (answer) => answer.items,
  });

export interface TransferPreview {
  records: number;
  children: Record<string, number>;
  examples: { id: string; name: string }[];
}

export interface TransferResult {
  transferred: number;
  skipped: number;
  failed: number;
  id: string;
}

/** Work on many records at once that can be taken back. */
export interface BulkWork {
  id: string;
  object: string;
  by: Reference | null;
  createdAt: string;
  reason?: string | null;
  undoneAt?: string | null;
  /** How many records, by what became of them. */
  counts: Record<string, number>;
}

export interface Transfer extends BulkWork {
  to: Reference | null;
}

export const transfersQuery = () =>
  queryOptions({
    queryKey: ['transfers'],
    queryFn: ({ signal }) => api.get<{ items: Transfer[] }>(`${base}/transfers`, undefined, signal),
    select: (answer) => answer.items,
  });

/** The same change of many records. */
export interface Bulk extends BulkWork {
  op: 'update' | 'delete' | 'restore' | 'owner' | 'move';
}

export const bulksQuery = () =>
  queryOptions({
    queryKey: ['bulk'],
    queryFn: ({ signal }) => api.get<{ items: Bulk[] }>(`${base}/bulk`, undefined, signal),
    select: (answer) => answer.items,
  });

/** A job, asked for again until it is over; live events hurry it. */
export const jobQuery = <R>(id: string | null) =>
  queryOptions({
    queryKey: ['jobs', id],
    queryFn: ({ signal }) => api.get<Job<R>>(`${base}/jobs/${id ?? ''}`, undefined, signal),
    enabled: id !== null,
    refetchInterval: (query) => (query.state.data && isOver(query.state.data) ? false : 1500),
  });
