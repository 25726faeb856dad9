import { DownloadOutlined, RollbackOutlined, UploadOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal, Select, Skeleton, Upload } from 'antd';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { VersionEntry } from '~/api';
import { formatInstant, useLocale, useMessages } from '~/i18n';
import { LoadFailed, PageHead, partMessages, ProblemAlert, usePageTitle } from '~/parts';
import {
  differenceQuery,
  exportVersion,
  importDefinition,
  publishedQuery,
  republish,
  versionsQuery,
} from '../core/draft';
import { useStudio } from '../core/Studio';
import { studioMessages } from '../messages';

/** A file the browser keeps, from what the server answered. */
function keep(name: string, content: unknown) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

function Difference({ from, to }: { from: number; to: number }) {
  const t = useMessages(studioMessages);
  const difference = useQuery(differenceQuery(to, from));
  if (difference.isPending) {
    return <Skeleton active />;
  }
  if (difference.isError) {
    return <LoadFailed error={difference.error} retry={() => void difference.refetch()} />;
  }
  return difference.data.length === 0 ? (
    <p className="form-hint">{t.noDifference}</p>
  ) : (
    <ul className="check-changes">
      {difference.data.map((change) => (
        <li key={change.kind + change.pointer + change.text} className={`change-${change.kind}`}>
          {change.text}
        </li>
      ))}
    </ul>
  );
}

/** What differs between two versions, chosen in the address. */
function Compare({ versions }: { versions: readonly VersionEntry[] }) {
  const t = useMessages(studioMessages);
  const [params, setParams] = useSearchParams();
  const newest = versions[0]?.version ?? 1;
  const to = Number(params.get('to') ?? newest);
  const from = Number(params.get('from') ?? Math.max(1, newest - 1));
  const choices = versions.map((one) => ({ value: one.version, label: t.version(one.version) }));
  const choose = (next: { from?: number; to?: number }) => {
    setParams({ from: String(next.from ?? from), to: String(next.to ?? to) }, { replace: true });
  };
  return (
    <section className="studio-panel" aria-labelledby="compare">
      <h2 id="compare">{t.compare}</h2>
      <div className="compare-choice">
        <Select
          aria-label={t.compareFrom}
          value={from}
          options={choices}
          onChange={(one: number) => {
            choose({ from: one });
          }}
        />
        <span aria-hidden="true">→</span>
        <Select
          aria-label={t.compareTo}
          value={to}
          options={choices}
          onChange={(one: number) => {
            choose({ to: one });
          }}
        />
      </div>
      {from === to ? <p className="form-hint">{t.noDifference}</p> : <Difference from={from} to={to} />}
    </section>
  );
}

function RollBack({ entry, onClose }: { entry: VersionEntry; onClose: () => void }) {
  const t = useMessages(studioMessages);
  const parts = useMessages(partMessages);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const studio = useStudio();
  const [note, setNote] = useState(t.rollBackNote(entry.version));
  const rolling = useMutation({
    mutationFn: () => republish(entry.version, note.trim()),
    onSuccess: async ({ version }) => {
      onClose();
      void message.success(t.published(version));
      await queries.fetchQuery({ ...publishedQuery(), staleTime: 0 });
      await studio.reread();
      for (const key of [['config', 'versions'], ['objects'], ['records'], ['worklist']]) {
        void queries.invalidateQueries({ queryKey: key });
      }
    },
  });
  return (
    <Modal
      open
      title={t.rollBackTitle(entry.version)}
      okText={t.rollBack}
      cancelText={parts.cancel}
      confirmLoading={rolling.isPending}
      onOk={() => {
        rolling.mutate();
      }}
      onCancel={onClose}
    >
      <p>{t.rollBackHint(entry.version)}</p>
      {studio.changed && <p className="form-hint">{t.rollBackDraft}</p>}
      <ProblemAlert error={rolling.error} />
      <Form.Item layout="vertical" label={t.note} htmlFor="rollback-note">
        <Input.TextArea
          id="rollback-note"
          autoSize={{ minRows: 2 }}
          value={note}
          onChange={(event) => {
            setNote(event.target.value);
          }}
        />
      </Form.Item>
    </Modal>
  );
}

