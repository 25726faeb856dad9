import { describe, expect, test } from 'vitest';
import { addDays, formatMinutes, formatMoney, parseMinutes, todayIn } from './format';

describe('a duration', () => {
  test.each([
    ['3:20', 200],
    ['3：05', 185],
    ['12', 720],
    ['0:00', 0],
  ])('reads %s as %i seconds', (text, seconds) => {
    expect(parseMinutes(text)).toBe(seconds);
  });

  test.each(['3:75', 'three', '', '1:2:3', '-1'])('refuses %s', (text) => {
    expect(parseMinutes(text)).toBeNull();
  });

  test('is written as minutes and seconds', () => {
    expect(formatMinutes(272)).toBe('4:32');
  });
});

describe('a day', () => {
  test('is the company’s, on either side of its midnight', () => {
    expect(todayIn('Asia/Shanghai', new Date('2026-11-22T15:59:59Z'))).toBe('2026-11-22');
    expect(todayIn('Asia/Shanghai', new Date('2026-11-22T16:00:00Z'))).toBe('2026-11-23');
  });

  test('is added to across a month', () => {
    expect(addDays('2026-11-29', 3)).toBe('2026-12-02');
  });
});

test('money keeps every digit of a large amount', () => {
  expect(formatMoney('en', '90071992547409931.25', 'CNY')).toBe('¥90,071,992,547,409,931.25');
});
