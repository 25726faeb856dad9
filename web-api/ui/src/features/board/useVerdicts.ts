import { useCallback, useEffect, useRef, useState } from 'react';
import { dryRun, dryRunLimit, type RecordView, type Verdict } from '~/api';

/** However fast one scrolls, the server is asked at most this often. */
const GATHERED_FOR = 250;

export interface Verdicts {
  /** What the server says of a card and a stage, as far as it was asked. */
  of: (record: RecordView | null | undefined, stage: string) => Verdict | undefined;
  /** Asks for the cards in sight, fifty in a call; those of whom the verdict is known are not asked again. */
  expect: (records: readonly RecordView[]) => void;
  /** Asks for one card anew: what its children say may have changed meanwhile. */
  renew: (record: RecordView) => void;
}

const nameOf = (record: RecordView) => `${record.id}:${String(record.version)}`;

/** Which of the columns a card may enter, known before it is lifted. */
export function useVerdicts(object: string): Verdicts {
  const [known, learn] = useState<ReadonlyMap<string, readonly Verdict[]>>(new Map());
  const asked = useRef(new Set<string>());
  const waiting = useRef(new Map<string, RecordView>());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  const ask = useCallback(
    async (records: readonly RecordView[]) => {
      try {
        const items = await dryRun(
          object,
          records.map((record) => record.id),
        );
        learn((before) => {
          const next = new Map(before);
          items.forEach(({ id, stages }) => {
            const record = records.find((one) => one.id === id);
            if (record) {
              next.set(nameOf(record), stages);
            }
          });
          return next;
        });
      } catch {
        // Without a verdict a card may be dropped anywhere: the move itself is checked all the same.
        records.forEach((record) => asked.current.delete(nameOf(record)));
      }
    },
    [object],
  );
  const expect = useCallback(
    (records: readonly RecordView[]) => {
      records
        .filter((record) => !asked.current.has(nameOf(record)))
        .forEach((record) => {
          asked.current.add(nameOf(record));
          waiting.current.set(record.id, record);
        });
      if (waiting.current.size === 0) {
        return;
      }
      timer.current ??= setTimeout(() => {
        const all = [...waiting.current.values()];
        waiting.current.clear();
        timer.current = undefined;
        for (let at = 0; at < all.length; at += dryRunLimit) {
          void ask(all.slice(at, at + dryRunLimit));
        }
      }, GATHERED_FOR);
    },
    [ask],
  );
  const renew = useCallback(
    (record: RecordView) => {
      asked.current.add(nameOf(record));
      void ask([record]);
    },
    [ask],
  );
  return {
    of: (record, stage) =>
      record ? known.get(nameOf(record))?.find((one) => one.stage === stage) : undefined,
    expect,
    renew,
  };
}
