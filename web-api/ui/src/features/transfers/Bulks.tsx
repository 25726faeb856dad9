import { useQuery } from '@tanstack/react-query';
import { bulksQuery } from '~/api';
import { useMessages } from '~/i18n';
import { LoadFailed, ProblemAlert } from '~/parts';
import { useTransferJob } from '~/records/transfer';
import { transferPageMessages } from './messages';
import { WorkTable } from './WorkTable';

/** What was changed in many records at once, and the way back. */
export function Bulks({ labelOf }: { labelOf: (object: string) => string }) {
  const t = useMessages(transferPageMessages);
  const bulks = useQuery(bulksQuery());
  const job = useTransferJob(() => undefined);
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
        <WorkTable
          rows={bulks.data ?? []}
          labelOf={labelOf}
          what={{ title: t.change, of: (one) => t[one.op] }}
          undo={{ title: t.undoBulkTitle, hint: t.undoBulkHint, running: job.running, run: job.undoBulk }}
        />
      )}
    </>
  );
}
