import { App, Button, Table, type TableColumnsType } from 'antd';
import type { BulkWork } from '~/api';
import { formatInstant, formatNumber, useLocale, useMessages } from '~/i18n';
import { transferPageMessages } from './messages';

const total = (one: BulkWork) => Object.values(one.counts).reduce((sum, count) => sum + count, 0);

interface Undo {
  title: string;
  hint: string;
  running: boolean;
  run: (id: string) => Promise<void>;
}

function UndoButton({ id, undo }: { id: string; undo: Undo }) {
  const t = useMessages(transferPageMessages);
  const { modal } = App.useApp();
  return (
    <Button
      size="small"
      loading={undo.running}
      onClick={() =>
        void modal.confirm({
          title: undo.title,
          content: undo.hint,
          okText: t.undo,
          onOk: () => undo.run(id),
        })
      }
    >
      {t.undo}
    </Button>
  );
}

interface WorkTableProps<T extends BulkWork> {
  rows: readonly T[];
  labelOf: (object: string) => string;
  /** What was done, in a column of its own. */
  what: { title: string; of: (one: T) => string };
  undo: Undo;
}

/** What was done to many records at once, and the way back. */
export function WorkTable<T extends BulkWork>({ rows, labelOf, what, undo }: WorkTableProps<T>) {
  const t = useMessages(transferPageMessages);
  const locale = useLocale();
  const columns: TableColumnsType<T> = [
    { title: t.when, render: (_, one) => formatInstant(locale, one.createdAt) },
    { title: t.by, render: (_, one) => one.by?.name ?? '—' },
    { title: t.what, render: (_, one) => labelOf(one.object) },
    { title: what.title, render: (_, one) => what.of(one) },
    { title: t.count, align: 'end', render: (_, one) => formatNumber(locale, total(one)) },
    { title: t.reason, render: (_, one) => one.reason ?? '—' },
    {
      title: t.state,
      render: (_, one) => (one.undoneAt ? t.undone : <UndoButton id={one.id} undo={undo} />),
    },
  ];
  return (
    <Table<T>
      rowKey="id"
      size="middle"
      columns={columns}
      dataSource={rows}
      pagination={false}
      scroll={{ x: 'max-content' }}
      // A transfer's `children` are the objects that followed, not rows below it.
      expandable={{ childrenColumnName: 'none' }}
    />
  );
}
