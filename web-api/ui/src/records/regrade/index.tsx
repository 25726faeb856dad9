import { ArrowRightOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Modal, Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, followJob, jobOf, type ObjectView, recordsPath, type RegradePreview, request } from '~/api';
import { formatNumber, useLocale, useMessages } from '~/i18n';
import { Chip, LoadFailed, partMessages, ProblemAlert } from '~/parts';
import { regradeMessages } from './messages';
import './regrade.css';

interface RegradeProps {
  object: ObjectView;
  /** Which records; all the caller may see where absent. */
  filter?: string;
  onClose: (done: boolean) => void;
}

/** What grading anew would change, and doing it. */
export function RegradeDialog({ object, filter, onClose }: RegradeProps) {
  const t = useMessages(regradeMessages);
  const parts = useMessages(partMessages);
  const locale = useLocale();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [done, setDone] = useState(0);
  const path = `${recordsPath(object.key)}/regrade`;
  const of = filter ? { filter } : {};
  const preview = useQuery({
    queryKey: ['regrade', object.key, filter],
    queryFn: () => api.post<RegradePreview>(path, { ...of, dryRun: true }),
    staleTime: 0,
    gcTime: 0,
  });
  const running = useMutation({
    mutationFn: async () => {
      const answer = await request('POST', path, { body: { ...of, dryRun: false } });
      const id = jobOf(answer);
      const job = id ? await followJob(id, (one) => { setDone(one.done); }) : null; // prettier-ignore
      if (job?.state === 'failed') {
        throw new Error(t.failed);
      }
    },
    onSuccess: async () => {
      void message.success(t.done);
      onClose(true);
      await queries.invalidateQueries({ queryKey: ['records', object.key] });
    },
  });
  const grade = (key: string | null) => {
    const one = object.gradeScale?.grades.find((each) => each.key === key);
    return <Chip color={one?.color}>{one?.label ?? key ?? t.ungraded}</Chip>;
  };
  const changes = preview.data?.changes.filter(({ from, to }) => from !== to) ?? [];
  return (
    <Modal
      open
      title={t.title}
      okText={running.isPending && done > 0 ? t.running(done) : t.run}
      cancelText={parts.cancel}
      okButtonProps={{ disabled: changes.length === 0 }}
      confirmLoading={running.isPending}
      onOk={() => {
        running.mutate();
      }}
      onCancel={() => {
        onClose(false);
      }}
    >
      <p className="regrade-hint">{t.hint}</p>
      <ProblemAlert error={running.error} />
      {preview.isPending && <Skeleton active title={false} />}
      {preview.isError && <LoadFailed error={preview.error} retry={() => void preview.refetch()} />}
      {preview.data && (
        <>
          <p>
            {t.looked(formatNumber(locale, preview.data.records))}{' '}
            {changes.length === 0 ? t.nothing : t.changes}
          </p>
          <ul className="regrade-changes">
            {changes.map(({ from, to, count }) => (
              <li key={`${from ?? ''} ${to ?? ''}`}>
                {grade(from)} <ArrowRightOutlined aria-hidden="true" /> {grade(to)}
                <strong>{t.records(formatNumber(locale, count))}</strong>
              </li>
            ))}
          </ul>
          {preview.data.examples.length > 0 && (
            <>
              <p className="regrade-hint">{t.examples}</p>
              <ul className="regrade-changes">
                {preview.data.examples.map((one) => (
                  <li key={one.id}>
                    <Link to={`/o/${object.key}/${one.id}`} target="_blank">
                      {one.name}
                    </Link>
                    {grade(one.from)} <ArrowRightOutlined aria-hidden="true" /> {grade(one.to)}
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </Modal>
  );
}
