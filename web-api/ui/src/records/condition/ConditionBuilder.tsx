import { QueryBuilderAntD } from '@react-querybuilder/antd';
import { QueryBuilder, type RuleGroupType } from 'react-querybuilder';
import { useMemo } from 'react';
import { useLocale, useMessages } from '~/i18n';
import { recordMessages } from '../messages';
import './condition.css';
import { AddAction, RemoveAction } from './ConditionAction';
import { ConditionSelect } from './ConditionSelect';
import { ConditionValue } from './ConditionValue';
import { type ConditionField, operatorsOf, operatorWord } from './operators';

interface ConditionBuilderProps {
  fields: readonly ConditionField[];
  query: RuleGroupType;
  onChange: (query: RuleGroupType) => void;
}

/** Conditions put together from an object's fields, in the reader's words. */
export function ConditionBuilder({ fields, query, onChange }: ConditionBuilderProps) {
  const locale = useLocale();
  const t = useMessages(recordMessages);
  const choices = useMemo(
    () =>
      fields.map((field) => ({ name: field.key, value: field.key, label: field.label, condition: field })),
    [fields],
  );
  const typeOf = (key: string) => fields.find((field) => field.key === key)?.type ?? 'text';
  return (
    <QueryBuilderAntD>
      <QueryBuilder
        query={query}
        onQueryChange={onChange}
        fields={choices}
        combinators={[
          { name: 'and', label: t.and },
          { name: 'or', label: t.or },
        ]}
        getOperators={(key) =>
          operatorsOf(typeOf(key)).map((operator) => ({
            name: operator,
            label: operatorWord(locale, typeOf(key), operator),
          }))
        }
        getDefaultValue={() => ''}
        listsAsArrays
        resetOnFieldChange
        maxLevels={3}
        controlElements={{
          valueEditor: ConditionValue,
          fieldSelector: ConditionSelect,
          operatorSelector: ConditionSelect,
          combinatorSelector: ConditionSelect,
          addRuleAction: AddAction,
          addGroupAction: AddAction,
          removeRuleAction: RemoveAction,
          removeGroupAction: RemoveAction,
        }}
        controlClassnames={{ queryBuilder: 'condition' }}
        translations={{
          fields: { title: t.chooseField },
          operators: { title: t.chooseOperator },
          value: { title: t.value },
          combinators: { title: t.combinator },
          addRule: { label: t.addRule, title: t.addRule },
          addGroup: { label: t.addGroup, title: t.addGroup },
          removeRule: { label: '×', title: t.removeRule },
          removeGroup: { label: '×', title: t.removeGroup },
        }}
      />
    </QueryBuilderAntD>
  );
}
