import { useQuery } from '@tanstack/react-query';
import { App, Button, Table, type TableColumnsType } from 'antd';
import { type Bulk, bulksQuery } from '~/api';
import { formatInstant, formatNumber, useLocale, useMessages } from '~/i18n';
import { LoadFailed, ProblemAlert } from '~/parts';
import { useTransferJob } from '~/records/transfer';
import { transferPageMessages } from './messages';

const total = (one: Bulk) => Object.values(one.counts).reduce((sum, count) => sum + count, 0);

/** What was changed in many records at once, and the way back. */
export function Bulks({ labelOf }: { labelOf: (object: string) => string }) {
  const t = useMessages(transferPageMessages);
  const locale = useLocale();
  const { modal } = App.useApp();
  const bulks = useQuery(bulksQuery());
  const job = useTransferJob(() => undefined);
  const columns: TableColumnsType<Bulk> = [
    { title: t.when, render: (_, one) => formatInstant(locale, one.createdAt) },
    { title: t.by, render: (_, one) => one.by?.name ?? '—' },
    { title: t.what, render: (_, one) => labelOf(one.object) },
    { title: t.change, render: (_, one) => t[one.op] },
    { title: t.count, align: 'end', render: (_, one) => formatNumber(locale, total(one)) },
    { title: t.reason, render: (_, one) => one.reason ?? '—' },
    {
      title: t.state,
      render: (_, one) =>
        one.undoneAt ? (
          t.undone
        ) : (
          <Button
            size="small"
            loading={job.running}
            onClick={() =>
              void modal.confirm({
                title: t.undoBulkTitle,
                content: t.undoBulkHint,
                okText: t.undo,
                onOk: () => job.undoBulk(one.id),
              })
            }
          >
            {t.undo}
          </Button>
        ),
    },
  ];
  if (!bulks.isError && !bulks.data?.length) {
    return null;
  }
  return (
    <>
      <h2>{t.bulks}</h2>
      <p className="page-below">{t.bulksHint}</p>
      <ProblemAlert error={job.failure} />
      {bulks.isError ? (
        <LoadFailed error={bulks.error} retry={() => void bulks.refetch()} />
      ) : (
        <Table<Bulk>
          rowKey="id"
          size="middle"
          columns={columns}
          dataSource={bulks.data}
          pagination={false}
          scroll={{ x: 'max-content' }}
        />
      )}
    </>
  );
}
