import { useQuery } from '@tanstack/react-query';
import { DatePicker, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import type { ValueEditorProps } from 'react-querybuilder';
import { objectQuery, recordQuery, type Reference } from '~/api';
import { useMessages } from '~/i18n';
import { LookupSelect } from '../LookupSelect';
import { MemberSelect } from '../MemberSelect';
import { recordMessages } from '../messages';
import { recordName } from '../wire';
import { type ConditionField, type OperatorKey, takesNoValue } from './operators';

/** The name of a record known by its id only. */
function useReference(target: string | null | undefined, id: string): Reference | null {
  const enabled = Boolean(target && id);
  const object = useQuery({ ...objectQuery(target ?? ''), enabled });
  const record = useQuery({ ...recordQuery(target ?? '', id), enabled });
  if (!id) {
    return null;
  }
  return { id, name: object.data && record.data ? recordName(object.data, record.data) : '…' };
}

interface EditorProps {
  field: ConditionField;
  value: unknown;
  change: (value: unknown) => void;
  title: string;
}

function LookupValue({ field, value, change, title }: EditorProps) {
  const chosen = useReference(field.target, typeof value === 'string' ? value : '');
  return (
    <LookupSelect
      target={field.target ?? ''}
      value={chosen}
      onChange={(reference) => {
        change(reference?.id ?? '');
      }}
      aria-label={title}
    />
  );
}

function SelectValue({ field, value, change, title, several }: EditorProps & { several: boolean }) {
  const options = field.options?.map((option) => ({ value: option.key, label: option.label }));
  const shared = { 'aria-label': title, className: 'value-select', options };
  if (several) {
    const chosen = Array.isArray(value) ? (value as string[]) : [];
    return <Select<string[]> {...shared} mode="multiple" value={chosen} onChange={change} />;
  }
  return (
    <Select {...shared} value={typeof value === 'string' && value ? value : undefined} onChange={change} />
  );
}

/** The value of one rule, with an input that fits its field and operator. */
export function ConditionValue({ fieldData, operator, value, handleOnChange, title }: ValueEditorProps) {
  const t = useMessages(recordMessages);
  const field = (fieldData as unknown as { condition?: ConditionField }).condition;
  if (!field || takesNoValue.includes(operator as OperatorKey)) {
    return null;
  }
  const editor = { field, value: value as unknown, change: handleOnChange, title: title ?? t.value };
  const text = typeof value === 'string' ? value : '';
  switch (field.type) {
    case 'select':
    case 'multi_select':
      return <SelectValue {...editor} several={operator === 'in' || operator === 'notIn'} />;
    case 'boolean':
      return (
        <Select
          aria-label={editor.title}
          value={typeof value === 'boolean' ? value : undefined}
          options={[
            { value: true, label: t.yes },
            { value: false, label: t.no },
          ]}
          onChange={handleOnChange}
        />
      );
    case 'lookup':
      return <LookupValue {...editor} />;
    case 'member':
      return (
        <MemberSelect
          value={text ? { id: text, name: '…' } : null}
          onChange={(member) => {
            handleOnChange(member?.id ?? '');
          }}
          aria-label={editor.title}
        />
      );
    case 'date':
    case 'date_time':
      return (
        <DatePicker
          aria-label={editor.title}
          value={text ? dayjs(text) : null}
          onChange={(day) => {
            handleOnChange(day ? day.format('YYYY-MM-DD') : '');
          }}
        />
      );
    case 'integer':
    case 'decimal':
    case 'currency':
    case 'percent':
      return (
        <InputNumber<string>
          stringMode
          aria-label={editor.title}
          precision={field.type === 'integer' ? 0 : undefined}
          value={text || null}
          onChange={(number) => {
            handleOnChange(number ?? '');
          }}
        />
      );
    case 'text':
    case 'long_text':
    case 'phone':
    case 'email':
    case 'url':
    case 'auto_number':
    case 'formula':
    case 'rollup':
      return (
        <Input
          aria-label={editor.title}
          value={text}
          onChange={(event) => {
            handleOnChange(event.target.value);
          }}
        />
      );
  }
}
