import { Alert, Form, Input, Modal, Segmented, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { asProblem, type ObjectView, type RecordView } from '~/api';
import { type Locale, useMessages } from '~/i18n';
import { LoadFailed, onSaveKeys, partMessages, ProblemAlert } from '~/parts';
import { recordName } from '~/records';
import './mail.css';
import { mailMessages } from './messages';
import { useMail } from './useMail';

interface MailDialogProps {
  object: ObjectView;
  record: RecordView;
  onClose: () => void;
}

interface LineProps {
  id: string;
  label: string;
  fault?: string;
  children: ReactNode;
}

function Line({ id, label, fault, children }: LineProps) {
  return (
    <Form.Item
      layout="vertical"
      label={label}
      htmlFor={id}
      validateStatus={fault ? 'error' : undefined}
      help={fault || undefined}
    >
      {children}
    </Form.Item>
  );
}

const shownFields = ['to', 'subject', 'body'];

/** What stands in the way of the mail, above its text. */
function Notices({ of }: { of: ReturnType<typeof useMail> }) {
  const t = useMessages(mailMessages);
  const refusal = asProblem(of.failure);
  return (
    <>
      {of.templates.data?.sending === false && (
        <Alert type="info" showIcon className="mail-notice" title={t.noServer} description={t.noServerHint} />
      )}
      {of.optedOut ? (
        <Alert
          type="warning"
          showIcon
          role="alert"
          className="mail-notice"
          title={t.optedOut}
          description={refusal?.message}
        />
      ) : (
        <ProblemAlert error={of.failure} shownFields={shownFields} />
      )}
    </>
  );
}

function Head({ of }: { of: ReturnType<typeof useMail> }) {
  const t = useMessages(mailMessages);
  const offered = (of.templates.data?.items ?? []).map(({ key, label }) => ({ value: key, label }));
  return (
    <div className="mail-head">
      <Line id="mail-template" label={t.template}>
        <Select
          id="mail-template"
          aria-label={t.template}
          loading={of.templates.isPending}
          value={of.template}
          options={[...offered, { value: '', label: t.free }]}
          onChange={of.choose}
        />
      </Line>
      <Form.Item layout="vertical" label={t.language}>
        <Segmented<Locale>
          aria-label={t.language}
          value={of.language}
          options={[
            { value: 'zh-CN', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
          onChange={of.speak}
        />
      </Form.Item>
    </div>
  );
}

/** A mail about a record: made by a template, edited, sent. */
export function MailDialog({ object, record, onClose }: MailDialogProps) {
  const t = useMessages(mailMessages);
  const parts = useMessages(partMessages);
  const mail = useMail(object, record.id, onClose);
  const [tried, setTried] = useState(false);
  const refusal = asProblem(mail.failure);
  const fault = (field: string) => refusal?.messagesAt(field).join(' ');
  const whole = mail.subject.trim() !== '' && mail.body.trim() !== '';
  const lacking = (text: string) => (tried && text.trim() === '' ? t.incomplete : undefined);
  const send = () => {
    setTried(true);
    if (whole && !mail.optedOut && !mail.sending.isPending) {
      mail.sending.mutate();
    }
  };
  return (
    <Modal
      open
      width={640}
      title={t.title(recordName(object, record))}
      okText={t.send}
      cancelText={parts.cancel}
      okButtonProps={{ disabled: mail.pending || mail.optedOut || mail.templates.isError }}
      confirmLoading={mail.sending.isPending}
      onOk={send}
      onCancel={onClose}
    >
      {mail.templates.isError ? (
        <LoadFailed error={mail.templates.error} retry={() => void mail.templates.refetch()} />
      ) : (
        <div className="mail" onKeyDown={onSaveKeys(send)}>
          <Notices of={mail} />
          <Head of={mail} />
          <Line id="mail-to" label={t.to} fault={fault('to')}>
            <Input
              id="mail-to"
              type="email"
              placeholder={mail.ownAddress ?? t.toHint}
              value={mail.to}
              onChange={(event) => {
                mail.typeTo(event.target.value);
              }}
              onBlur={mail.settleTo}
            />
          </Line>
          <Line id="mail-subject" label={t.subject} fault={fault('subject') || lacking(mail.subject)}>
            <Input
              id="mail-subject"
              maxLength={500}
              disabled={mail.pending}
              value={mail.subject}
              onChange={(event) => {
                mail.edit({ subject: event.target.value });
              }}
            />
          </Line>
          <Line id="mail-body" label={t.body} fault={fault('body') || lacking(mail.body)}>
            <Input.TextArea
              id="mail-body"
              autoSize={{ minRows: 6, maxRows: 16 }}
              disabled={mail.pending}
              value={mail.body}
              onChange={(event) => {
                mail.edit({ body: event.target.value });
              }}
            />
          </Line>
          <p className="mail-hint">{t.noted}</p>
        </div>
      )}
    </Modal>
  );
}
