import { api, type Job, type ObjectView, Problem, request } from '~/api';
import type { Locale } from '~/i18n';
import { mayEdit, recordMessages, withOptions } from '~/records';
import { importMessages } from './messages';

export type Mode = 'create' | 'update' | 'upsert';

export interface ColumnMapping {
  column: string;
  field: string;
  matchBy?: string;
  format?: string;
}

export interface ImportOptions {
  object: string;
  mode: Mode;
  matchBy?: string[];
  mapping?: ColumnMapping[];
}

export interface Import {
  id: string;
  state: string;
  columns: string[];
  preview: (string | null)[][];
  mapping: ColumnMapping[];
  rows: number;
  encoding: string;
  delimiter: string;
}

export interface ImportCounts {
  created: number;
  updated: number;
  skipped: number;
  failed: number;
}

export function upload(file: File, options: ImportOptions): Promise<Import> {
  const body = new FormData();
  body.append('file', file);
  body.append('options', JSON.stringify(options));
  return api.post<Import>('/api/v1/imports', body);
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Starts a job of an import and follows it to its end. */
export async function runJob(
  id: string,
  verb: 'dry-run' | 'run',
  onProgress: (job: Job<ImportCounts>) => void,
): Promise<Job<ImportCounts>> {
  const started = await request<Job<ImportCounts> | undefined>('POST', `/api/v1/imports/${id}/${verb}`);
  const location = started.location ? new URL(started.location, window.location.origin).pathname : null;
  if (!location) {
    throw new Problem(202, { detail: 'Location' });
  }
  for (;;) {
    const job = await api.get<Job<ImportCounts>>(location);
    onProgress(job);
    if (job.state === 'done' || job.state === 'failed') {
      return job;
    }
    await pause(700);
  }
}

/** Where a column may go: the object's fields, its owner and author, and the past of its stages and grades. */
export function targetsOf(object: ObjectView, locale: Locale): { value: string; label: string }[] {
  const t = importMessages[locale];
  const full = withOptions(object);
  const past = full.fields.flatMap((field) => {
    const kind = object.funnels.some((funnel) => funnel.field === field.key)
      ? 'stage'
      : object.gradeScale?.field === field.key
        ? 'grade'
        : null;
    return kind
      ? (field.options ?? []).map((option) => ({
          value: `history.${kind}.${option.key}`,
          label: t.entered(field.label, option.label),
        }))
      : [];
  });
  return [
    ...full.fields.filter(mayEdit).map((field) => ({ value: field.key, label: field.label })),
    { value: 'owner', label: recordMessages[locale].owner },
    { value: 'created_at', label: t.createdAt },
    { value: 'created_by', label: t.createdBy },
    ...past,
  ];
}
