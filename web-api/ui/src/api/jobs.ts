import { api, type Answer } from './client';
import { Problem } from './problem';
import type { Job } from './types';

const PAUSE = 700;

const pause = (milliseconds: number, signal?: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new DOMException('', 'AbortError'));
    });
  });

export const isOver = (job: Job) => job.state === 'done' || job.state === 'failed';

/** Follows a job to its end. */
export async function followJob<R>(
  id: string,
  onProgress: (job: Job<R>) => void = () => undefined,
  signal?: AbortSignal,
): Promise<Job<R>> {
  for (;;) {
    const job = await api.get<Job<R>>(`/api/v1/jobs/${encodeURIComponent(id)}`, undefined, signal);
    onProgress(job);
    if (isOver(job)) {
      return job;
    }
    await pause(PAUSE, signal);
  }
}

/** The id of the job that an answer names, if it is one that goes on. */
export function jobOf(answer: Answer<unknown>): string | null {
  const at = answer.location?.match(/\/jobs\/([^/?#]+)/);
  return at?.[1] ?? null;
}

/** What a call comes to, at once or by a job; a job that failed is a refusal. */
export async function resultOf<R>(
  answer: Answer<unknown>,
  onProgress?: (job: Job<R>) => void,
  signal?: AbortSignal,
): Promise<R> {
  const id = jobOf(answer);
  if (!id) {
    return answer.data as R;
  }
  const job = await followJob<R>(id, onProgress, signal);
  if (job.state === 'failed' || job.result === null || job.result === undefined) {
    throw new Problem(500, { code: 'job-failed' });
  }
  return job.result;
}
