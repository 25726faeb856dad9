import { CloseOutlined, LockOutlined } from '@ant-design/icons';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { membersQuery, objectQuery, recordQuery } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { type ConditionField, describeCondition, type Names, referencesIn } from '../condition';
import { recordName } from '../wire';
import './filter.css';
import { filterMessages } from './messages';

/** The names behind the ids in the filters. */
function useNames(filters: readonly string[], fields: readonly ConditionField[]): Names {
  const named = filters.flatMap((filter) => referencesIn(filter, fields));
  const lookups = named.filter(({ field }) => field.type === 'lookup' && field.target);
  const objects = useQueries({ queries: lookups.map(({ field }) => objectQuery(field.target ?? '')) });
  const records = useQueries({
    queries: lookups.map(({ field, id }) => recordQuery(field.target ?? '', id)),
  });
  const members = useQuery({ ...membersQuery(), enabled: named.length > lookups.length });
  const names: Record<string, string> = {};
  members.data?.forEach((member) => {
    names[member.id] = member.name;
  });
  lookups.forEach(({ id }, at) => {
    const object = objects[at]?.data;
    const record = records[at]?.data;
    if (object && record) {
      names[id] = recordName(object, record);
    }
  });
  return names;
}

interface FilterChipsProps {
  /** The filter of the view: it stands and is not taken away here. */
  standing?: string;
  filters: readonly string[];
  fields: readonly ConditionField[];
  onRemove: (filter: string) => void;
  onClear: () => void;
}

/** Each filter in words, removable; what cannot be put in words is shown as it is written. */
export function FilterChips({ standing, filters, fields, onRemove, onClear }: FilterChipsProps) {
  const t = useMessages(filterMessages);
  const locale = useLocale();
  const names = useNames(standing ? [standing, ...filters] : filters, fields);
  if (filters.length === 0 && !standing) {
    return null;
  }
  return (
    <ul className="filter-chips" aria-label={t.filter}>
      {standing && (
        <li className="filter-standing" title={t.ofTheView}>
          <LockOutlined aria-label={t.ofTheView} />
          {describeCondition(locale, standing, fields, names) ?? <code>{standing}</code>}
        </li>
      )}
      {filters.map((filter) => {
        const words = describeCondition(locale, filter, fields, names);
        return (
          <li key={filter}>
            {words ?? <code>{filter}</code>}
            <button
              type="button"
              aria-label={t.removeFilter(words ?? filter)}
              onClick={() => {
                onRemove(filter);
              }}
            >
              <CloseOutlined />
            </button>
          </li>
        );
      })}
      {filters.length > 1 && (
        <li className="filter-clear">
          <Button type="link" size="small" onClick={onClear}>
            {t.clearAll}
          </Button>
        </li>
      )}
    </ul>
  );
}
