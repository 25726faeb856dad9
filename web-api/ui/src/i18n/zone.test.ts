import dayjs from 'dayjs';
import { afterEach, expect, test } from 'vitest';
import { formatInstant, formatTime, todayIn } from './format';
import { fromWall, homeZone, isKnownZone, settleIn, toWall } from './zone';

afterEach(() => {
  settleIn(undefined);
});

const at = '2026-03-04T05:30:00Z';

test('today and instants are those of the member, not of the laptop', () => {
  settleIn('Pacific/Auckland', 'Asia/Shanghai');
  expect(formatTime('en', at)).toBe('18:30');
  expect(formatInstant('en', at)).toBe('Mar 4, 2026, 6:30 PM');
  expect(todayIn(undefined, new Date('2026-03-04T11:30:00Z'))).toBe('2026-03-05');

  settleIn('America/Los_Angeles', 'Asia/Shanghai');
  expect(formatTime('en', at)).toBe('21:30');
  expect(todayIn(undefined, new Date('2026-03-04T07:59:59Z'))).toBe('2026-03-03');
  expect(todayIn(undefined, new Date('2026-03-04T08:00:00Z'))).toBe('2026-03-04');
});

test('the company’s zone holds where the member has none, or one that the browser does not know', () => {
  expect(settleIn(null, 'Asia/Shanghai')).toBe('Asia/Shanghai');
  expect(isKnownZone('Mars/Olympus')).toBe(false);
  expect(settleIn('Mars/Olympus', 'Asia/Shanghai')).toBe('Asia/Shanghai');
  expect(formatTime('en', at, 'Mars/Olympus')).toMatch(/^\d\d:30$/);
});

test('date pickers show and take the clock at home, through both turns of the clocks', () => {
  settleIn('America/Los_Angeles');
  for (const instant of [at, '2026-03-08T09:59:59Z', '2026-03-08T10:00:00Z', '2026-11-01T09:30:00Z']) {
    const shown = toWall(instant);
    expect(shown && fromWall(shown)).toBe(instant);
  }
  expect(toWall('2026-03-08T10:00:00Z')?.format('HH:mm')).toBe('03:00');
  expect(toWall('no time')).toBeNull();
  expect(dayjs.tz().format('YYYY-MM-DD')).toBe(todayIn());
  expect(homeZone()).toBe('America/Los_Angeles');
});
