import type { Definition, FieldType, ImpactLine } from '~/api';
import type { Locale } from '~/i18n';
import { textOf } from './words';

/** A field whose type changes, and how many of its values the new type cannot take. */
export interface Conversion {
  object: string;
  field: string;
  objectLabel: string;
  fieldLabel: string;
  from: FieldType;
  to: FieldType;
  total: number | null;
  failing: number | null;
  text: string | null;
  filter: string | null;
}

/** The fields of what is in force that the draft gives another type. */
export function conversions(
  published: Definition,
  draft: Definition,
  impact: readonly ImpactLine[],
  locale: Locale,
): Conversion[] {
  return published.objects.flatMap((object) => {
    const now = draft.objects.find((one) => one.key === object.key);
    return object.fields.flatMap((field): Conversion[] => {
      const changed = now?.fields.find((one) => one.key === field.key);
      if (!changed || changed.type === field.type) {
        return [];
      }
      const counted = impact.find(
        (line) => line.kind === 'conversion' && line.object === object.key && line.field === field.key,
      );
      return [
        {
          object: object.key,
          field: field.key,
          objectLabel: textOf(object.label, locale) || object.key,
          fieldLabel: textOf(changed.label, locale) || field.key,
          from: field.type,
          to: changed.type,
          total: counted?.total ?? null,
          failing: counted ? (counted.failing ?? null) : 0,
          text: counted?.text ?? null,
          filter: counted?.filter ?? null,
        },
      ];
    });
  });
}

export const conversionKey = (one: { object: string; field: string }) => `${one.object}.${one.field}`;
