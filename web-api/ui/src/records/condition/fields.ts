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

/** The expressions that `allOf` joined; one that was written otherwise stays whole. */
export function eachOf(expression: string | null | undefined): string[] {
  const text = expression?.trim() ?? '';
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '\\' && quoted) {
      at += 1;
    } else if (sign === '"') {
      quoted = !quoted;
    } else if (!quoted && sign === '(') {
      depth += 1;
    } else if (!quoted && sign === ')') {
      depth -= 1;
      if (depth === 0) {
        parts.push(text.slice(start + 1, at));
        const joint = text.startsWith(' && (', at + 1);
        start = at + 5;
        at += joint ? 5 : 0;
        if (!joint && at + 1 < text.length) {
          return [text];
        }
        depth = joint ? 1 : 0;
      }
    } else if (depth === 0) {
      return text ? [text] : [];
    }
  }
  return parts.length > 1 ? parts : text ? [text] : [];
}
