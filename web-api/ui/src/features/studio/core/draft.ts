import { queryOptions } from '@tanstack/react-query';
import {
  type Aggregate,
  api,
  type Change,
  type CheckReport,
  type Definition,
  type Draft,
  type FunctionHelp,
  type Migration,
  type PatchOperation,
  type Published,
  recordsPath,
  request,
  type VersionEntry,
} from '~/api';
import { currentLocale } from '~/i18n';

const base = '/api/v1/config';
const path = `${base}/draft`;

/** The lists of a document that a company without them leaves out. */
function whole(definition: Definition): Definition {
  return { ...definition, objects: definition.objects, funnels: definition.funnels ?? [] };
}

async function draftOf(method: string, body?: unknown, etag?: string, signal?: AbortSignal): Promise<Draft> {
  const answer = await request<Definition>(method, path, {
    body,
    signal,
    ...(etag === undefined ? {} : { ifMatch: etag }),
    headers: method === 'PATCH' ? { 'Content-Type': 'application/json-patch+json' } : undefined,
  });
  return { definition: whole(answer.data), etag: answer.etag ?? String(answer.data.version) };
}

export const draftQuery = () =>
  queryOptions({
    queryKey: ['config', 'draft'],
    queryFn: ({ signal }) => draftOf('GET', undefined, undefined, signal),
    staleTime: Infinity,
  });

export const publishedQuery = () =>
  queryOptions({
    queryKey: ['config', 'published'],
    queryFn: async ({ signal }) => whole(await api.get<Definition>(base, undefined, signal)),
    staleTime: Infinity,
  });

export const checkQuery = (etag: string) =>
  queryOptions({
    queryKey: ['config', 'check', etag, currentLocale()],
    queryFn: () => api.post<CheckReport>(`${path}/check`, {}),
    staleTime: Infinity,
    gcTime: 60_000,
  });

export const functionsQuery = () =>
  queryOptions({
    queryKey: ['config', 'functions', currentLocale()],
    queryFn: async ({ signal }) => {
      const answer = await api.get<{ items: FunctionHelp[] }>(`${base}/functions`, undefined, signal);
      return answer.items;
    },
    staleTime: Infinity,
    retry: false,
  });

export const versionsQuery = () =>
  queryOptions({
    queryKey: ['config', 'versions'],
    queryFn: ({ signal }) => api.get<{ items: VersionEntry[] }>(`${base}/versions`, undefined, signal),
    select: (answer) => answer.items,
  });

/** What a version changed compared with another one. */
export const differenceQuery = (version: number, other: number) =>
  queryOptions({
    queryKey: ['config', 'difference', version, other, currentLocale()],
    queryFn: ({ signal }) =>
      api.get<{ changes: Change[] }>(
        `${base}/versions/${String(version)}/difference`,
        { with: other },
        signal,
      ),
    select: (answer) => answer.changes,
    staleTime: Infinity,
  });

export const patchDraft = (etag: string, operations: PatchOperation[]) => draftOf('PATCH', operations, etag);
export const replaceDraft = (etag: string, document: unknown) => draftOf('PUT', document, etag);

/** Forgets the draft: the next one begins from the published version. */
export async function dropDraft(): Promise<void> {
  await request('DELETE', path);
}

/** Carries the draft over to the version in force; says whose change stands where both changed the same part. */
export async function rebaseDraft(keep?: 'mine' | 'theirs'): Promise<void> {
  await request('POST', `${path}/rebase`, { body: keep ? { keep } : {} });
}

export const publishDraft = (note: string, migrations: Migration[]) =>
  api.post<Published>(`${path}/publish`, { note, ...(migrations.length > 0 ? { migrations } : {}) });

export const republish = (version: number, note: string) =>
  api.post<VersionEntry>(`${base}/versions/${String(version)}/republish`, { note });

export const exportVersion = (version: number) => api.get<unknown>(`${base}/export`, { version });

export const importDefinition = (etag: string, file: unknown) =>
  request<Definition>('POST', `${base}/import`, { body: file, ifMatch: etag });

/** How many records an expression applies to. */
export async function countOf(object: string, filter: string): Promise<number> {
  const answer = await api.post<Aggregate>(`${recordsPath(object)}/aggregate`, {
    groupBy: [],
    measures: [{ fn: 'count' }],
    filter,
  });
  return Number(answer.groups[0]?.count ?? 0);
}
