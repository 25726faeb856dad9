import dayjs, { type Dayjs } from 'dayjs';
import timezone from 'dayjs/plugin/timezone';
import utc from 'dayjs/plugin/utc';

dayjs.extend(utc);
dayjs.extend(timezone);

const wall = 'YYYY-MM-DDTHH:mm:ss';
let home: string | undefined;

/** Whether this browser knows the zone: the server's list may be the newer one. */
export function isKnownZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** From here on instants are shown, and today is told, in the first of these zones that the browser knows. */
export function settleIn(...zones: (string | null | undefined)[]): string | undefined {
  const zone = zones.find((one): one is string => Boolean(one) && isKnownZone(one ?? '')) ?? undefined;
  if (zone !== home) {
    home = zone;
    dayjs.tz.setDefault(zone);
  }
  return home;
}

/** The zone in which the member reads her days; absent until the account is known. */
export function homeZone(): string | undefined {
  return home;
}

/** The zone that the device is set to. */
export function deviceZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** What a clock at home shows at an instant, for a date picker. */
export function toWall(instant: string): Dayjs | null {
  const at = dayjs(instant);
  return at.isValid() ? dayjs.utc((home ? at.tz(home) : at).format(wall)) : null;
}

/** The instant at which a clock at home shows what a date picker does. */
export function fromWall(shown: Dayjs): string {
  const text = shown.format(wall);
  const at = home ? dayjs.tz(text, home) : dayjs(text);
  return `${at.toISOString().slice(0, 19)}Z`;
}
