import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type FieldView,
  type FunnelView,
  type ObjectView,
  type RecordView,
  stageTotalsQuery,
  type StageView,
} from '~/api';
import { fieldByKey } from '~/records';
import { type MoveOutcome, stageByKey } from '~/records/move';

export interface StageTotal {
  count: number;
  sum: string | null;
}

/** The currency field that a column adds up: the first of the card's, else of the object's. */
export function amountField(object: ObjectView): FieldView | undefined {
  const onCard = object.layout?.card?.map((key) => fieldByKey(object, key)) ?? [];
  return [...onCard, ...object.fields].find((field) => field?.type === 'currency');
}

/** What the column's records are worth by the stage's probability. */
export function weighted(total: StageTotal | undefined, stage: StageView): number | null {
  return stage.probability == null ? null : (Number(total?.sum ?? 0) * stage.probability) / 100;
}

export function useTotals(object: ObjectView, funnel: FunnelView, filter?: string) {
  const amount = amountField(object)?.key ?? null;
  const answer = useQuery(stageTotalsQuery(object.key, funnel.field, amount, filter));
  const totals: Record<string, StageTotal> = {};
  answer.data?.groups.forEach((group) => {
    const sum = amount ? group[`sum_${amount}`] : null;
    totals[group.key[funnel.field] ?? ''] = {
      count: group.count ?? 0,
      sum: typeof sum === 'string' || typeof sum === 'number' ? String(sum) : null,
    };
  });
  return answer.data ? totals : null;
}

/** Where cards stand while the server has not answered yet, and which just came back. */
export interface Standing {
  pending: Readonly<Record<string, { record: RecordView; stage: string }>>;
  returned: Readonly<Record<string, true>>;
}

export interface Shift {
  standing: Standing;
  shift: (record: RecordView, to: string) => Promise<void>;
}

const returnedFor = 2400;

/** Puts a card into its new column at once, and back where it came from when the server refuses. */
export function useShift(
  funnel: FunnelView,
  move: (record: RecordView, to: string) => Promise<MoveOutcome>,
  onReturned: (record: RecordView, stageLabel: string) => void,
): Shift {
  const [standing, setStanding] = useState<Standing>({ pending: {}, returned: {} });
  const shift = async (record: RecordView, to: string) => {
    const from = record.values[funnel.field];
    if (from === to) {
      return;
    }
    setStanding((before) => ({
      ...before,
      pending: { ...before.pending, [record.id]: { record, stage: to } },
    }));
    const outcome = await move(record, to);
    const stays = outcome === 'stays';
    setStanding((before) => ({
      pending: without(before.pending, record.id),
      returned: stays ? { ...before.returned, [record.id]: true } : before.returned,
    }));
    if (stays) {
      onReturned(record, stageByKey(funnel, from)?.label ?? '');
      setTimeout(() => {
        setStanding((before) => ({ ...before, returned: without(before.returned, record.id) }));
      }, returnedFor);
    }
  };
  return { standing, shift };
}

function without<T>(map: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(map).filter(([one]) => one !== key));
}
