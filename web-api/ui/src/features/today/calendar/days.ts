import { addDays } from '~/i18n';

export type View = 'month' | 'week';

/** The Monday on or before a day. */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

/** The days a view shows: a week, or the whole weeks of a month. */
export function daysOf(view: View, on: string): string[] {
  const first = mondayOf(view === 'week' ? on : `${on.slice(0, 7)}-01`);
  const count = view === 'week' ? 7 : weeksOf(on) * 7;
  return Array.from({ length: count }, (_, at) => addDays(first, at));
}

function weeksOf(on: string): number {
  const first = mondayOf(`${on.slice(0, 7)}-01`);
  const end = addDays(stepFrom('month', `${on.slice(0, 7)}-01`, 1), -1);
  let weeks = 1;
  while (addDays(first, weeks * 7) <= end) {
    weeks += 1;
  }
  return weeks;
}

/** The same day one week on, or the first of the next month. */
export function stepFrom(view: View, on: string, step: number): string {
  if (view === 'week') {
    return addDays(on, 7 * step);
  }
  const at = new Date(`${on.slice(0, 7)}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + step);
  return at.toISOString().slice(0, 10);
}
