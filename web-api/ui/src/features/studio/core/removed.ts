import type { Definition } from '~/api';
import type { Locale } from '~/i18n';
import type { RemovedValue } from './uses';
import { optionsOf, textOf } from './words';

/** The values that records may still bear although the draft has them no more. */
export function removedValues(published: Definition, draft: Definition, locale: Locale): RemovedValue[] {
  return published.objects.flatMap((object) => {
    const now = draft.objects.find((one) => one.key === object.key);
    return object.fields.flatMap((field): RemovedValue[] => {
      const stays = now?.fields.some((one) => one.key === field.key && one.type === field.type);
      if (!stays || (field.type !== 'select' && field.type !== 'multi_select')) {
        return [];
      }
      const left = optionsOf(draft, object.key, field.key) ?? [];
      return (optionsOf(published, object.key, field.key) ?? [])
        .filter((option) => !left.some((one) => one.key === option.key))
        .map((option) => ({
          object: object.key,
          field: field.key,
          value: option.key,
          label: textOf(option.label, locale) || option.key,
          fieldLabel: textOf(field.label, locale) || field.key,
          several: field.type === 'multi_select',
          others: left.map((one) => ({ key: one.key, label: textOf(one.label, locale) || one.key })),
        }));
    });
  });
}
