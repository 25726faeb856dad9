import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { FieldValue, FieldView } from '~/api';
import {
  formatDate,
  formatInstant,
  formatMoney,
  formatNumber,
  type Locale,
  useLocale,
  useMessages,
} from '~/i18n';
import { Chip } from '~/parts';
import { recordMessages } from './messages';
import { asValueField, isEmpty, isMoney, isReference } from './wire';

/** A value in words, for a heading, a label or a sentence. */
export function valueText(locale: Locale, field: FieldView, value: FieldValue): string {
  if (isEmpty(value)) {
    return '';
  }
  if (isReference(value)) {
    return value.name;
  }
  if (isMoney(value)) {
    return formatMoney(locale, value.amount, value.currency);
  }
  const one = asValueField(field, value);
  switch (one.type) {
    case 'select':
      return optionLabel(one, value);
    case 'multi_select':
      return (Array.isArray(value) ? value : [value]).map((key) => optionLabel(one, key)).join(', ');
    case 'date':
      return formatDate(locale, String(value as string));
    case 'date_time':
      return formatInstant(locale, String(value as string));
    case 'integer':
    case 'decimal':
      return formatNumber(locale, String(value as string), 6);
    case 'currency':
      return formatMoney(locale, String(value as string), field.currency ?? undefined);
    case 'percent':
      return `${formatNumber(locale, String(value as string), 4)}%`;
    case 'boolean':
      return recordMessages[locale][value ? 'yes' : 'no'];
    case 'text':
    case 'long_text':
    case 'phone':
    case 'email':
    case 'url':
    case 'lookup':
    case 'member':
    case 'auto_number':
    case 'formula':
    case 'rollup':
      return String(value as string);
  }
}

function optionLabel(field: FieldView, key: FieldValue): string {
  return field.options?.find((option) => option.key === key)?.label ?? String(key as string);
}

/** Only web addresses become links: a stored `javascript:` stays plain text. */
function webAddress(text: string): string | null {
  return /^https?:\/\//i.test(text) ? text : null;
}

interface RecordValueProps {
  field: FieldView;
  value: FieldValue;
  /** Whether lookups, phones and addresses lead somewhere. */
  links?: boolean;
}

export function RecordValue({ field: shown, value, links = true }: RecordValueProps): ReactNode {
  const field = asValueField(shown, value);
  const locale = useLocale();
  const t = useMessages(recordMessages);
  if (isEmpty(value)) {
    return <span className="value-none">{t.none}</span>;
  }
  const text = valueText(locale, field, value);
  if (field.type === 'select') {
    const color = field.options?.find((option) => option.key === value)?.color;
    return color ? <Chip color={color}>{text}</Chip> : text;
  }
  if (field.type === 'multi_select' && Array.isArray(value)) {
    return (
      <span className="value-several">
        {value.map((key) => (
          <Chip key={key} color={field.options?.find((option) => option.key === key)?.color}>
            {optionLabel(field, key)}
          </Chip>
        ))}
      </span>
    );
  }
  if (!links) {
    return text;
  }
  if (field.type === 'lookup' && isReference(value) && field.target) {
    return <Link to={`/o/${field.target}/${value.id}`}>{text}</Link>;
  }
  if (field.type === 'phone') {
    return <a href={`tel:${text.replaceAll(/[^\d+*#]/g, '')}`}>{text}</a>;
  }
  if (field.type === 'email') {
    return <a href={`mailto:${encodeURIComponent(text).replaceAll('%40', '@')}`}>{text}</a>;
  }
  if (field.type === 'url' && webAddress(text)) {
    return (
      <a href={text} target="_blank" rel="noreferrer noopener">
        {text}
      </a>
    );
  }
  return field.type === 'long_text' ? <span className="value-long">{text}</span> : text;
}
