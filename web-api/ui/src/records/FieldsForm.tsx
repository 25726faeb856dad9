import { Form } from 'antd';
import { useId } from 'react';
import type { FieldValue, FieldView, Problem, Values } from '~/api';
import { ValueInput } from './ValueInput';

interface FieldsFormProps {
  fields: readonly FieldView[];
  values: Values;
  onChange: (values: Values) => void;
  problem?: Problem | null;
  autoFocus?: boolean;
}

/** Inputs generated from fields, each with its help and with the server's messages about it. */
export function FieldsForm({ fields, values, onChange, problem, autoFocus = false }: FieldsFormProps) {
  const form = useId();
  return (
    <>
      {fields.map((field, at) => {
        const messages = problem?.messagesAt(field.key) ?? [];
        const id = `${form}-${field.key}`;
        const set = (value: FieldValue) => {
          onChange({ ...values, [field.key]: value });
        };
        return (
          <Form.Item
            key={field.key}
            layout="vertical"
            label={field.label}
            htmlFor={id}
            required={field.required}
            extra={field.help}
            validateStatus={messages.length > 0 ? 'error' : undefined}
            help={messages.length > 0 ? messages.join(' ') : undefined}
          >
            <ValueInput
              id={id}
              field={field}
              value={values[field.key]}
              onChange={set}
              autoFocus={autoFocus && at === 0}
              status={messages.length > 0 ? 'error' : undefined}
            />
          </Form.Item>
        );
      })}
    </>
  );
}
