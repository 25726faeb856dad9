import { EditOutlined } from '@ant-design/icons';
import { Button, Table, type TableColumnsType } from 'antd';
import { type FocusEvent, type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import type { DeletedRecord, FieldView, ObjectView, RecordView } from '~/api';
import { useMessages } from '~/i18n';
import { focusOn, useIsNarrow } from '~/parts';
import { useDuplicates } from '../duplicates';
import { recordMessages } from '../messages';
import '../records.css';
import { fieldByKey, mayEdit, recordName, withOptions } from '../wire';
import { Cards } from './Cards';
import { Cell } from './Cell';
import { CellEditor } from './CellEditor';
import { isRightAligned, isSortable, useHeading, widthOf } from './columns';
import { HeadCell } from './HeadCell';
import { readSort, toggleSort } from './sort';

export interface RecordTableProps {
  object: ObjectView;
  columns: readonly string[];
  records: readonly DeletedRecord[];
  /** The server's sort: `-amount,name`. */
  sort?: string;
  onSort?: (sort: string | undefined) => void;
  loading?: boolean;
  widths?: Readonly<Record<string, number>>;
  onResize?: (name: string, width: number) => void;
  /** Columns that stay where they are while the others scroll. */
  pinned?: readonly string[];
  selection?: { ids: readonly string[]; onChange: (ids: string[]) => void };
  /** Whether values are edited where they stand; a funnel's field goes through `move`. */
  editable?: boolean;
  move?: { field: string; to: (record: RecordView, stage: string) => Promise<unknown> };
  rowAction?: (record: DeletedRecord) => ReactNode;
  /** Whether rows lead to their records: not in the bin. */
  linked?: boolean;
}

interface Place {
  id: string;
  name: string;
}

function useEditing({ editable, move, ...props }: RecordTableProps, object: ObjectView) {
  const t = useMessages(recordMessages);
  // While a value is being edited the rows stay as they are: a fresher list must not take the input away.
  const [place, setPlace] = useState<(Place & { rows: readonly DeletedRecord[] }) | null>(null);
  const duplicates = useDuplicates(props.object);
  const may = (field: FieldView | undefined): field is FieldView =>
    Boolean(editable && field && mayEdit(field) && props.object.permissions.includes('update'));
  const show = (name: string, record: DeletedRecord): ReactNode => {
    const field = fieldByKey(object, name);
    const shown = <Cell object={object} name={name} record={record} linked={props.linked} />;
    if (!may(field)) {
      return shown;
    }
    if (place?.id === record.id && place.name === name) {
      return (
        <CellEditor
          object={object.key}
          field={field}
          record={record}
          move={move?.field === name ? move.to : undefined}
          duplicates={duplicates}
          onClose={() => {
            setPlace(null);
            focusOn(`${record.id}.${name}`);
          }}
        />
      );
    }
    return (
      <span className="cell-value">
        <span>{shown}</span>
        <Button
          className="cell-edit"
          type="text"
          size="small"
          icon={<EditOutlined />}
          data-edit={`${record.id}.${name}`}
          aria-label={t.editCell(field.label, recordName(object, record))}
          onClick={() => {
            setPlace({ id: record.id, name, rows: props.records });
          }}
        />
      </span>
    );
  };
  return { show, rows: place?.rows ?? props.records, dialog: duplicates.dialog };
}

function ariaSort(sort: string | undefined, name: string) {
  const part = readSort(sort).find((one) => one.name === name);
  return part ? (part.descending ? 'descending' : 'ascending') : undefined;
}

/** The keyboard may bring a heading into sight: the rows go along with it. */
function followHead({ target }: FocusEvent<HTMLElement>) {
  const head = target.closest('.ant-table-header');
  const body = head?.parentElement?.querySelector('.ant-table-body');
  if (head && body) {
    requestAnimationFrame(() => {
      body.scrollLeft = head.scrollLeft;
    });
  }
}

/** Every list of records: a table on a desk, cards on a phone. */
export function RecordTable(props: RecordTableProps) {
  const { columns, sort, onSort, loading, widths, onResize, pinned, selection, rowAction } = props;
  const t = useMessages(recordMessages);
  const object = withOptions(props.object);
  const narrow = useIsNarrow();
  const heading = useHeading();
  const navigate = useNavigate();
  const { show, rows, dialog } = useEditing(props, object);
  if (narrow) {
    return <Cards {...props} object={object} />;
  }
  const width = (name: string) =>
    widths?.[name] ?? widthOf(fieldByKey(object, name), name === object.nameField, name);
  const shown: TableColumnsType<DeletedRecord> = columns.map((name) => {
    const field = fieldByKey(object, name);
    return {
      key: name,
      title: (
        <HeadCell
          name={name}
          label={heading(object, name)}
          sort={sort}
          onSort={
            onSort && isSortable(field, name)
              ? (together) => {
                  onSort(toggleSort(sort, name, together));
                }
              : undefined
          }
          onResize={
            onResize &&
            ((next) => {
              onResize(name, next);
            })
          }
        />
      ),
      align: isRightAligned(field) ? 'end' : 'start',
      ellipsis: true,
      width: width(name),
      fixed: pinned?.includes(name) ? 'left' : undefined,
      onHeaderCell: () => ({ 'aria-sort': ariaSort(sort, name) }),
      render: (_, record) => show(name, record),
    };
  });
  const action = { key: '__action', title: '', width: 130, fixed: 'right' as const };
  const all: TableColumnsType<DeletedRecord> = rowAction
    ? [...shown, { ...action, render: (_, record) => rowAction(record) }]
    : shown;
  const wide = columns.reduce((sum, name) => sum + width(name), rowAction ? 130 : 0) + (selection ? 48 : 0);
  return (
    <div onFocus={followHead}>
      <Table<DeletedRecord>
        className="record-table"
        rowKey="id"
        size="middle"
        tableLayout="fixed"
        columns={all}
        dataSource={[...rows]}
        loading={loading}
        pagination={false}
        sticky={{ offsetHeader: 56 }}
        scroll={{ x: wide }}
        rowSelection={
          selection && {
            selectedRowKeys: [...selection.ids],
            fixed: true,
            columnWidth: 48,
            preserveSelectedRowKeys: true,
            getCheckboxProps: (record) => ({
              'aria-label': t.select(recordName(object, record)),
            }),
            onChange: (keys) => {
              selection.onChange(keys.map(String));
            },
          }
        }
        onRow={(record) => ({
          onClick: (event) => {
            if (
              props.linked !== false &&
              !(event.target as HTMLElement).closest(
                'a,button,label,input,.cell-editor,.ant-select-dropdown,.ant-table-selection-column',
              )
            ) {
              void navigate(`/o/${object.key}/${record.id}`);
            }
          },
        })}
      />
      {dialog}
    </div>
  );
}
