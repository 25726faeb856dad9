import { Table, type TableColumnsType } from 'antd';
import type { SorterResult } from 'antd/es/table/interface';
import { Link, useNavigate } from 'react-router';
import type { FieldView, ObjectView, RecordView } from '~/api';
import { formatInstant, useLocale, useMessages } from '~/i18n';
import { useIsNarrow } from '~/parts';
import { recordMessages } from './messages';
import { RecordValue } from './RecordValue';
import './records.css';
import { fieldByKey, recordName, withOptions } from './wire';

interface RecordTableProps {
  object: ObjectView;
  columns: readonly string[];
  records: readonly RecordView[];
  /** The server's sort: `-amount,name`. */
  sort?: string;
  onSort?: (sort: string | undefined) => void;
  loading?: boolean;
}

const rightAligned = ['integer', 'decimal', 'currency', 'percent'];

function SystemValue({ name, record }: { name: string; record: RecordView }) {
  const locale = useLocale();
  switch (name) {
    case 'owner_id':
      return record.owner?.name ?? '—';
    case 'created_at':
      return formatInstant(locale, record.createdAt);
    case 'updated_at':
      return formatInstant(locale, record.updatedAt);
    default:
      return null;
  }
}

function Cell({ object, name, record }: { object: ObjectView; name: string; record: RecordView }) {
  const t = useMessages(recordMessages);
  const field = fieldByKey(object, name);
  if (!field) {
    return <SystemValue name={name} record={record} />;
  }
  if (name === object.nameField) {
    return (
      <Link className="record-link" to={`/o/${object.key}/${record.id}`}>
        {recordName(object, record) || t.none}
      </Link>
    );
  }
  return <RecordValue field={field} value={record.values[name]} />;
}

function useHeading(): (object: ObjectView, name: string) => string {
  const t = useMessages(recordMessages);
  const system: Record<string, string> = { owner_id: t.owner, created_at: t.created, updated_at: t.updated };
  return (object, name) => fieldByKey(object, name)?.label ?? system[name] ?? name;
}

function Cards({ object, columns, records }: RecordTableProps) {
  const heading = useHeading();
  const navigate = useNavigate();
  const others = columns.filter((name) => name !== object.nameField).slice(0, 4);
  return (
    <ul className="record-cards">
      {records.map((record) => (
        <li key={record.id} onClick={() => void navigate(`/o/${object.key}/${record.id}`)}>
          <Link className="record-link" to={`/o/${object.key}/${record.id}`}>
            {recordName(object, record) || '—'}
          </Link>
          <dl>
            {others.map((name) => (
              <div key={name}>
                <dt>{heading(object, name)}</dt>
                <dd>
                  <Cell object={object} name={name} record={record} />
                </dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

function widthOf(field: FieldView | undefined): number {
  return field?.type === 'long_text' ? 260 : field?.type === 'text' ? 180 : 140;
}

/** Every list of records: a table on a desk, cards on a phone. */
export function RecordTable(props: RecordTableProps) {
  const { columns, records, sort, onSort, loading } = props;
  const object = withOptions(props.object);
  const narrow = useIsNarrow();
  const heading = useHeading();
  const navigate = useNavigate();
  if (narrow) {
    return <Cards {...props} object={object} />;
  }
  const first = sort?.split(',')[0];
  const shown: TableColumnsType<RecordView> = columns.map((name) => {
    const field = fieldByKey(object, name);
    return {
      key: name,
      title: heading(object, name),
      align: field && rightAligned.includes(field.type) ? 'end' : 'start',
      ellipsis: true,
      width: name === object.nameField ? 240 : widthOf(field),
      sorter: Boolean(onSort),
      sortOrder: first === name ? 'ascend' : first === `-${name}` ? 'descend' : null,
      render: (_, record) => <Cell object={object} name={name} record={record} />,
    };
  });
  return (
    <Table<RecordView>
      className="record-table"
      rowKey="id"
      size="middle"
      columns={shown}
      dataSource={[...records]}
      loading={loading}
      pagination={false}
      scroll={{ x: 'max-content' }}
      onRow={(record) => ({
        onClick: (event) => {
          if (!(event.target as HTMLElement).closest('a,button')) {
            void navigate(`/o/${object.key}/${record.id}`);
          }
        },
      })}
      onChange={(_, __, sorter) => {
        const { columnKey, order } = sorter as SorterResult<RecordView>;
        onSort?.(order ? `${order === 'descend' ? '-' : ''}${String(columnKey)}` : undefined);
      }}
    />
  );
}
