import type { Locale } from '~/i18n';

export interface Zone {
  id: string;
  label: string;
  /** What is searched besides the label. */
  words: string;
}

function named(locale: string, zone: string, style: 'longGeneric' | 'shortOffset', now: Date): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: style }).formatToParts(now);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

/** The zones that the browser knows, with one more, each under its city, its name and its distance from UTC. */
export function zonesOf(locale: Locale, more: string[], now = new Date()): Zone[] {
  const ids = [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ...more])].sort();
  return ids.map((id) => {
    const name = named(locale, id, 'longGeneric', now);
    const offset = named('en', id, 'shortOffset', now);
    const city = id.replaceAll('_', ' ');
    return {
      id,
      label: `${city} · ${name} · ${offset}`,
      words: [id, named('en', id, 'longGeneric', now)].join(' '),
    };
  });
}
