import { Select, Table } from 'antd';
import type { ObjectView } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { type ColumnMapping, type Import, targetsOf } from './imports';
import { importMessages } from './messages';

interface MappingProps {
  object: ObjectView;
  of: Import;
  mapping: ColumnMapping[];
  onChange: (mapping: ColumnMapping[]) => void;
}

/** Each column of the file beside a sample of it and the field it goes to. */
export function Mapping({ object, of, mapping, onChange }: MappingProps) {
  const t = useMessages(importMessages);
  const locale = useLocale();
  const targets = targetsOf(object, locale);
  const choose = (column: string, field: string) => {
    const others = mapping.filter((one) => one.column !== column && (field === '' || one.field !== field));
    onChange(field === '' ? others : [...others, { column, field }]);
  };
  return (
    <Table
      size="small"
      pagination={false}
      rowKey="column"
      scroll={{ x: 'max-content' }}
      dataSource={of.columns.map((column, at) => ({
        column,
        sample: of.preview
          .slice(0, 3)
          .map((row) => row[at])
          .filter(Boolean)
          .join(' · '),
      }))}
      columns={[
        { title: t.column, dataIndex: 'column', width: 180 },
        { title: t.sample, dataIndex: 'sample', ellipsis: true, width: 280 },
        {
          title: t.target,
          width: 260,
          render: (_, { column }) => (
            <Select
              className="mapping-target"
              aria-label={`${t.target}: ${column}`}
              showSearch={{ optionFilterProp: 'label' }}
              value={mapping.find((one) => one.column === column)?.field ?? ''}
              options={[{ value: '', label: t.skip }, ...targets]}
              onChange={(field) => {
                choose(column, field);
              }}
            />
          ),
        },
      ]}
    />
  );
}
