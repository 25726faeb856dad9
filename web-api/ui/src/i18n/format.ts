import type { Locale } from './locale';
import { homeZone, isKnownZone } from './zone';

const cache = new Map<string, Intl.DateTimeFormat>();

function dates(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const found = cache.get(key) ?? new Intl.DateTimeFormat(locale, known(options));
  cache.set(key, found);
  return found;
}

/** The same, in the device's zone where the browser does not know the one that is asked for. */
function known(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormatOptions {
  const { timeZone, ...others } = options;
  return timeZone !== undefined && isKnownZone(timeZone) ? options : others;
}

/** A day of the calendar, `2026-11-22`: the same day in every time zone. */
export function formatDate(locale: Locale, day: string, style: 'medium' | 'full' = 'medium'): string {
  const at = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) {
    return day;
  }
  return dates(locale, { dateStyle: style, timeZone: 'UTC' }).format(at);
}

/** Day and time, where the member is unless said otherwise. */
export function formatInstant(locale: Locale, instant: string, timeZone = homeZone()): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) {
    return instant;
  }
  return dates(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(at);
}

/** The time of the day, `14:05`, where the member is unless said otherwise. */
export function formatTime(locale: Locale, instant: string, timeZone = homeZone()): string {
  const at = new Date(instant);
  return Number.isNaN(at.getTime())
    ? instant
    : dates(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(at);
}

export function formatNumber(locale: Locale, number: string | number, most = 2): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: most }).format(number as number);
}

export function formatMoney(
  locale: Locale,
  amount: string | number,
  currency?: string,
  compact = false,
): string {
  const options: Intl.NumberFormatOptions = compact
    ? { notation: 'compact', maximumFractionDigits: 1, useGrouping: true }
    : { minimumFractionDigits: Number.isInteger(Number(amount)) ? 0 : 2, maximumFractionDigits: 2 };
  if (currency) {
    Object.assign(options, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  }
  return new Intl.NumberFormat(locale, options).format(amount as number);
}

/** Seconds as `m:ss`. */
export function formatMinutes(seconds: number): string {
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Reads `m:ss`, `mm：ss` or whole minutes; null when it is neither. */
export function parseMinutes(text: string): number | null {
  const match = /^(\d{1,4})(?:[:：](\d{1,2}))?$/.exec(text.trim());
  if (!match || Number(match[2] ?? 0) > 59) {
    return null;
  }
  return Number(match[1]) * 60 + Number(match[2] ?? 0);
}

/** Today's date, where the member is unless said otherwise. */
export function todayIn(timeZone = homeZone(), now = new Date()): string {
  const day = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  return dates('en-CA', { ...day, timeZone }).format(now);
}

export function addDays(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
