import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, type FieldView, recordsPath, type Values } from '~/api';
import { valuesToWire } from './wire';

/** What a form knows of its fields while it is filled in. */
export interface FormState {
  required: readonly string[];
  hidden: readonly string[];
  readOnly: readonly string[];
}

const nothing: FormState = { required: [], hidden: [], readOnly: [] };

function isConditional(field: FieldView): boolean {
  return Boolean(field.requiredWhen ?? field.visibleWhen ?? field.readOnlyWhen);
}

/** The server decides which fields a form shows, wants and lets be changed; asked only where conditions say so. */
export function useFormState(
  object: string,
  fields: readonly FieldView[],
  values: Values,
  record?: { id: string; version: number },
): FormState {
  const written = JSON.stringify(valuesToWire(values));
  const [settled, settle] = useState(written);
  useEffect(() => {
    const timer = setTimeout(() => {
      settle(written);
    }, 250);
    return () => {
      clearTimeout(timer);
    };
  }, [written]);
  const answer = useQuery({
    queryKey: ['records', object, 'form', record?.id, record?.version, settled],
    queryFn: ({ signal }) =>
      api.post<FormState>(
        `${recordsPath(object)}/form-state`,
        { values: JSON.parse(settled) as unknown, ...(record ? { id: record.id } : {}) },
        { signal },
      ),
    enabled: fields.some(isConditional),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  return answer.data ?? nothing;
}

/** The fields as the form stands now: without the hidden, with what is required and what is fixed. */
export function fieldsInState(fields: readonly FieldView[], state: FormState): FieldView[] {
  return fields
    .filter((field) => !state.hidden.includes(field.key))
    .map((field) => ({
      ...field,
      required: Boolean(field.required) || state.required.includes(field.key),
      permissions: {
        ...field.permissions,
        edit: field.permissions?.edit !== false && !state.readOnly.includes(field.key),
      },
    }));
}
