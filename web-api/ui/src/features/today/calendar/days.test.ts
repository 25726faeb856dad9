import { describe, expect, test } from 'vitest';
import { daysOf, mondayOf, stepFrom } from './days';

describe('the days a calendar shows', () => {
  test('begin on a Monday and hold the whole month', () => {
    const days = daysOf('month', '2026-11-22');

    expect(days[0]).toBe('2026-10-26');
    expect(days.at(-1)).toBe('2026-12-06');
  });

  test('are four weeks for a February that begins on a Monday', () => {
    expect(daysOf('month', '2027-02-10')).toHaveLength(28);
  });

  test('of a week cross the year', () => {
    expect(daysOf('week', '2027-01-01')).toEqual([
      '2026-12-28',
      '2026-12-29',
      '2026-12-30',
      '2026-12-31',
      '2027-01-01',
      '2027-01-02',
      '2027-01-03',
    ]);
  });
});

test('a Monday is its own week’s first day', () => {
  expect(mondayOf('2026-11-23')).toBe('2026-11-23');
  expect(mondayOf('2026-11-22')).toBe('2026-11-16');
});

test('a month on from its last day is the first of the next', () => {
  expect(stepFrom('month', '2027-01-31', 1)).toBe('2027-02-01');
  expect(stepFrom('week', '2026-12-30', 1)).toBe('2027-01-06');
});
