import type { RuleGroupType, RuleType } from 'react-querybuilder';
import type { Locale } from '~/i18n';
import { recordMessages } from '../messages';
import { valueText } from '../RecordValue';
import { type ConditionField, operatorWord, type OperatorKey, takesNoValue } from './operators';
import { readCondition } from './read';

/** Names of referenced records, by id, where they are known. */
export type Names = Readonly<Record<string, string>>;

const written = ['text', 'long_text', 'phone', 'email', 'url'];

function oneValue(locale: Locale, field: ConditionField, value: unknown, names: Names): string {
  if ((field.type === 'lookup' || field.type === 'member') && typeof value === 'string') {
    return names[value] ?? `${value.slice(0, 8)}…`;
  }
  const text = valueText(locale, field as never, value as string);
  return written.includes(field.type) ? `“${text}”` : text;
}

function ruleWords(locale: Locale, rule: RuleType, fields: readonly ConditionField[], names: Names): string {
  const field = fields.find((one) => one.key === rule.field);
  if (!field) {
    return rule.field;
  }
  const operator = rule.operator as OperatorKey;
  const relation = operatorWord(locale, field.type, operator);
  if (takesNoValue.includes(operator)) {
    return `${field.label} ${relation}`;
  }
  const values: unknown[] = Array.isArray(rule.value) ? rule.value : [rule.value];
  return `${field.label} ${relation} ${values.map((value) => oneValue(locale, field, value, names)).join(locale === 'en' ? ', ' : '、')}`;
}

function groupWords(
  locale: Locale,
  group: RuleGroupType,
  fields: readonly ConditionField[],
  names: Names,
): string {
  const joint = ` ${recordMessages[locale][group.combinator === 'or' ? 'or' : 'and']} `;
  return group.rules
    .map((rule) =>
      'rules' in rule
        ? `(${groupWords(locale, rule, fields, names)})`
        : ruleWords(locale, rule, fields, names),
    )
    .join(joint);
}

/** A condition in the reader's words, or null when only the expression itself can be shown. */
export function describeCondition(
  locale: Locale,
  cel: string,
  fields: readonly ConditionField[],
  names: Names = {},
): string | null {
  const query = readCondition(cel, fields);
  return query ? groupWords(locale, query, fields, names) : null;
}

/** The ids of records and members that a condition names. */
export function referencesIn(
  cel: string,
  fields: readonly ConditionField[],
): { field: ConditionField; id: string }[] {
  const query = readCondition(cel, fields);
  const rulesOf = (group: RuleGroupType): RuleType[] =>
    group.rules.flatMap((rule) => ('rules' in rule ? rulesOf(rule) : [rule]));
  return (query ? rulesOf(query) : []).flatMap((rule) => {
    const field = fields.find((one) => one.key === rule.field);
    const named =
      field && (field.type === 'lookup' || field.type === 'member') && typeof rule.value === 'string';
    return named && rule.value ? [{ field, id: rule.value }] : [];
  });
}
