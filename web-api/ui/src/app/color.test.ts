import { expect, test } from 'vitest';
import { contrastOnWhite, leafGreen, readableBrand } from './color';

test.each(['#f3b562', '#ffffff', '#ffff00', '#88ccee', leafGreen])(
  '%s becomes readable with white words',
  (color) => {
    expect(contrastOnWhite(readableBrand(color))).toBeGreaterThanOrEqual(4.5);
  },
);

test('a dark colour stays as the company chose it', () => {
  expect(readableBrand('#123456')).toBe('#123456');
});

test.each([undefined, null, '', 'red', 'url(javascript:alert(1))'])(
  '%s is no colour: leaf green',
  (color) => {
    expect(readableBrand(color)).toBe(leafGreen);
  },
);
