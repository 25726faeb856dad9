import { useId } from 'react';
import type { FieldDefinition, FieldValue, FieldView, ObjectDefinition } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { ValueInput } from '~/records';
import type { Path } from '../core/Studio';
import { useStudio } from '../core/Studio';
import { optionsOf, textOf } from '../core/words';
import { studioMessages } from '../messages';
import { useAt } from '../parts/controls';
import { RowAt } from '../parts/Row';

/** The value that a new record takes where none is given, by the very input that records have. */
export function DefaultAt({
  object,
  field,
  path,
}: {
  object: ObjectDefinition;
  field: FieldDefinition;
  path: Path;
}) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const id = useId();
  const { definition } = useStudio();
  const [value, set] = useAt<FieldValue>(path);
  if (field.type === 'lookup' || field.type === 'member') {
    return null;
  }
  const { key, type, currency, min, max, maxLength } = field;
  const view: FieldView = {
    key,
    label: t.defaultValue,
    type,
    currency,
    min,
    max,
    maxLength,
    options: optionsOf(definition, object.key, key)?.map((option) => ({
      key: option.key,
      label: textOf(option.label, locale),
    })),
  };
  return (
    <RowAt path={path} label={t.defaultValue} id={id}>
      <ValueInput
        id={id}
        field={view}
        value={value}
        onChange={(next) => {
          const empty =
            next === null || next === '' || next === false || (Array.isArray(next) && !next.length);
          set(empty ? undefined : next);
        }}
      />
    </RowAt>
  );
}
