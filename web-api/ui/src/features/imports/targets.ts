import type { FieldType, FieldView, ObjectView } from '~/api';
import type { Locale } from '~/i18n';
import { mayEdit, recordMessages, withOptions } from '~/records';
import { importMessages } from './messages';
import type { ColumnMapping, Mode } from './wire';

export interface Target {
  value: string;
  label: string;
}

/** Where a column may go: the object's fields, its owner and author, and the past of its stages and grades. */
export function targetsOf(object: ObjectView, locale: Locale): { label: string; options: Target[] }[] {
  const t = importMessages[locale];
  const full = withOptions(object);
  const past = full.fields.flatMap((field) => {
    const kind = object.funnels.some((funnel) => funnel.field === field.key)
      ? 'stage'
      : object.gradeScale?.field === field.key
        ? 'grade'
        : null;
    return kind
      ? (field.options ?? []).map((option) => ({
          value: `history.${kind}.${option.key}`,
          label: t.entered(field.label, option.label),
        }))
      : [];
  });
  return [
    {
      label: t.fields,
      options: full.fields.filter(mayEdit).map((field) => ({ value: field.key, label: field.label })),
    },
    {
      label: t.origin,
      options: [
        { value: 'owner', label: recordMessages[locale].owner },
        { value: 'created_at', label: t.createdAt },
        { value: 'created_by', label: t.createdBy },
      ],
    },
    ...(past.length > 0 ? [{ label: t.past, options: past }] : []),
  ];
}

export type Writing = 'time' | 'number' | 'link' | null;

/** How the cells of a target may be written in different ways. */
export function writingOf(object: ObjectView, target: string): Writing {
  if (target === 'created_at' || target.startsWith('history.')) {
    return 'time';
  }
  const type: FieldType | undefined = object.fields.find((field) => field.key === target)?.type;
  if (type === 'date' || type === 'date_time') {
    return 'time';
  }
  if (type === 'integer' || type === 'decimal' || type === 'currency' || type === 'percent') {
    return 'number';
  }
  return type === 'lookup' ? 'link' : null;
}

export const dateFormats = ['d/M/yyyy', 'M/d/yyyy', 'd.M.yyyy', 'yyyy/M/d', 'yyyy年M月d日', 'yyyyMMdd', 'd/M/yyyy H:mm', 'M/d/yyyy H:mm']; // prettier-ignore

/** A mapping with one column going elsewhere; no two columns go to the same place. */
export function mapped(mapping: readonly ColumnMapping[], column: string, field: string): ColumnMapping[] {
  const others = mapping.filter((one) => one.column !== column && (field === '' || one.field !== field));
  return field === '' ? others : [...others, { column, field }];
}

/** What is needed of a new record and comes from nowhere. */
export function lacking(
  object: ObjectView,
  mode: Mode,
  mapping: readonly ColumnMapping[],
  defaults: Readonly<Record<string, unknown>>,
): FieldView[] {
  return mode === 'update'
    ? []
    : object.fields.filter(
        (field) =>
          field.required &&
          mayEdit(field) &&
          !(field.key in defaults) &&
          !mapping.some((one) => one.field === field.key),
      );
}

/** What was said of columns of these names before, over what their names suggest. */
export function withRemembered(
  suggested: readonly ColumnMapping[],
  before: readonly ColumnMapping[],
  known: readonly string[],
): ColumnMapping[] {
  return before
    .filter((one) => one.field === '' || known.includes(one.field))
    .reduce<ColumnMapping[]>(
      (mapping, one) => {
        const next = mapped(mapping, one.column, one.field);
        return next.map((each) => (each.column === one.column && one.field !== '' ? one : each));
      },
      [...suggested],
    );
}
