import type { DayStripView } from '~/api';

const minutesOfDay = 24 * 60;

/** Minutes after midnight where the company is. */
export function minuteOf(instant: string, timeZone?: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(instant));
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  return part('hour') * 60 + part('minute') + part('second') / 60;
}

export interface Piece {
  key: string;
  /** Per cent of the strip. */
  left: number;
  width: number;
}

export interface Strip {
  /** Full hours with their places. */
  hours: { hour: number; left: number }[];
  place: (from: string, seconds: number) => Omit<Piece, 'key'>;
}

/** A strip that shows at least from eight to six, and all that was done. */
export function stripOf(day: DayStripView, timeZone?: string): Strip {
  const starts = day.activities.map(({ startedAt }) => minuteOf(startedAt, timeZone));
  const ends = day.activities.map(({ startedAt, seconds }) =>
    Math.min(minutesOfDay, minuteOf(startedAt, timeZone) + seconds / 60),
  );
  const from = Math.floor(Math.min(8 * 60, ...starts) / 60) * 60;
  const to = Math.ceil(Math.max(18 * 60, ...ends) / 60) * 60;
  const share = (minutes: number) => (minutes / (to - from)) * 100;
  const hours = Array.from({ length: (to - from) / 60 + 1 }, (_, at) => ({
    hour: from / 60 + at,
    left: share(at * 60),
  }));
  const place = (instant: string, seconds: number) => {
    const begin = minuteOf(instant, timeZone);
    const end = Math.min(to, begin + seconds / 60);
    return { left: share(begin - from), width: Math.max(0, share(end - begin)) };
  };
  return { hours, place };
}

export const secondsBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000;
