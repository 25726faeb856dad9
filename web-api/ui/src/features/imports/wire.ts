import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, type FieldValue, type Page, request } from '~/api';

export type Mode = 'create' | 'update' | 'upsert';
export type Duplicates = 'skip' | 'update' | 'create';

export interface ColumnMapping {
  column: string;
  field: string;
  matchBy?: string;
  format?: string;
}

/** How a file is read: fixed once it has come. */
export interface FileForm {
  encoding?: string;
  delimiter?: string;
  sheet?: string;
  headerRow?: number;
}

export interface ImportOptions extends FileForm {
  object: string;
  mode: Mode;
  matchBy?: string[];
  mapping?: ColumnMapping[];
  defaults?: Record<string, FieldValue>;
  duplicates?: Duplicates;
  waive?: { reason: string };
}

export interface Run {
  jobId: string;
  done: number;
  total: number;
  created: number;
  updated: number;
  skipped: number;
  failed: number;
  queuedAt: string;
  finishedAt?: string;
  problem?: { code: string; message: string };
}

export interface Revert {
  jobId: string;
  done: number;
  deleted: number;
  restored: number;
  skipped: number;
  finishedAt?: string;
  problem?: { code: string; message: string };
}

export type ImportState =
  'ready' | 'checking' | 'checked' | 'running' | 'finished' | 'reverting' | 'reverted' | 'failed';

export interface Import {
  id: string;
  object: string;
  mode: Mode;
  state: ImportState;
  fileName: string;
  columns: string[];
  preview?: (string | null)[][];
  mapping: ColumnMapping[];
  rows: number;
  format?: 'csv' | 'xlsx' | 'xls';
  encoding?: string;
  delimiter?: string;
  sheet?: string;
  sheets?: string[];
  headerRow?: number;
  matchBy?: string[];
  duplicates?: Duplicates;
  defaults?: Record<string, FieldValue>;
  waive?: { reason: string };
  createdAt: string;
  createdBy: string;
  dryRun?: Run;
  run?: Run;
  revert?: Revert;
}

const base = '/api/v1/imports';
const goesOn: readonly ImportState[] = ['checking', 'running', 'reverting'];

/** So often is a run asked how far it is. */
const PAUSE = 1000;

export const importKey = (id: string) => ['imports', 'one', id] as const;

/** An import as it stands; followed while somebody works on it, also by who comes back later. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: importKey(id),
    queryFn: ({ signal }) => api.get<Import>(`${base}/${encodeURIComponent(id)}`, undefined, signal),
    refetchInterval: ({ state }) => (state.data && goesOn.includes(state.data.state) ? PAUSE : false),
  });

export const importsQuery = (object?: string) =>
  infiniteQueryOptions({
    queryKey: ['imports', 'list', object],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Import>>(base, { object, limit: 20, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some((one) => goesOn.includes(one.state))) ? 2000 : false,
  });

export function upload(file: File, options: ImportOptions): Promise<Import> {
  const body = new FormData();
  body.append('file', file);
  body.append('options', JSON.stringify(options));
  return api.post<Import>(base, body);
}

/** Says other things about a file that has not run yet. */
export async function changeOptions(id: string, options: ImportOptions): Promise<Import> {
  return (await request<Import>('PUT', `${base}/${encodeURIComponent(id)}/options`, { body: options })).data;
}

export async function begin(id: string, verb: 'dry-run' | 'run' | 'revert'): Promise<void> {
  await request('POST', `${base}/${encodeURIComponent(id)}/${verb}`);
}

export const reportAddress = (id: string, which: 'failed' | 'duplicates' | 'not-reverted') =>
  `${base}/${encodeURIComponent(id)}/${which}`;

/** What past imports of the object said about columns of these names: the newest word counts. */
export async function remembered(
  object: string,
  columns: readonly string[],
  not: string,
): Promise<ColumnMapping[]> {
  const past = await api.get<Page<Import>>(base, { object, limit: 50 });
  const ran = past.items.filter((one) => one.id !== not && one.run);
  return columns.flatMap((column) => {
    const by = ran.find((one) => one.columns.includes(column));
    const mapped = by?.mapping.find((one) => one.column === column);
    return by ? [mapped ?? { column, field: '' }] : [];
  });
}

const MOST_READ = 64 * 1024;

async function beginningOf(response: Response): Promise<string> {
  const charset = /charset=([\w-]+)/i.exec(response.headers.get('Content-Type') ?? '')?.[1] ?? 'utf-8';
  const decoder = new TextDecoder(charset);
  const reader = response.body?.getReader();
  let text = '';
  for (let read = 0; reader && read < MOST_READ;) {
    const { done, value } = await reader.read();
    if (done) {
      return text + decoder.decode();
    }
    read += value.length;
    text += decoder.decode(value, { stream: true });
  }
  await reader?.cancel();
  return text;
}

/** The cells of a CSV text, row by row; the last row may be cut off. */
export function cellsOf(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quoted) {
      if (character !== '"') {
        cell += character;
      } else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else {
        quoted = false;
      }
    } else if (character === '"' && cell === '') {
      quoted = true;
    } else if (character === delimiter) {
      row.push(cell);
      cell = '';
    } else if (character === '\n' || character === '\r') {
      if (character === '\r' && text.charAt(at + 1) === '\n') {
        at += 1;
      }
      rows.push([...row, cell]);
      row = [];
      cell = '';
    } else {
      cell += character;
    }
  }
  return cell !== '' || row.length > 0 ? [...rows, [...row, cell]] : rows;
}

export interface FirstFailures {
  columns: string[];
  rows: { cells: string[]; reason: string }[];
}

/** The first rows that failed and why, read off the beginning of their file. */
export const failuresQuery = (of: Import, way: Run) =>
  queryOptions({
    queryKey: [...importKey(of.id), 'failures', way.jobId, way.finishedAt],
    queryFn: async ({ signal }): Promise<FirstFailures> => {
      const response = await fetch(reportAddress(of.id, 'failed'), { credentials: 'same-origin', signal });
      if (!response.ok) {
        throw new Error(response.statusText);
      }
      const [header = [], ...rows] = cellsOf(await beginningOf(response), of.delimiter ?? ',');
      return {
        columns: header.slice(0, -1),
        rows: rows
          .filter((row) => row.length === header.length)
          .slice(0, 20)
          .map((row) => ({ cells: row.slice(0, -1), reason: row.at(-1) ?? '' })),
      };
    },
    staleTime: Infinity,
  });
