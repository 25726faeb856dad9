import { useQuery } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useRef, useState } from 'react';
import type { Definition, FunctionHelp } from '~/api';
import { type Locale, useLocale, useMessages } from '~/i18n';
import { functionsQuery } from '../core/draft';
import { useStudio } from '../core/Studio';
import { childrenOf, fieldsOf, textOf } from '../core/words';
import { studioMessages } from '../messages';

interface ExpressionTextProps {
  id: string;
  object: string;
  value: string;
  onChange: (value: string) => void;
  /** Only the record's own fields: a formula's value is stored with the record. */
  ownOnly?: boolean;
}

interface Offer {
  value: string;
  label: string;
}

function parentsOf(definition: Definition, object: string, locale: Locale): Offer[] {
  const lookups = definition.objects.find((one) => one.key === object)?.fields ?? [];
  return lookups
    .filter((field) => field.type === 'lookup' && field.target)
    .flatMap((field) =>
      fieldsOf(definition, field.target ?? '', locale).map((far) => ({
        value: `${field.key}.${far.key}`,
        label: `${textOf(field.label, locale)} › ${far.label}`,
      })),
    );
}

function listsOf(definition: Definition, object: string, locale: Locale): Offer[] {
  return childrenOf(definition, object).map((child) => {
    const owner = definition.objects.find((one) => one.key === child.object);
    return {
      value: `${child.key}.exists(x, )`,
      label: `${textOf(owner?.plural ?? owner?.label, locale)} (${child.key})`,
    };
  });
}

/** What is inserted: methods stand behind a value, functions before their parentheses. */
function callOf({ key, call }: FunctionHelp): string {
  return call === 'function' ? `${key}()` : `.${key}()`;
}

/** `days_since(time) → integer`; the first of several forms. */
function signatureOf({ key, call, signatures }: FunctionHelp): string {
  const { parameters = [], result = '' } = signatures[0] ?? {};
  const [first = '', ...others] = parameters;
  const written =
    call === 'function' ? `${key}(${parameters.join(', ')})` : `${first}.${key}(${others.join(', ')})`;
  return result ? `${written} → ${result}` : written;
}

function useOffers(object: string, ownOnly: boolean, functions: readonly FunctionHelp[]) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const { definition } = useStudio();
  const fields = fieldsOf(definition, object, locale).map((field) => ({
    value: field.key,
    label: field.label,
  }));
  const groups = [
    { label: t.ownFields, options: fields },
    ...(ownOnly
      ? []
      : [
          { label: t.parentFields, options: parentsOf(definition, object, locale) },
          { label: t.lists, options: listsOf(definition, object, locale) },
        ]),
    {
      label: t.functions,
      options: functions.map((one) => ({
        value: callOf(one),
        label: signatureOf(one),
      })),
    },
  ];
  return groups
    .filter((group) => group.options.length > 0)
    .map((group) => ({
      ...group,
      options: group.options.map((option) => ({ ...option, word: `${option.label} ${option.value}` })),
    }));
}

/** An expression as text, with everything it may name at hand. */
export function ExpressionText({ id, object, value, onChange, ownOnly = false }: ExpressionTextProps) {
  const t = useMessages(studioMessages);
  const area = useRef<TextAreaRef>(null);
  const [explained, explain] = useState<FunctionHelp | null>(null);
  const functions = useQuery(functionsQuery()).data ?? [];
  const offers = useOffers(object, ownOnly, functions);
  const insert = (word: string) => {
    const text = area.current?.resizableTextArea?.textArea;
    const at = text?.selectionStart ?? value.length;
    const to = text?.selectionEnd ?? at;
    onChange(value.slice(0, at) + word + value.slice(to));
    explain(functions.find((one) => word === callOf(one)) ?? null);
    const cursor = at + word.length - (word.endsWith(')') ? 1 : 0);
    setTimeout(() => {
      text?.focus();
      text?.setSelectionRange(cursor, cursor);
    });
  };
  return (
    <>
      <Input.TextArea
        id={id}
        ref={area}
        className="cel-text"
        spellCheck={false}
        autoSize={{ minRows: 2, maxRows: 10 }}
        value={value}
        aria-label={t.text}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
      <Select
        className="cel-insert"
        aria-label={t.insert}
        placeholder={t.insert}
        showSearch={{ optionFilterProp: 'word' }}
        value={null}
        options={offers}
        optionRender={(option) => (
          <span className="cel-offer">
            {option.label} <code>{option.value}</code>
          </span>
        )}
        onSelect={(word: string | null) => {
          if (word) {
            insert(word);
          }
        }}
      />
      {explained && (
        <p className="cel-hint" role="status">
          <code>{signatureOf(explained)}</code> {explained.description}{' '}
          {explained.example && <code>{explained.example}</code>}
        </p>
      )}
      <p className="cel-hint">{ownOnly ? t.formulaHint : t.celHint}</p>
    </>
  );
}
