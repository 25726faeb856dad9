import { describe, expect, test } from 'vitest';
import { sliceOf } from './useWindow';

const cards = Array.from({ length: 2000 }, () => 100);

describe('of two thousand cards', () => {
  test('a few are drawn at the top', () => {
    expect(sliceOf(cards, 0, 600)).toEqual({ first: 0, end: 10, before: 0, after: 199_000 });
  });

  test('those in sight and a few beside them are drawn in the middle', () => {
    expect(sliceOf(cards, 100_050, 600)).toEqual({
      first: 996,
      end: 1011,
      before: 99_600,
      after: 98_900,
    });
  });

  test('the last ones are drawn at the end', () => {
    expect(sliceOf(cards, 199_400, 600)).toMatchObject({ end: 2000, after: 0 });
  });
});

test('without a layout all are drawn', () => {
  expect(sliceOf([0, 0, 0], 0, 0)).toEqual({ first: 0, end: 3, before: 0, after: 0 });
});
