import type { ObjectView } from '~/api';
import { recordMessages } from '../messages';
import type { Locale } from '~/i18n';
import { asValueField, withOptions } from '../wire';
import type { ConditionField } from './operators';

/** The system values that a condition may name beside the object's own fields. */
export function systemFields(locale: Locale): ConditionField[] {
  const t = recordMessages[locale];
  return [
    { key: 'owner_id', label: t.owner, type: 'member' },
    { key: 'created_at', label: t.created, type: 'date_time' },
    { key: 'updated_at', label: t.updated, type: 'date_time' },
  ];
}

export function conditionFields(object: ObjectView, locale: Locale): ConditionField[] {
  return [...withOptions(object).fields.map(asValueField), ...systemFields(locale)];
}

/** Several expressions that must all hold. */
export function allOf(expressions: readonly (string | null | undefined)[]): string | undefined {
  const given = expressions.filter((one): one is string => Boolean(one?.trim()));
  return given.length > 1 ? given.map((one) => `(${one})`).join(' && ') : given[0];
}
