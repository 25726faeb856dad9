import { DatePicker, Input, InputNumber, Select, Switch } from 'antd';
import dayjs from 'dayjs';
import type { FieldValue, FieldView } from '~/api';
import { fromWall, toWall } from '~/i18n';
import { LookupSelect } from './LookupSelect';
import { MemberSelect } from './MemberSelect';
import { RecordValue } from './RecordValue';
import { isMoney } from './wire';

export interface ValueInputProps {
  field: FieldView;
  value: FieldValue;
  onChange: (value: FieldValue) => void;
  id?: string;
  status?: 'error';
  autoFocus?: boolean;
}

function NumberInput({ field, value, onChange, ...rest }: ValueInputProps) {
  const whole = field.type === 'integer';
  return (
    <InputNumber<string>
      {...rest}
      stringMode
      className="value-number"
      precision={whole ? 0 : undefined}
      min={field.min === null || field.min === undefined ? undefined : String(field.min)}
      max={field.max === null || field.max === undefined ? undefined : String(field.max)}
      suffix={field.type === 'percent' ? '%' : undefined}
      value={value === null || value === undefined ? null : String(value as string | number)}
      onChange={(number) => {
        onChange(number === null || number === '' ? null : whole ? Number(number) : number);
      }}
    />
  );
}

function MoneyInput({ field, value, onChange, ...rest }: ValueInputProps) {
  const currency = isMoney(value) ? value.currency : (field.currency ?? null);
  const amount = isMoney(value) ? value.amount : value;
  return (
    <InputNumber<string>
      {...rest}
      stringMode
      className="value-number"
      prefix={currency ?? undefined}
      value={amount === null || amount === undefined ? null : String(amount as string)}
      onChange={(number) => {
        if (number === null || number === '') {
          onChange(null);
        } else {
          onChange(currency ? { amount: number, currency } : number);
        }
      }}
    />
  );
}

function DateInput({ field, value, onChange, ...rest }: ValueInputProps) {
  const withTime = field.type === 'date_time';
  const text = typeof value === 'string' ? value : '';
  const at = text ? (withTime ? toWall(text) : dayjs(text)) : null;
  return (
    <DatePicker
      {...rest}
      className="value-date"
      showTime={withTime ? { format: 'HH:mm' } : false}
      value={at?.isValid() ? at : null}
      onChange={(day) => {
        onChange(day ? (withTime ? fromWall(day) : day.format('YYYY-MM-DD')) : null);
      }}
    />
  );
}

/** The input that fits the field's type. */
export function ValueInput(props: ValueInputProps) {
  const { field, value, onChange, ...rest } = props;
  const text = typeof value === 'string' ? value : '';
  switch (field.type) {
    case 'integer':
    case 'decimal':
    case 'percent':
      return <NumberInput {...props} />;
    case 'currency':
      return <MoneyInput {...props} />;
    case 'date':
    case 'date_time':
      return <DateInput {...props} />;
    case 'boolean':
      return <Switch id={rest.id} autoFocus={rest.autoFocus} checked={value === true} onChange={onChange} />;
    case 'select':
      return (
        <Select
          {...rest}
          className="value-select"
          allowClear={!field.required}
          showSearch={{ optionFilterProp: 'label' }}
          value={text || undefined}
          options={field.options?.map((option) => ({ value: option.key, label: option.label }))}
          onChange={(key: string | undefined) => {
            onChange(key ?? null);
          }}
        />
      );
    case 'multi_select':
      return (
        <Select
          {...rest}
          className="value-select"
          mode="multiple"
          allowClear={!field.required}
          showSearch={{ optionFilterProp: 'label' }}
          value={Array.isArray(value) ? value : []}
          options={field.options?.map((option) => ({ value: option.key, label: option.label }))}
          onChange={(keys: string[]) => {
            onChange(keys.length > 0 ? keys : null);
          }}
        />
      );
    case 'auto_number':
    case 'formula':
    case 'rollup':
      return <RecordValue field={field} value={value} links={false} />;
    case 'lookup':
      return <LookupSelect {...rest} target={field.target ?? ''} value={value} onChange={onChange} />;
    case 'member':
      return <MemberSelect {...rest} value={value} onChange={onChange} />;
    case 'long_text':
      return (
        <Input.TextArea
          {...rest}
          autoSize={{ minRows: 3, maxRows: 10 }}
          maxLength={field.maxLength ?? undefined}
          value={text}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      );
    case 'text':
    case 'phone':
    case 'email':
    case 'url':
      return (
        <Input
          {...rest}
          inputMode={({ phone: 'tel', email: 'email', url: 'url', text: 'text' } as const)[field.type]}
          maxLength={field.maxLength ?? undefined}
          value={text}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      );
  }
}
