import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { currentLocale } from '~/i18n';
import { api } from './client';
import type {
  Aggregate,
  DashboardView,
  GradeSuggestion,
  Me,
  Member,
  Move,
  ObjectSummary,
  ObjectView,
  Page,
  RecordView,
  Worklist,
} from './types';

const base = '/api/v1';

export const recordsPath = (object: string) => `${base}/records/${encodeURIComponent(object)}`;
export const recordPath = (object: string, id: string) => `${recordsPath(object)}/${encodeURIComponent(id)}`;

export const meQuery = () =>
  queryOptions({
    queryKey: ['me'],
    queryFn: ({ signal }) => api.get<Me>(`${base}/me`, undefined, signal),
    staleTime: 5 * 60_000,
  });

/** Has the member read her days in a time zone, or in the company's. */
export const saveTimeZone = (timeZone: string | null) => api.patch<Me['member']>(`${base}/me`, { timeZone });

export const objectsQuery = () =>
  queryOptions({
    queryKey: ['objects', currentLocale()],
    queryFn: ({ signal }) => api.get<{ items: ObjectSummary[] }>(`${base}/objects`, undefined, signal),
    select: (answer) => answer.items,
    staleTime: 60_000,
  });

/** Parts that an object does not have may be left out of the answer. */
function whole(object: ObjectView): ObjectView {
  return {
    ...object,
    fields: object.fields ?? [],
    permissions: object.permissions ?? [],
    funnels: object.funnels ?? [],
    gradeScale: object.gradeScale ?? null,
    layout: object.layout ?? null,
    views: object.views ?? [],
    related: object.related ?? [],
  };
}

export const objectQuery = (object: string) =>
  queryOptions({
    queryKey: ['objects', currentLocale(), object],
    queryFn: async ({ signal }) =>
      whole(await api.get<ObjectView>(`${base}/objects/${encodeURIComponent(object)}`, undefined, signal)),
    staleTime: 60_000,
  });

export const membersQuery = () =>
  queryOptions({
    queryKey: ['members'],
    queryFn: ({ signal }) => api.get<{ items: Member[] }>(`${base}/members`, undefined, signal),
    select: (answer) => answer.items,
    staleTime: 60_000,
  });

export interface ListQuestion {
  filter?: string;
  sort?: string;
  q?: string;
  limit?: number;
  count?: boolean;
  fields?: string;
}

export const recordsQuery = (object: string, question: ListQuestion) =>
  infiniteQueryOptions({
    queryKey: ['records', object, 'list', question],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<RecordView>>(
        recordsPath(object),
        { ...question, count: question.count && !pageParam ? true : undefined, cursor: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });

export const recordQuery = (object: string, id: string) =>
  queryOptions({
    queryKey: ['records', object, 'one', id],
    queryFn: ({ signal }) => api.get<RecordView>(recordPath(object, id), undefined, signal),
  });

export const movesQuery = (object: string, id: string) =>
  queryOptions({
    queryKey: ['records', object, 'moves', id],
    queryFn: ({ signal }) => api.get<{ items: Move[] }>(`${recordPath(object, id)}/moves`, undefined, signal),
    select: (answer) => answer.items,
  });

export const stageTotalsQuery = (object: string, field: string, amount: string | null, filter?: string) =>
  queryOptions({
    queryKey: ['records', object, 'totals', field, amount, filter],
    queryFn: () =>
      api.post<Aggregate>(`${recordsPath(object)}/aggregate`, {
        groupBy: [field],
        measures: [{ fn: 'count' }, ...(amount ? [{ fn: 'sum', field: amount }] : [])],
        ...(filter ? { filter } : {}),
      }),
  });

export const worklistQuery = () =>
  queryOptions({
    queryKey: ['worklist', currentLocale()],
    queryFn: ({ signal }) => api.get<Worklist>(`${base}/worklist`, undefined, signal),
  });

export const gradeQuery = (object: string, id: string) =>
  queryOptions({
    queryKey: ['records', object, 'grade', id, currentLocale()],
    queryFn: ({ signal }) => api.get<GradeSuggestion>(`${recordPath(object, id)}/grade`, undefined, signal),
  });

export const dashboardsQuery = () =>
  queryOptions({
    queryKey: ['objects', currentLocale(), 'dashboards'],
    queryFn: ({ signal }) => api.get<{ items: DashboardView[] }>(`${base}/dashboards`, undefined, signal),
    select: (answer) => answer.items,
    staleTime: 60_000,
  });
