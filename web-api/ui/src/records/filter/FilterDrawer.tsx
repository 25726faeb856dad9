import { Alert, Button, Drawer } from 'antd';
import { useState } from 'react';
import type { RuleGroupType } from 'react-querybuilder';
import { useMessages } from '~/i18n';
import { partMessages, useIsNarrow } from '~/parts';
import {
  ConditionBuilder,
  type ConditionField,
  formatCondition,
  formatRule,
  isComplete,
  readCondition,
} from '../condition';
import './filter.css';
import { filterMessages } from './messages';

interface FilterDrawerProps {
  filters: readonly string[];
  fields: readonly ConditionField[];
  onApply: (filters: string[]) => void;
  onClose: () => void;
}

/** The filters as one condition. Those that the builder cannot show stay as they are, as chips. */
function opened(filters: readonly string[], fields: readonly ConditionField[]): RuleGroupType {
  const rules = filters
    .map((filter) => readCondition(filter, fields))
    .filter((query) => query !== null)
    .flatMap((query) => (query.combinator === 'and' ? query.rules : [query]));
  const first = fields[0]?.key ?? '';
  return {
    combinator: 'and',
    rules: rules.length > 0 ? rules : [{ field: first, operator: 'filled', value: '' }],
  };
}

/** One chip for each condition that stands for itself. */
function closed(query: RuleGroupType, fields: readonly ConditionField[]): string[] {
  if (query.combinator !== 'and') {
    return query.rules.length > 0 ? [formatCondition(query, fields)] : [];
  }
  return query.rules.map((rule) =>
    'rules' in rule ? formatCondition(rule, fields) : formatRule(rule, fields),
  );
}

export function FilterDrawer({ filters, fields, onApply, onClose }: FilterDrawerProps) {
  const t = useMessages(filterMessages);
  const parts = useMessages(partMessages);
  const narrow = useIsNarrow();
  const [query, setQuery] = useState(() => opened(filters, fields));
  const complete = isComplete(query, fields);
  const kept = filters.filter((filter) => readCondition(filter, fields) === null);
  return (
    <Drawer
      open
      title={t.filterTitle}
      placement={narrow ? 'bottom' : 'right'}
      size={narrow ? '88dvh' : 680}
      onClose={onClose}
      footer={
        <div className="drawer-foot">
          <Button onClick={onClose}>{parts.cancel}</Button>
          <Button
            type="primary"
            disabled={!complete}
            onClick={() => {
              onApply([...kept, ...new Set(closed(query, fields))]);
            }}
          >
            {t.apply}
          </Button>
        </div>
      }
    >
      <ConditionBuilder fields={fields} query={query} onChange={setQuery} />
      {!complete && <Alert className="filter-incomplete" type="info" title={t.incomplete} />}
    </Drawer>
  );
}
