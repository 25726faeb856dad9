import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import {
  api,
  isOver,
  jobOf,
  jobQuery,
  recordsPath,
  request,
  type TransferPreview,
  type TransferResult,
} from '~/api';

/** What changes hands: records by id, or all that a filter finds. */
export type TransferOf = { ids: readonly string[] } | { filter: string };

export interface TransferWish {
  to: string;
  children: string[];
  reason?: string;
}

const bodyOf = (of: TransferOf, wish: TransferWish) => ({
  ...of,
  to: wish.to,
  children: wish.children,
  ...(wish.reason ? { reason: wish.reason } : {}),
});

export const previewTransfer = (object: string, of: TransferOf, wish: TransferWish) =>
  api.post<TransferPreview>(`${recordsPath(object)}/transfer`, { ...bodyOf(of, wish), dryRun: true });

async function begin(path: string, body?: unknown): Promise<string | null> {
  const answer = await request<{ id?: string } | undefined>('POST', path, { body });
  return jobOf(answer) ?? answer.data?.id ?? null;
}

/** A transfer or its undoing, followed to its end. */
export function useTransferJob(onOver: () => void) {
  const queries = useQueryClient();
  const [id, setId] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [starting, setStarting] = useState(false);
  const job = useQuery(jobQuery<TransferResult>(id));
  const over = job.data !== undefined && isOver(job.data);
  useEffect(() => {
    if (over) {
      void queries.invalidateQueries({ queryKey: ['records'] });
      void queries.invalidateQueries({ queryKey: ['transfers'] });
      void queries.invalidateQueries({ queryKey: ['bulk'] });
      void queries.invalidateQueries({ queryKey: ['worklist'] });
      onOver();
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when it ends
  }, [over]);
  const start = async (path: string, body?: unknown) => {
    setFailure(null);
    setStarting(true);
    try {
      setId(await begin(path, body));
    } catch (problem) {
      setFailure(problem);
    }
    setStarting(false);
  };
  return {
    job: job.data,
    running: starting || (id !== null && !over),
    over,
    failure: failure ?? job.error,
    transfer: (object: string, of: TransferOf, wish: TransferWish) =>
      start(`${recordsPath(object)}/transfer`, bodyOf(of, wish)),
    undo: (transfer: string) => start(`/api/v1/transfers/${encodeURIComponent(transfer)}/undo`),
    undoBulk: (bulk: string) => start(`/api/v1/bulk/${encodeURIComponent(bulk)}/undo`),
  };
}
