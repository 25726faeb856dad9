import { Input, Segmented } from 'antd';
import { useState } from 'react';
import type { RuleGroupType } from 'react-querybuilder';
import { useMessages } from '~/i18n';
import {
  ConditionBuilder,
  type ConditionField,
  formatCondition,
  isComplete,
  isGroup,
  reopenCondition,
} from '~/records/condition';
import { studioMessages } from './messages';

interface ConditionEditorProps {
  id: string;
  cel: string;
  builder: unknown;
  fields: readonly ConditionField[];
  /** The expression is empty while the condition is incomplete; the builder's rules go beside it. */
  onChange: (cel: string, builder: RuleGroupType | undefined) => void;
}

/** The rules without the builder's inner ids: what is stored beside the expression. */
function storable(group: RuleGroupType): RuleGroupType {
  return {
    combinator: group.combinator,
    rules: group.rules.map((rule) =>
      'rules' in rule
        ? storable(rule)
        : { field: rule.field, operator: rule.operator, value: rule.value as unknown },
    ),
  };
}

function opened(cel: string, builder: unknown, fields: readonly ConditionField[]): RuleGroupType | null {
  if (cel.trim() === '') {
    return isGroup(builder) ? builder : { combinator: 'and', rules: [] };
  }
  return reopenCondition(builder, cel, fields);
}

function TextEditor({ id, cel, fields, onChange }: Omit<ConditionEditorProps, 'builder'>) {
  const t = useMessages(studioMessages);
  return (
    <>
      <Input.TextArea
        id={id}
        className="cel-text"
        spellCheck={false}
        autoSize={{ minRows: 2, maxRows: 8 }}
        value={cel}
        aria-label={t.text}
        onChange={(event) => {
          onChange(event.target.value, undefined);
        }}
      />
      <p className="cel-hint">
        {t.celHint}{' '}
        {fields.map((field) => (
          <button
            key={field.key}
            type="button"
            title={field.label}
            onClick={() => {
              onChange(`${cel}${cel && !cel.endsWith(' ') ? ' ' : ''}${field.key}`, undefined);
            }}
          >
            <code>{field.key}</code>
          </button>
        ))}
      </p>
    </>
  );
}

/** A condition from the builder or as text. The builder opens only what it would write back unchanged. */
export function ConditionEditor({ id, cel, builder, fields, onChange }: ConditionEditorProps) {
  const t = useMessages(studioMessages);
  const [query, setQuery] = useState(() => opened(cel, builder, fields));
  const [mode, setMode] = useState<'builder' | 'text'>(query ? 'builder' : 'text');
  const readable = mode === 'builder' || opened(cel, builder, fields) !== null;
  const build = (next: RuleGroupType) => {
    const whole = next.rules.length > 0 && isComplete(next, fields);
    setQuery(next);
    const written = whole ? formatCondition(next, fields) : '';
    if (written !== cel || !whole) {
      onChange(written, storable(next));
    }
  };
  return (
    <div className="cel">
      <Segmented
        size="small"
        value={mode}
        options={[
          { value: 'builder', label: t.builder, disabled: !readable },
          { value: 'text', label: t.text },
        ]}
        onChange={(next) => {
          setQuery(opened(cel, builder, fields));
          setMode(next === 'text' ? 'text' : 'builder');
        }}
      />
      {!readable && <p className="cel-hint">{t.beyondBuilder}</p>}
      {mode === 'builder' && query ? (
        <>
          <ConditionBuilder fields={fields} query={query} onChange={build} />
          <p className="cel-preview">{cel ? <code>{cel}</code> : <em>{t.unfinished}</em>}</p>
        </>
      ) : (
        <TextEditor id={id} cel={cel} fields={fields} onChange={onChange} />
      )}
    </div>
  );
}
