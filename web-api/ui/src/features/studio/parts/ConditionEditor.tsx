import { Segmented } from 'antd';
import { useState } from 'react';
import type { RuleGroupType } from 'react-querybuilder';
import { useLocale, useMessages } from '~/i18n';
import {
  ConditionBuilder,
  type ConditionField,
  formatCondition,
  isComplete,
  reopenCondition,
} from '~/records/condition';
import { useStudio } from '../core/Studio';
import { fieldsOf } from '../core/words';
import { studioMessages } from '../messages';
import { ExpressionText } from './ExpressionText';

interface ConditionEditorProps {
  id: string;
  object: string;
  cel: string;
  builder?: unknown;
  /** Told of complete conditions only; the builder's rules go beside them. Empty where nothing is asked. */
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

const nothing: RuleGroupType = { combinator: 'and', rules: [] };

function opened(cel: string, builder: unknown, fields: readonly ConditionField[]): RuleGroupType | null {
  return cel.trim() === '' ? nothing : reopenCondition(builder, cel, fields);
}

/** A condition from the builder or as text. The builder opens only what it would write back unchanged. */
export function ConditionEditor({ id, object, cel, builder, onChange }: ConditionEditorProps) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const { definition } = useStudio();
  const fields = fieldsOf(definition, object, locale);
  const [query, setQuery] = useState(() => opened(cel, builder, fields));
  const [mode, setMode] = useState<'builder' | 'text'>(query ? 'builder' : 'text');
  const readable = mode === 'builder' || opened(cel, builder, fields) !== null;
  const whole = query !== null && isComplete(query, fields);
  const build = (next: RuleGroupType) => {
    setQuery(next);
    if (!isComplete(next, fields)) {
      return;
    }
    const written = next.rules.length > 0 ? formatCondition(next, fields) : '';
    if (written !== cel) {
      onChange(written, written ? storable(next) : undefined);
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
          {whole ? (
            cel && (
              <p className="cel-preview">
                <code>{cel}</code>
              </p>
            )
          ) : (
            <p className="cel-preview">
              <em>{t.unfinished}</em>
            </p>
          )}
        </>
      ) : (
        <ExpressionText
          id={id}
          object={object}
          value={cel}
          onChange={(text) => {
            onChange(text, undefined);
          }}
        />
      )}
    </div>
  );
}
