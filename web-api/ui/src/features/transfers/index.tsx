import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { objectsQuery, transfersQuery } from '~/api';
import { useMessages } from '~/i18n';
import { LoadFailed, Notice, PageHead, ProblemAlert, usePageTitle } from '~/parts';
import { useTransferJob } from '~/records/transfer';
import { Bulks } from './Bulks';
import { transferPageMessages } from './messages';
import { WorkTable } from './WorkTable';

/** What changed hands, what was changed in many records at once, and the way back. */
export default function TransfersPage() {
  const t = useMessages(transferPageMessages);
  const transfers = useQuery(transfersQuery());
  const objects = useQuery(objectsQuery());
  const job = useTransferJob(() => undefined);
  usePageTitle(t.title);
  const labelOf = (key: string) => objects.data?.find((one) => one.key === key)?.plural ?? key;
  return (
    <>
      <PageHead title={t.title} below={t.hint} />
      <ProblemAlert error={job.failure} />
      {transfers.isError && <LoadFailed error={transfers.error} retry={() => void transfers.refetch()} />}
      {transfers.isPending && <Skeleton active />}
      {transfers.data?.length === 0 && <Notice title={t.none} hint={t.noneHint} ripe={0.2} />}
      {transfers.data && transfers.data.length > 0 && (
        <WorkTable
          rows={transfers.data}
          labelOf={labelOf}
          what={{ title: t.to, of: (one) => one.to?.name ?? '—' }}
          undo={{ title: t.undoTitle, hint: t.undoHint, running: job.running, run: job.undo }}
        />
      )}
      <Bulks labelOf={labelOf} />
    </>
  );
}
