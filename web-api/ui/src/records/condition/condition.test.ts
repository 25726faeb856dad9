import type { RuleGroupType } from 'react-querybuilder';
import { describe, expect, test } from 'vitest';
import { describeCondition, formatCondition, isComplete, quote, readCondition, reopenCondition } from '.';
import type { ConditionField } from './operators';

const fields: ConditionField[] = [
  { key: 'name', label: 'Name', type: 'text' },
  { key: 'stage', label: 'Stage', type: 'select', options: [{ key: 'won', label: 'Won' }] },
  { key: 'amount', label: 'Amount', type: 'currency' },
  { key: 'quantity', label: 'Quantity', type: 'integer' },
  { key: 'expected_close', label: 'Close', type: 'date' },
  { key: 'confirmed', label: 'Confirmed', type: 'boolean' },
  { key: 'customer', label: 'Customer', type: 'lookup', target: 'customer' },
  { key: 'owner_id', label: 'Owner', type: 'member' },
];

const all = (...rules: RuleGroupType['rules']): RuleGroupType => ({ combinator: 'and', rules });
const rule = (field: string, operator: string, value: unknown = '') => ({ field, operator, value });

describe('a rule in CEL', () => {
  test.each([
    [rule('customer', 'filled'), 'has(customer)'],
    [rule('customer', 'empty'), '!has(customer)'],
    [rule('stage', '==', 'won'), 'stage == "won"'],
    [rule('stage', 'in', ['won', 'lost']), 'stage in ["won", "lost"]'],
    [rule('stage', 'notIn', ['won']), '!(stage in ["won"])'],
    [rule('amount', '>=', '10000.50'), 'amount >= 10000.50'],
    [rule('quantity', '<', '-3'), 'quantity < -3'],
    [rule('expected_close', '<=', '2026-01-31'), 'expected_close <= date("2026-01-31")'],
    [rule('expected_close', 'beforeToday'), 'expected_close < today'],
    [rule('confirmed', '==', true), 'confirmed == true'],
    [rule('name', 'containsNot', '测试'), '!name.contains("测试")'],
    [rule('owner_id', 'isMe'), 'owner_id == me'],
  ])('%o', (one, cel) => {
    expect(formatCondition(all(one), fields)).toBe(cel);
  });

  test('groups stand in parentheses', () => {
    const query = all(rule('customer', 'filled'), {
      combinator: 'or',
      rules: [rule('amount', '>', '5'), rule('stage', '==', 'won')],
    });

    expect(formatCondition(query, fields)).toBe('has(customer) && (amount > 5 || stage == "won")');
  });
});

describe('a hostile value', () => {
  const hostile = [
    '" || true || "',
    '\\" || true || \\"',
    '\\',
    'line\nbreak\r\ttab',
    '\u0000\u001b\u2028',
    '"; DROP TABLE deal; --',
    "it's `quoted` ${me}",
    '🍈 \ud800 alone',
  ];

  test.each(hostile)('stays inside its literal: %j', (text) => {
    const literal = quote(text);

    expect(literal).toMatch(/^"(?:[^"\\\n\r]|\\.)*"$/);
    const back = readCondition(`name == ${literal}`, fields);
    expect(back?.rules[0]).toMatchObject({
      field: 'name',
      operator: '==',
      value: text.replace('\ud800', '\ufffd'),
    });
  });

  test.each([
    ['a number', rule('amount', '>=', '1 || true')],
    ['a date', rule('expected_close', '==', '2026-01-01") || (true')],
    ['a boolean', rule('confirmed', '==', 'true || true')],
    ['a field', rule('name) || has(stage', 'filled')],
  ])('is no rule at all as %s', (_, one) => {
    expect(isComplete(all(one), fields)).toBe(false);
    expect(formatCondition(all(one), fields)).toBe('true');
  });
});

describe('reading back', () => {
  test.each([
    'has(customer) && amount >= 10000',
    'has(customer) && (amount > 5 || stage == "won")',
    '!(stage in ["won", "lost"]) && !name.contains("x")',
    'expected_close >= date("2026-01-31") || owner_id == me',
  ])('%s comes back as it was', (cel) => {
    const query = readCondition(cel, fields);

    expect(query && formatCondition(query, fields)).toBe(cel);
  });

  test.each([
    'amount * 2 >= 10',
    'size(name) > 3',
    'unknown_field == "x"',
    'has(customer)&&amount>=1',
    'created_at > now - duration("72h")',
    'stage == "won" ? true : false',
    '',
  ])('%s is left to the text editor', (cel) => {
    expect(readCondition(cel, fields)).toBeNull();
  });

  test('stored rules are reopened only while they still say what is stored', () => {
    const stored = all(rule('customer', 'filled'));

    expect(reopenCondition(stored, 'has(customer)', fields)).toBe(stored);
    expect(reopenCondition(stored, 'has(stage)', fields)).toEqual(all(rule('stage', 'filled')));
    expect(reopenCondition(stored, 'size(name) > 3', fields)).toBeNull();
    expect(reopenCondition({ rules: 'nonsense' }, 'size(name) > 3', fields)).toBeNull();
  });
});

test('a condition is said in words', () => {
  expect(describeCondition('en', 'stage == "won" && amount >= 10000', fields)).toBe(
    'Stage is Won and Amount is at least 10,000',
  );
  expect(describeCondition('zh-CN', '!has(customer)', fields)).toBe('Customer 为空');
});
