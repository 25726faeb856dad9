import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Form, Input, Modal, Progress } from 'antd';
import { useState } from 'react';
import type { ObjectView, Reference, TransferPreview } from '~/api';
import { formatNumber, useLocale, useMessages } from '~/i18n';
import { partMessages, ProblemAlert } from '~/parts';
import { MemberSelect } from '../MemberSelect';
import { transferMessages } from './messages';
import { previewTransfer, type TransferOf, useTransferJob } from './useTransfer';

interface TransferDialogProps {
  object: ObjectView;
  of: TransferOf;
  onClose: (changed: boolean) => void;
}

/** The objects below this one, once each. */
function below(object: ObjectView) {
  const lists = object.related ?? [];
  return lists.filter((one, at) => lists.findIndex((other) => other.object === one.object) === at);
}

function Preview({ object, preview }: { object: ObjectView; preview: TransferPreview }) {
  const t = useMessages(transferMessages);
  const locale = useLocale();
  const number = (count: number) => formatNumber(locale, count);
  const children = Object.entries(preview.children);
  const labelOf = (key: string) => below(object).find((one) => one.object === key)?.label ?? key;
  if (preview.records === 0) {
    return <Alert type="info" showIcon title={t.nothing} />;
  }
  const names = preview.examples.map((one) => one.name).join(locale === 'en' ? ', ' : '、');
  return (
    <Alert
      type="info"
      showIcon
      role="status"
      title={t.previewOf(number(preview.records))}
      description={
        <>
          {children.map(([key, count]) => (
            <div key={key}>{t.and(number(count), labelOf(key))}</div>
          ))}
          {names && (
            <div>
              {t.examples} {names} {preview.records > preview.examples.length && t.more}
            </div>
          )}
        </>
      }
    />
  );
}

/** Hands records to someone else: shown before, done as a job, taken back on wish. */
export function TransferDialog({ object, of, onClose }: TransferDialogProps) {
  const t = useMessages(transferMessages);
  const parts = useMessages(partMessages);
  const locale = useLocale();
  const [to, setTo] = useState<Reference | null>(null);
  const [children, setChildren] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  const [undoing, setUndoing] = useState(false);
  const job = useTransferJob(() => undefined);
  const wish = to && { to: to.id, children, reason: reason.trim() || undefined };
  const preview = useMutation({
    mutationFn: () => (wish ? previewTransfer(object.key, of, wish) : Promise.reject(new Error('no one'))),
  });
  const fresh = () => {
    preview.reset();
  };
  const result = job.over && !undoing ? job.job?.result : null;
  const number = (count: number) => formatNumber(locale, count);
  const began = job.running || job.over;
  const foot = !began ? (
    <>
      <Button
        onClick={() => {
          onClose(false);
        }}
      >
        {parts.cancel}
      </Button>
      <Button
        disabled={!wish}
        loading={preview.isPending}
        onClick={() => {
          preview.mutate();
        }}
      >
        {t.preview}
      </Button>
      <Button
        type="primary"
        disabled={!wish || preview.data?.records === 0}
        onClick={() => {
          if (wish) void job.transfer(object.key, of, wish);
        }}
      >
        {t.now}
      </Button>
    </>
  ) : (
    <>
      {result && result.transferred > 0 && (
        <Button
          onClick={() => {
            setUndoing(true);
            void job.undo(result.id);
          }}
        >
          {parts.undo}
        </Button>
      )}
      <Button
        type="primary"
        disabled={job.running}
        onClick={() => {
          onClose(true);
        }}
      >
        {parts.done}
      </Button>
    </>
  );
  return (
    <Modal
      open
      title={t.title}
      footer={foot}
      mask={{ closable: false }}
      onCancel={() => {
        onClose(began);
      }}
    >
      <ProblemAlert error={job.failure ?? preview.error} />
      {!began && (
        <>
          <Form.Item layout="vertical" label={t.to} htmlFor="transfer-to" required>
            <MemberSelect
              id="transfer-to"
              autoFocus
              value={to}
              onChange={(member) => {
                setTo(member);
                fresh();
              }}
            />
          </Form.Item>
          {below(object).length > 0 && (
            <Form.Item layout="vertical" label={t.children} extra={t.childrenHint}>
              <Checkbox.Group
                value={children}
                options={below(object).map((one) => ({ value: one.object, label: one.label }))}
                onChange={(keys) => {
                  setChildren(keys);
                  fresh();
                }}
              />
            </Form.Item>
          )}
          <Form.Item layout="vertical" label={t.reason} htmlFor="transfer-reason" extra={t.reasonHint}>
            <Input
              id="transfer-reason"
              maxLength={500}
              value={reason}
              onChange={(event) => {
                setReason(event.target.value);
              }}
            />
          </Form.Item>
          {preview.data && <Preview object={object} preview={preview.data} />}
        </>
      )}
      {job.running && (
        <>
          <p>{undoing ? t.undoing : t.running}</p>
          <Progress
            aria-label={undoing ? t.undoing : t.running}
            percent={job.job?.total ? Math.round((job.job.done / job.job.total) * 100) : 0}
          />
        </>
      )}
      {job.over && job.job?.state === 'failed' && <Alert type="error" showIcon title={t.jobFailed} />}
      {job.over && undoing && job.job?.state === 'done' && (
        <Alert type="success" showIcon role="status" title={t.undone} />
      )}
      {result && (
        <Alert
          type={result.failed > 0 ? 'warning' : 'success'}
          showIcon
          role="status"
          title={t.transferred(number(result.transferred))}
          description={
            <>
              {result.skipped > 0 && <div>{t.skipped(number(result.skipped))}</div>}
              {result.failed > 0 && <div>{t.failed(number(result.failed))}</div>}
            </>
          }
        />
      )}
    </Modal>
  );
}
