import { PhoneOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { type UnknownCall, unknownCallsQuery } from '~/api';
import { formatInstant, formatMinutes, formatNumber, useLocale, useMessages } from '~/i18n';
import { LoadFailed, Notice, PageHead, usePageTitle } from '~/parts';
import { AssignDialog } from './AssignDialog';
import './calls.css';
import { DismissDialog } from './DismissDialog';
import { callMessages } from './messages';

interface OneProps {
  of: UnknownCall;
  onAssign: () => void;
  onDismiss: () => void;
}

function One({ of, onAssign, onDismiss }: OneProps) {
  const t = useMessages(callMessages);
  const locale = useLocale();
  return (
    <li>
      <div className="unknown-call">
        <strong>
          <PhoneOutlined rotate={of.direction === 'in' ? 180 : 0} aria-hidden /> {of.number}
        </strong>
        <p>
          {of.direction === 'in' ? t.in : t.out} · {of.member.name} ·{' '}
          <time dateTime={of.startedAt}>{formatInstant(locale, of.startedAt)}</time> ·{' '}
          {of.talkSeconds ? t.talked(formatMinutes(of.talkSeconds)) : t.notTalked}
        </p>
        {of.note && <q>{of.note}</q>}
      </div>
      <div className="unknown-call-actions">
        <Button type="primary" aria-label={`${t.assign} ${of.number}`} onClick={onAssign}>
          {t.assign}
        </Button>
        <Button aria-label={`${t.dismiss} ${of.number}`} onClick={onDismiss}>
          {t.dismiss}
        </Button>
      </div>
    </li>
  );
}

/** Calls with numbers that nobody has, until somebody says whose they are. */
export default function UnknownCallsPage() {
  const t = useMessages(callMessages);
  const locale = useLocale();
  const calls = useQuery(unknownCallsQuery());
  const [open, setOpen] = useState<{ verb: 'assign' | 'dismiss'; call: UnknownCall } | null>(null);
  usePageTitle(t.title);
  const items = calls.data?.items ?? [];
  const total = calls.data?.total ?? 0;
  const close = () => {
    setOpen(null);
  };
  return (
    <>
      <PageHead title={t.title} below={t.hint} />
      {calls.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {calls.isError && <LoadFailed error={calls.error} retry={() => void calls.refetch()} />}
      {calls.isSuccess && items.length === 0 && <Notice title={t.none} hint={t.noneHint} />}
      {calls.isSuccess && items.length > 0 && (
        <ol className="unknown-calls" aria-label={t.list}>
          {items.map((call) => (
            <One
              key={call.id}
              of={call}
              onAssign={() => {
                setOpen({ verb: 'assign', call });
              }}
              onDismiss={() => {
                setOpen({ verb: 'dismiss', call });
              }}
            />
          ))}
        </ol>
      )}
      {calls.isSuccess && total > items.length && (
        <p className="unknown-calls-more">
          {t.newest(formatNumber(locale, items.length), formatNumber(locale, total))}
        </p>
      )}
      {open?.verb === 'assign' && <AssignDialog call={open.call} onClose={close} />}
      {open?.verb === 'dismiss' && <DismissDialog call={open.call} onClose={close} />}
    </>
  );
}