function Entry({
  entry,
  current,
  onRollBack,
}: {
  entry: VersionEntry;
  current: boolean;
  onRollBack: () => void;
}) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const [, setParams] = useSearchParams();
  const exporting = useMutation({
    mutationFn: () => exportVersion(entry.version),
    onSuccess: (file) => {
      keep(`ripeline-definition-v${String(entry.version)}.json`, file);
    },
  });
  return (
    <li className={current ? 'version version-current' : 'version'}>
      <div className="version-words">
        <strong>
          {t.version(entry.version)}
          {current && <span className="split-mark">{t.isInForce}</span>}
        </strong>
        <span>{entry.note || t.noNote}</span>
        <small>
          {[entry.author?.name, formatInstant(locale, entry.publishedAt)].filter(Boolean).join(' · ')}
        </small>
        <ProblemAlert error={exporting.error} />
      </div>
      <div className="version-ways">
        {entry.version > 1 && (
          <Button
            type="text"
            size="small"
            onClick={() => {
              setParams({ from: String(entry.version - 1), to: String(entry.version) }, { replace: true });
              document.getElementById('compare')?.scrollIntoView({ block: 'nearest' });
            }}
          >
            {t.whatChanged}
          </Button>
        )}
        <Button
          type="text"
          size="small"
          icon={<DownloadOutlined />}
          loading={exporting.isPending}
          onClick={() => {
            exporting.mutate();
          }}
        >
          {t.export}
        </Button>
        {!current && (
          <Button type="text" size="small" icon={<RollbackOutlined />} onClick={onRollBack}>
            {t.rollBack}
          </Button>
        )}
      </div>
    </li>
  );
}

function read(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve(reader.result as string);
    };
    reader.onerror = () => {
      reject(new SyntaxError(reader.error?.message));
    };
    reader.readAsText(file);
  });
}

function parsed(text: string, otherwise: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SyntaxError(otherwise);
  }
}

/** A file becomes the draft, to be looked at before it is published. */
function ImportButton() {
  const t = useMessages(studioMessages);
  const { message, modal } = App.useApp();
  const navigate = useNavigate();
  const studio = useStudio();
  const importing = useMutation({
    mutationFn: async (file: File) => {
      const content = parsed(await read(file), t.notJson);
      await studio.save();
      await importDefinition(studio.etag, content);
    },
    onSuccess: async () => {
      await studio.reread();
      void message.success(t.imported);
      void navigate('/studio/versions');
    },
    onError: (failure) => {
      modal.error({
        title: t.importFailed,
        content: failure instanceof SyntaxError ? failure.message : <ProblemAlert error={failure} />,
      });
    },
  });
  return (
    <Upload
      accept=".json,application/json"
      showUploadList={false}
      beforeUpload={(file) => {
        importing.mutate(file);
        return false;
      }}
    >
      <Button icon={<UploadOutlined />} loading={importing.isPending}>
        {t.import}
      </Button>
    </Upload>
  );
}

/** Every version there was: who published it, when and why; what differs; the way back. */
export function VersionsPage() {
  const t = useMessages(studioMessages);
  const { published } = useStudio();
  const versions = useQuery(versionsQuery());
  const [rolling, roll] = useState<VersionEntry | null>(null);
  usePageTitle(t.versions);
  if (versions.isPending) {
    return <Skeleton active />;
  }
  if (versions.isError) {
    return <LoadFailed error={versions.error} retry={() => void versions.refetch()} />;
  }
  const all = [...versions.data].sort((one, other) => other.version - one.version);
  return (
    <>
      <PageHead title={t.versions} below={t.versionsHint} actions={<ImportButton />} />
      <div className="versions">
        <ol className="version-list">
          {all.map((entry) => (
            <Entry
              key={entry.version}
              entry={entry}
              current={entry.version === published.version}
              onRollBack={() => {
                roll(entry);
              }}
            />
          ))}
        </ol>
        {all.length > 1 && <Compare versions={all} />}
      </div>
      {rolling && (
        <RollBack
          entry={rolling}
          onClose={() => {
            roll(null);
          }}
        />
      )}
    </>
  );
}
