import type { Worklist } from '~/api';

export interface Progress {
  done: number;
  total: number;
  /** Items of earlier days that were finished today: they count for their own day, not for this one. */
  carried: number;
}

/** Today's plan is what was due today, done or not. */
export function progressOf(worklist: Worklist, today: string): Progress {
  const done = worklist.done.filter((item) => item.dueOn >= today).length;
  return { done, total: done + worklist.counts.today, carried: worklist.done.length - done };
}
