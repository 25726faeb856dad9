import type { Definition, FieldType, Label } from '~/api';
import type { Locale } from '~/i18n';
import { type ConditionField, systemFields } from '~/records/condition';

export function textOf(label: Label | undefined, locale: Locale): string {
  return label?.[locale] || (Object.values(label ?? {}).find((text) => text !== '') ?? '');
}

export const emptyLabel = (): Label => ({ 'zh-CN': '', en: '' });

const keyPattern = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

export type KeyFault = 'keyWrong' | 'keyTaken';

export function keyFault(key: string, taken: readonly string[]): KeyFault | null {
  if (!keyPattern.test(key) || key.length > 40) {
    return 'keyWrong';
  }
  return taken.includes(key) ? 'keyTaken' : null;
}

/** A key from the English name; one with a number where the name yields none or it is taken. */
export function suggestKey(name: string, taken: readonly string[], fallback: string): string {
  const words = name
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[_0-9]+|_+$/g, '')
    .slice(0, 36)
    .replace(/_+$/, '');
  const base = words || fallback;
  let key = words || `${base}_1`;
  for (let number = 2; taken.includes(key); number += 1) {
    key = `${base}_${String(number)}`;
  }
  return key;
}

/** The fields of an object as conditions see them, in the draft's own words. */
export function fieldsOf(definition: Definition, object: string, locale: Locale): ConditionField[] {
  const owner = definition.objects.find((one) => one.key === object);
  const own = (owner?.fields ?? []).map((field): ConditionField => {
    const options = optionsOf(definition, object, field.key);
    return {
      key: field.key,
      label: textOf(field.label, locale) || field.key,
      type: field.type === 'formula' ? (field.result ?? 'text') : shownType(field.type),
      target: field.target,
      options: options?.map((option) => ({ key: option.key, label: textOf(option.label, locale) })),
    };
  });
  return [...own, ...systemFields(locale)];
}

function shownType(type: FieldType): FieldType {
  return type === 'rollup' ? 'decimal' : type === 'auto_number' ? 'text' : type;
}

/** The choices of a select: its options, or the stages or grades that stand on it, or the object's funnels. */
export function optionsOf(definition: Definition, object: string, field: string) {
  const owner = definition.objects.find((one) => one.key === object);
  const funnels = definition.funnels.filter((one) => one.object === object);
  if (owner?.funnelBy === field) {
    return funnels.map(({ key, label }) => ({ key, label }));
  }
  const stages = funnels.filter((one) => one.field === field).flatMap((one) => one.stages);
  if (stages.length > 0) {
    return stages.filter((stage, at) => stages.findIndex((one) => one.key === stage.key) === at);
  }
  const scale = definition.gradeScales?.find((one) => one.object === object && one.field === field);
  return scale?.grades ?? owner?.fields.find((one) => one.key === field)?.options;
}

/** How an object calls the lists of the records that point to it. */
export function childrenOf(definition: Definition, object: string): { key: string; object: string }[] {
  const subject = definition.objects.find((one) => one.key === object);
  const pointing = definition.objects.flatMap((child) =>
    child.fields.flatMap((field) =>
      field.type === 'lookup' && field.target === object && field.reverse
        ? [{ key: field.reverse, object: child.key }]
        : [],
    ),
  );
  const about = definition.objects
    .filter((child) => child.about && !subject?.about)
    .map((child) => ({
      key: child.reverse ?? { activity: 'activities', follow_up: 'follow_ups' }[child.key] ?? '',
      object: child.key,
    }))
    .filter((child) => child.key !== '');
  return [...pointing, ...about];
}
