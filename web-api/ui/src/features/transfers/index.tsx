import { useQuery } from '@tanstack/react-query';
import { App, Button, Skeleton, Table, type TableColumnsType } from 'antd';
import { objectsQuery, type Transfer, transfersQuery } from '~/api';
import { formatInstant, formatNumber, useLocale, useMessages } from '~/i18n';
import { LoadFailed, Notice, PageHead, ProblemAlert, usePageTitle } from '~/parts';
import { useTransferJob } from '~/records/transfer';
import { transferPageMessages } from './messages';

const total = (one: Transfer) => Object.values(one.counts).reduce((sum, count) => sum + count, 0);

/** What changed hands, and the way back. */
export default function TransfersPage() {
  const t = useMessages(transferPageMessages);
  const locale = useLocale();
  const { modal } = App.useApp();
  const transfers = useQuery(transfersQuery());
  const objects = useQuery(objectsQuery());
  const job = useTransferJob(() => undefined);
  usePageTitle(t.title);
  const labelOf = (key: string) => objects.data?.find((one) => one.key === key)?.plural ?? key;
  const isUndone = (one: Transfer) => Boolean(one.undoneAt);
  const columns: TableColumnsType<Transfer> = [
    { title: t.when, render: (_, one) => formatInstant(locale, one.createdAt) },
    { title: t.by, render: (_, one) => one.by?.name ?? '—' },
    { title: t.what, render: (_, one) => labelOf(one.object) },
    { title: t.to, render: (_, one) => one.to?.name ?? '—' },
    {
      title: t.count,
      align: 'end',
      render: (_, one) => formatNumber(locale, total(one)),
    },
    { title: t.reason, render: (_, one) => one.reason ?? '—' },
    {
      title: t.state,
      render: (_, one) =>
        isUndone(one) ? (
          t.undone
        ) : (
          <Button
            size="small"
            loading={job.running}
            onClick={() =>
              void modal.confirm({
                title: t.undoTitle,
                content: t.undoHint,
                okText: t.undo,
                onOk: () => job.undo(one.id),
              })
            }
          >
            {t.undo}
          </Button>
        ),
    },
  ];
  return (
    <>
      <PageHead title={t.title} below={t.hint} />
      <ProblemAlert error={job.failure} />
      {transfers.isError && <LoadFailed error={transfers.error} retry={() => void transfers.refetch()} />}
      {transfers.isPending && <Skeleton active />}
      {transfers.data?.length === 0 && <Notice title={t.none} hint={t.noneHint} ripe={0.2} />}
      {transfers.data && transfers.data.length > 0 && (
        <Table<Transfer>
          rowKey="id"
          size="middle"
          columns={columns}
          dataSource={transfers.data}
          pagination={false}
          scroll={{ x: 'max-content' }}
          // A transfer's `children` are the objects that followed, not rows below it.
          expandable={{ childrenColumnName: 'none' }}
        />
      )}
    </>
  );
}
