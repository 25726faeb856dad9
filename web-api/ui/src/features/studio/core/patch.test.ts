import { describe, expect, test } from 'vitest';
import { sampleDefinition } from '~/test/mock/definition';
import { apply, between, overlap, put, read } from './patch';

const list = (...keys: string[]) => ({ parts: keys.map((key) => ({ key, label: key.toUpperCase() })) });

describe('a patch', () => {
  test.each([
    ['one removed', list('a', 'b', 'c'), list('a', 'c')],
    ['several removed', list('a', 'b', 'c', 'd'), list('c')],
    ['one in between', list('a', 'c'), list('a', 'b', 'c')],
    ['one removed, one added', list('a', 'b', 'c'), list('b', 'x', 'c')],
    ['reordered', list('a', 'b', 'c'), list('c', 'a', 'b')],
    ['emptied', list('a'), { parts: [] }],
    ['a member gone', { one: 1, two: { three: 3 } }, { two: {} }],
    ['a member with a slash', { 'a/b~c': 1 }, { 'a/b~c': 2 }],
    ['a list of plain values', { next: ['a', 'b'] }, { next: ['b', 'c'] }],
    ['a list without keys', { days: [{ date: '1' }] }, { days: [{ date: '2' }, { date: '3' }] }],
    ['null', { one: null }, { one: 1 }],
  ])('makes the second of the first: %s', (_, before, after) => {
    expect(apply(between(before, after), before as unknown)).toEqual(after);
  });

  test('touches no more than what changed', () => {
    const before = sampleDefinition();
    const after = put(before, ['funnels', 0, 'stages', 2, 'probability'], 55);

    expect(between(before, after)).toEqual([
      {
        op: read(before, ['funnels', 0, 'stages', 2, 'probability']) === undefined ? 'add' : 'replace',
        path: '/funnels/0/stages/2/probability',
        value: 55,
      },
    ]);
    expect(read(before, ['funnels', 0, 'stages', 2, 'probability'])).not.toBe(55);
  });

  test('follows a part that moved because another was removed', () => {
    const before = list('a', 'b', 'c');
    const after = { parts: [{ key: 'b', label: 'B' }, { key: 'c', label: 'changed' }] }; // prettier-ignore

    expect(between(before, after)).toEqual([
      { op: 'remove', path: '/parts/0' },
      { op: 'replace', path: '/parts/1/label', value: 'changed' },
    ]);
  });

  test('that finds nothing to act on is refused', () => {
    expect(() => apply([{ op: 'replace', path: '/gone/0', value: 1 }], { here: [] })).toThrow('/gone/0');
    expect(() => apply([{ op: 'remove', path: '/here/3' }], { here: [] })).toThrow('/here/3');
  });
});

describe('two administrators', () => {
  const change = (path: string) => [{ op: 'replace' as const, path, value: 1 }];

  test.each([
    ['the same place', '/a/0/label', '/a/0/label'],
    ['a place and what holds it', '/a/0', '/a/0/label/en'],
    ['what holds it and the place', '/a/0/label/en', '/a/0/label'],
  ])('meet at %s', (_, mine, theirs) => {
    expect(overlap(change(mine), change(theirs))).toHaveLength(1);
  });

  test('do not meet side by side, nor at names that begin alike', () => {
    expect(overlap(change('/a/1/label'), change('/a/10/label'))).toEqual([]);
    expect(overlap(change('/a/0/label'), change('/a/0/help'))).toEqual([]);
  });

  test('meet where one’s removal moves what the other changed', () => {
    expect(overlap(change('/a/2/label'), [{ op: 'remove', path: '/a/0' }])).toHaveLength(1);
    expect(overlap([{ op: 'add', path: '/a/0', value: 1 }], change('/a/2/label'))).toHaveLength(1);
    expect(overlap(change('/b/2/label'), [{ op: 'remove', path: '/a/0' }])).toEqual([]);
  });
});
