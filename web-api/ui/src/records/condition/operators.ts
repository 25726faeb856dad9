import type { FieldType, FieldView } from '~/api';
import { type Locale } from '~/i18n';
import { recordMessages } from '../messages';

export type OperatorKey =
  | 'filled'
  | 'empty'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'contains'
  | 'containsNot'
  | 'startsWith'
  | 'endsWith'
  | 'in'
  | 'notIn'
  | 'beforeToday'
  | 'isToday'
  | 'afterToday'
  | 'isMe'
  | 'includes'
  | 'includesNot';

/** What a field must tell to be part of a condition. */
export type ConditionField = Pick<FieldView, 'key' | 'label' | 'type' | 'options' | 'target'>;

export const takesNoValue: readonly OperatorKey[] = [
  'filled',
  'empty',
  'beforeToday',
  'isToday',
  'afterToday',
  'isMe',
];

const presence = ['filled', 'empty'] as const;
const order = ['==', '!=', '<', '<=', '>', '>='] as const;
const written = ['contains', 'containsNot', 'startsWith', 'endsWith', '==', '!='] as const;

export function operatorsOf(type: FieldType): readonly OperatorKey[] {
  switch (type) {
    case 'text':
    case 'long_text':
    case 'phone':
    case 'email':
    case 'url':
    case 'auto_number':
    case 'formula':
    case 'rollup':
      return [...presence, ...written];
    case 'multi_select':
      return ['includes', 'includesNot', ...presence];
    case 'integer':
    case 'decimal':
    case 'currency':
    case 'percent':
      return [...presence, '>=', '>', '<=', '<', '==', '!='];
    case 'date':
      return [...presence, ...order, 'beforeToday', 'isToday', 'afterToday'];
    case 'date_time':
      return [...presence, '<', '>=', 'beforeToday', 'afterToday'];
    case 'boolean':
      return ['==', ...presence];
    case 'select':
      return ['==', '!=', 'in', 'notIn', ...presence];
    case 'lookup':
      return [...presence, '==', '!='];
    case 'member':
      return ['isMe', '==', '!=', ...presence];
  }
}

type Words = (typeof recordMessages)[Locale];
type PlainWord = { [K in keyof Words]: Words[K] extends string ? K : never }[keyof Words];

const words: Record<OperatorKey, PlainWord> = {
  filled: 'filled',
  empty: 'empty',
  '==': 'is',
  '!=': 'isNot',
  '<': 'less',
  '<=': 'lessOrEqual',
  '>': 'more',
  '>=': 'moreOrEqual',
  contains: 'contains',
  containsNot: 'containsNot',
  startsWith: 'startsWith',
  endsWith: 'endsWith',
  in: 'isOneOf',
  notIn: 'isNoneOf',
  beforeToday: 'beforeToday',
  isToday: 'isToday',
  afterToday: 'afterToday',
  isMe: 'isMe',
  includes: 'includes',
  includesNot: 'includesNot',
};
const wordsOfDates: Partial<Record<OperatorKey, PlainWord>> = {
  '==': 'on',
  '<': 'before',
  '<=': 'onOrBefore',
  '>': 'after',
  '>=': 'onOrAfter',
};
const wordsOfNumbers: Partial<Record<OperatorKey, PlainWord>> = { '==': 'equals', '!=': 'notEquals' };

export function operatorWord(locale: Locale, type: FieldType, operator: OperatorKey): string {
  const isDate = type === 'date' || type === 'date_time';
  const isNumber = ['integer', 'decimal', 'currency', 'percent'].includes(type);
  const own = isDate ? wordsOfDates[operator] : isNumber ? wordsOfNumbers[operator] : undefined;
  return recordMessages[locale][own ?? words[operator]];
}
