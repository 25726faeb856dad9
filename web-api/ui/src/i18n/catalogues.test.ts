import { expect, test } from 'vitest';
import type { Catalogue } from '~/i18n';

const modules = import.meta.glob<Record<string, Catalogue>>('../**/messages.ts', { eager: true });
const catalogues = Object.entries(modules).flatMap(([file, module]) =>
  Object.entries(module).map(([name, catalogue]) => ({ file, name, catalogue })),
);

test('every feature and shared part has its catalogue', () => {
  expect(Object.keys(modules).length).toBeGreaterThanOrEqual(9);
});

test.each(catalogues)('$name says the same things in both languages', ({ catalogue }) => {
  const chinese = catalogue['zh-CN'];
  const english = catalogue.en;

  expect(Object.keys(english).sort()).toEqual(Object.keys(chinese).sort());
  for (const [key, entry] of Object.entries<unknown>(chinese)) {
    const other: unknown = english[key];
    expect(typeof other, key).toBe(typeof entry);
    if (typeof entry === 'function' && typeof other === 'function') {
      expect(other.length, key).toBe(entry.length);
    } else {
      expect(other, key).not.toBe('');
      expect(entry, key).not.toBe('');
      expect(other, key).not.toMatch(/\p{Script=Han}/u);
    }
  }
});
