import type { Completion, WorklistItem } from '~/api';
import { parseMinutes } from '~/i18n';

/** What the log of one contact holds while it is written. */
export interface Entry {
  kind: string;
  outcome: string | undefined;
  duration: string;
  note: string;
  plan: 'cadence' | 'own';
  dueOn: string;
  channel: string;
  purpose: string;
  /** The deal it is about, where the customer has several. */
  countsFor?: { object: string; id: string };
}

export type Faults = Partial<Record<'outcome' | 'duration' | 'purpose', true>>;

/** Whether a rhythm plans what comes after this item. */
export const goesOn = (item: WorklistItem) =>
  item.planned === undefined || item.planned === null
    ? item.because !== null
    : item.planned === 'rhythm' || item.planned === 'occasion';

export function faultsOf(entry: Entry, outcomesKnown: boolean): Faults {
  return {
    ...(outcomesKnown && !entry.outcome ? { outcome: true } : {}),
    ...(entry.duration && parseMinutes(entry.duration) === null ? { duration: true } : {}),
    ...(entry.plan === 'own' && !entry.purpose.trim() ? { purpose: true } : {}),
  };
}

/** What is sent: the call began when the timer did, else as long ago as it lasted. */
export function completionOf(entry: Entry, now: Date, begun: number | null = null): Completion {
  const seconds = entry.duration ? (parseMinutes(entry.duration) ?? 0) : undefined;
  const startedAt = new Date(begun ?? now.getTime() - (seconds ?? 0) * 1000).toISOString();
  return {
    activity: {
      kind: entry.kind,
      ...(entry.outcome ? { outcome: entry.outcome } : {}),
      ...(seconds === undefined ? {} : { durationSeconds: seconds }),
      ...(entry.note.trim() ? { note: entry.note.trim() } : {}),
      startedAt: `${startedAt.slice(0, 19)}Z`,
      ...(entry.countsFor ? { countsFor: entry.countsFor } : {}),
    },
    ...(entry.plan === 'own'
      ? { next: { dueOn: entry.dueOn, channel: entry.channel, purpose: entry.purpose.trim() } }
      : {}),
  };
}
