import type { FieldDefinition, FieldType, ObjectDefinition } from '~/api';
import type { Locale } from '~/i18n';
import { typeMessages } from '../types/messages';

/** Field types as they are offered, by what they are for. */
export const typeGroups = [
  { group: 'words', types: ['text', 'long_text', 'phone', 'email', 'url'] },
  { group: 'numbers', types: ['integer', 'decimal', 'percent', 'currency', 'auto_number'] },
  { group: 'time', types: ['date', 'date_time'] },
  { group: 'choices', types: ['select', 'multi_select', 'boolean'] },
  { group: 'links', types: ['lookup', 'member'] },
  { group: 'computed', types: ['formula', 'rollup'] },
] as const satisfies readonly { group: string; types: readonly FieldType[] }[];

export function typeChoices(locale: Locale) {
  const words = typeMessages[locale];
  return typeGroups.map(({ group, types }) => ({
    label: words[group],
    options: types.map((type) => ({ value: type as string, label: words[type] })),
  }));
}

export const isDerived = (type: FieldType) =>
  type === 'formula' || type === 'rollup' || type === 'auto_number';

/** The properties that any field may have; the others belong to types. */
const common = ['key', 'label', 'type', 'help', 'required', 'unique', 'default', 'masked', 'requiredWhen', 'visibleWhen', 'readOnlyWhen'] as const; // prettier-ignore

const own: Partial<Record<FieldType, readonly (keyof FieldDefinition)[]>> = {
  text: ['maxLength', 'pattern'],
  long_text: ['maxLength', 'pattern'],
  integer: ['min', 'max'],
  decimal: ['min', 'max'],
  percent: ['min', 'max'],
  currency: ['currency', 'min', 'max'],
  select: ['options'],
  multi_select: ['options'],
  lookup: ['target', 'reverse', 'onDelete'],
  auto_number: ['number'],
  formula: ['formula', 'result', 'currency'],
  rollup: ['rollup'],
};

const notDerived: readonly string[] = ['required', 'unique', 'default', 'requiredWhen', 'readOnlyWhen'];

/** What a field of a type must have from the beginning. */
function begin(type: FieldType, object: ObjectDefinition): Partial<FieldDefinition> {
  switch (type) {
    case 'currency':
      return { currency: currencyOf(object) };
    case 'select':
    case 'multi_select':
      return { options: [] };
    case 'lookup':
      return { target: 'customer' };
    case 'formula':
      return { formula: '', result: 'decimal' };
    case 'rollup':
      return { rollup: { of: '', function: 'count' } };
    case 'auto_number':
      return { number: { digits: 5, start: 1 } };
    default:
      return {};
  }
}

const currencyOf = (object: ObjectDefinition) =>
  object.fields.find((field) => field.currency)?.currency ?? 'CNY';

export function newField(
  key: string,
  label: FieldDefinition['label'],
  type: FieldType,
  object: ObjectDefinition,
): FieldDefinition {
  return { key, label, type, ...begin(type, object) };
}

/** The field as another type: what the new type has no use for goes, what it needs comes. */
export function retyped(field: FieldDefinition, type: FieldType, object: ObjectDefinition): FieldDefinition {
  const kept = Object.entries(field).filter(([name]) => {
    const derived = isDerived(type) && notDerived.includes(name);
    return (
      !derived && ((common as readonly string[]).includes(name) || own[type]?.some((one) => one === name))
    );
  });
  const { default: fallback, ...rest } = Object.fromEntries(kept) as unknown as FieldDefinition;
  return {
    ...begin(type, object),
    ...rest,
    ...(fallback !== undefined && field.type === type ? { default: fallback } : {}),
    type,
  };
}
