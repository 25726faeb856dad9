import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { asProblem, type Completion, completeItem, type Problem, type WorklistItem } from '~/api';
import { addDays, formatDate, formatMinutes, todayIn, useLocale, useMessages } from '~/i18n';
import { useOutcomes } from './channels';
import { completionOf, type Entry, type Faults, faultsOf, goesOn } from './entry';
import { todayMessages } from './messages';
import { type Timer, useTimer } from './useTimer';

export interface Log {
  item: WorklistItem;
  entry: Entry;
  change: (part: Partial<Entry>) => void;
  faults: Faults;
  timer: Timer;
  /** Between which days the next step may stand, as far as a refusal told. */
  bounds: { earliest?: string; latest?: string };
  nextRequired: boolean;
  problem: Problem | null;
  error: unknown;
  refusedAt: (pointer: string) => string | undefined;
  saving: boolean;
  save: () => void;
}

interface LogOf {
  item: WorklistItem;
  nextRequired: boolean;
  /** When the number was dialled, if it was. */
  dialled: number | null;
  onSaved: () => void;
}

/** Writing down one contact and what follows it. */
export function useLog({ item, nextRequired, dialled, onSaved }: LogOf): Log {
  const t = useMessages(todayMessages);
  const locale = useLocale();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const outcomes = useOutcomes();
  const timer = useTimer(dialled);
  const [tried, setTried] = useState(false);
  const [seen, setSeen] = useState(item.version);
  const [entry, setEntry] = useState<Entry>(() => ({
    kind: item.channel,
    outcome: undefined,
    duration: '',
    note: '',
    plan: nextRequired && !goesOn(item) && item.openSubject !== false ? 'own' : 'cadence',
    dueOn: addDays(todayIn(), 3),
    channel: item.channel,
    purpose: item.purpose ?? '',
  }));
  const change = (part: Partial<Entry>) => {
    setEntry((before) => ({ ...before, ...part }));
  };
  // The timer's time stands unless one was typed.
  const filled = { ...entry, duration: entry.duration || (timer.since === null ? '' : formatMinutes(timer.seconds)) }; // prettier-ignore
  const mutation = useMutation({
    mutationFn: (completion: Completion) => completeItem(item.id, completion, seen),
    onSuccess: async ({ next, tasks = [] }) => {
      const then = next ? t.nextPlanned(formatDate(locale, next.dueOn)) : t.noNext;
      const done = tasks.map((task) => t.taskDone(task.label, task.record.name));
      void message.success([t.logged(item.subject.name), ...done, then].join(' · '));
      onSaved();
      await queries.invalidateQueries({ queryKey: ['worklist'] });
      void queries.invalidateQueries({ queryKey: ['records'] });
    },
    onError: (failure) => {
      const refused = asProblem(failure);
      if (refused?.code === 'next-step-missing') {
        change({ plan: 'own' });
      }
      if (refused?.body.conflict) {
        // Who was told may go on from what stands now.
        setSeen(refused.body.conflict.version);
        void queries.invalidateQueries({ queryKey: ['worklist'] });
      }
    },
  });
  const problem = asProblem(mutation.error);
  const known = outcomes.length > 0;
  return {
    item,
    entry,
    change,
    faults: tried ? faultsOf(filled, known) : {},
    timer,
    bounds: { earliest: problem?.body.earliest, latest: problem?.body.latest },
    nextRequired: nextRequired || problem?.code === 'next-step-missing',
    problem,
    error: mutation.error,
    refusedAt: (pointer) =>
      problem?.errors
        .filter((error) => error.pointer.endsWith(pointer))
        .map((error) => error.message)
        .join(' ') || undefined,
    saving: mutation.isPending,
    save: () => {
      setTried(true);
      if (!mutation.isPending && Object.keys(faultsOf(filled, known)).length === 0) {
        mutation.mutate(completionOf(filled, new Date(), entry.duration ? null : timer.since));
      }
    },
  };
}
