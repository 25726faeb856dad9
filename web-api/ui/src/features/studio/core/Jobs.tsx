import { useQueries } from '@tanstack/react-query';
import { Alert, Progress } from 'antd';
import { api, type Job } from '~/api';
import { useMessages } from '~/i18n';
import { studioMessages } from '../messages';

const isOver = (job: Job | undefined) => job?.state === 'done' || job?.state === 'failed';

/** What goes on after a publish: indexes and back-fills of large tables. */
export function Jobs({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) {
  const t = useMessages(studioMessages);
  const jobs = useQueries({
    queries: ids.map((id) => ({
      queryKey: ['jobs', id],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.get<Job>(`/api/v1/jobs/${id}`, undefined, signal),
      refetchInterval: (query: { state: { data?: Job } }) => (isOver(query.state.data) ? false : 2000),
    })),
  }).map((one) => one.data);
  if (ids.length === 0) {
    return null;
  }
  const done = jobs.filter((job) => job?.state === 'done').length;
  const failed = jobs.filter((job) => job?.state === 'failed').length;
  const share = (job: Job | undefined) =>
    job?.state === 'done' ? 1 : job?.total ? Math.min(1, job.done / job.total) : 0;
  const percent = Math.round((jobs.reduce((sum, job) => sum + share(job), 0) / ids.length) * 100);
  const over = done + failed === ids.length;
  return (
    <Alert
      className="draft-alert"
      type={failed > 0 ? 'error' : over ? 'success' : 'info'}
      showIcon
      closable={{ onClose }}
      title={failed > 0 ? t.jobsFailed(failed) : over ? t.jobsDone : t.jobsRunning(done, ids.length)}
      description={
        over ? undefined : (
          <Progress percent={percent} size="small" aria-label={t.jobsRunning(done, ids.length)} />
        )
      }
    />
  );
}
