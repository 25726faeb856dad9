import { DownloadOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Progress } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { type Job, objectQuery } from '~/api';
import { useMessages } from '~/i18n';
import { PageHead, ProblemAlert, usePageTitle } from '~/parts';
import { Choice } from './Choice';
import { Counts } from './Counts';
import {
  type ColumnMapping,
  type Import,
  type ImportCounts,
  type ImportOptions,
  runJob,
  upload,
} from './imports';
import './imports.css';
import { Mapping } from './Mapping';
import { importMessages } from './messages';

interface Loaded {
  file: File;
  of: Import;
  mapping: ColumnMapping[];
  /** Whether the server knows this mapping. */
  sent: boolean;
}

type Finished = { verb: 'dry-run' | 'run'; id: string; job: Job<ImportCounts> } | null;

function Outcome({
  finished,
  object,
  onAgain,
}: {
  finished: NonNullable<Finished>;
  object: string;
  onAgain: () => void;
}) {
  const t = useMessages(importMessages);
  const { verb, id, job } = finished;
  const failed = job.result?.failed ?? 0;
  if (job.state === 'failed' || !job.result) {
    return <Alert type="error" showIcon title={t.failedJob} />;
  }
  return (
    <section className="import-panel" aria-live="polite">
      <h2>{verb === 'run' ? t.result : t.dryResult}</h2>
      <Counts of={job.result} />
      <div className="import-ways">
        {failed > 0 && (
          <Button icon={<DownloadOutlined />} href={`/api/v1/imports/${id}/failed`} download>
            {t.download}
          </Button>
        )}
        {verb === 'run' && (
          <>
            <Link to={`/o/${object}?sort=-created_at`}>
              <Button type="primary">{t.show}</Button>
            </Link>
            <Button onClick={onAgain}>{t.again}</Button>
          </>
        )}
      </div>
    </section>
  );
}

/** Records from a table: choose, match, try, import. */
export default function ImportPage() {
  const t = useMessages(importMessages);
  const queries = useQueryClient();
  const [options, setOptions] = useState<ImportOptions>({ object: 'customer', mode: 'create' });
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [job, setJob] = useState<Job<ImportCounts> | null>(null);
  const [finished, setFinished] = useState<Finished>(null);
  const object = useQuery(objectQuery(options.object));
  usePageTitle(t.title);

  const loading = useMutation({
    mutationFn: async ({ file, mapping }: { file: File; mapping?: ColumnMapping[] }) => {
      const of = await upload(file, { ...options, ...(mapping ? { mapping } : {}) });
      return { file, of, mapping: mapping ?? of.mapping.filter((one) => one.field), sent: true };
    },
    onSuccess: setLoaded,
  });
  const running = useMutation({
    mutationFn: async (verb: 'dry-run' | 'run') => {
      setFinished(null);
      const ready = loaded && !loaded.sent ? await loading.mutateAsync(loaded) : loaded;
      if (ready) {
        const id = ready.of.id;
        setFinished({ verb, id, job: await runJob(id, verb, setJob) });
      }
      setJob(null);
    },
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['records'] }),
    onSettled: () => {
      setJob(null);
    },
  });
  const again = () => {
    setLoaded(null);
    setFinished(null);
    loading.reset();
    running.reset();
  };
  const busy = loading.isPending || running.isPending;
  return (
    <div className="import">
      <PageHead title={t.title} below={t.intro} />
      <ProblemAlert error={loading.error ?? running.error} />
      {!loaded && (
        <section className="import-panel">
          <Choice
            options={options}
            object={object.data}
            onChange={setOptions}
            onFile={(file) => {
              loading.mutate({ file });
            }}
          />
        </section>
      )}
      {loaded && object.data && (
        <section className="import-panel">
          <h2>{t.mapping}</h2>
          <p className="import-facts">
            {loaded.file.name} · {t.rows(loaded.of.rows)} ·{' '}
            {t.format(loaded.of.encoding, loaded.of.delimiter === '\t' ? t.tab : loaded.of.delimiter)}
          </p>
          <Mapping
            object={object.data}
            of={loaded.of}
            mapping={loaded.mapping}
            onChange={(mapping) => {
              setLoaded({ ...loaded, mapping, sent: false });
              setFinished(null);
            }}
          />
          <div className="import-ways">
            <Button
              disabled={busy || loaded.mapping.length === 0}
              onClick={() => {
                running.mutate('dry-run');
              }}
            >
              {t.dryRun}
            </Button>
            <Button
              type="primary"
              disabled={busy || finished?.verb !== 'dry-run' || finished.job.state !== 'done'}
              onClick={() => {
                running.mutate('run');
              }}
            >
              {t.run(loaded.of.rows)}
            </Button>
            <Button type="text" disabled={busy} onClick={again}>
              {t.again}
            </Button>
          </div>
          {job && (
            <div role="status">
              <Progress percent={job.total ? Math.round((job.done / job.total) * 100) : 0} />
              {t.running(job.done, job.total ?? loaded.of.rows)}
            </div>
          )}
        </section>
      )}
      {finished && <Outcome finished={finished} object={options.object} onAgain={again} />}
    </div>
  );
}
