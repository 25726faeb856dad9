import { useQuery } from '@tanstack/react-query';
import { Progress as Bar, Skeleton } from 'antd';
import { useState } from 'react';
import { meQuery, type Worklist, type WorklistItem, worklistQuery } from '~/api';
import { formatDate, todayIn, useLocale, useMessages } from '~/i18n';
import { LoadFailed, Melon, Notice, PageHead, usePageTitle } from '~/parts';
import { type ItemAction, ItemCard } from './ItemCard';
import { LogForm } from './LogForm';
import { todayMessages } from './messages';
import { type Progress, progressOf } from './progress';
import { ReasonDialog } from './ReasonDialog';
import './today.css';

interface Doing {
  action: ItemAction;
  item: WorklistItem;
}

function ProgressLine({ progress }: { progress: Progress }) {
  const t = useMessages(todayMessages);
  const share = progress.total > 0 ? progress.done / progress.total : 0;
  const words = t.progress(progress.done, progress.total);
  return (
    <div className="day-progress">
      <Melon size={40} ripe={share} />
      <div className="day-progress-text">
        <p>
          <strong>{words}</strong>
          {progress.carried > 0 && <span> {t.carried(progress.carried)}</span>}
        </p>
        <Bar percent={Math.round(share * 100)} showInfo={false} aria-label={words} railColor="var(--line)" />
      </div>
    </div>
  );
}

interface SectionProps {
  kind: 'overdue' | 'today' | 'tomorrow' | 'done';
  items: WorklistItem[];
  count: number;
  onAction: (action: ItemAction, item: WorklistItem) => void;
}

function Section({ kind, items, count, onAction }: SectionProps) {
  const t = useMessages(todayMessages);
  if (items.length === 0) {
    return null;
  }
  return (
    <section className={`day-section day-${kind}`} aria-labelledby={`day-${kind}`}>
      <h2 id={`day-${kind}`}>
        {t[kind]} <span className="day-count">{count}</span>
      </h2>
      <ul>
        {items.map((item) => (
          <ItemCard key={item.id} item={item} finished={kind === 'done'} onAction={onAction} />
        ))}
      </ul>
    </section>
  );
}

function Day({ worklist, onAction }: { worklist: Worklist; onAction: SectionProps['onAction'] }) {
  const t = useMessages(todayMessages);
  const { overdue, today, tomorrow, done, counts } = worklist;
  const left = overdue.length + today.length;
  return (
    <>
      <Section kind="overdue" items={overdue} count={counts.overdue} onAction={onAction} />
      <Section kind="today" items={today} count={counts.today} onAction={onAction} />
      {left === 0 && done.length === 0 && <Notice title={t.emptyTitle} hint={t.emptyHint} ripe={0.3} />}
      {left === 0 && done.length > 0 && <Notice title={t.allDoneTitle} hint={t.allDoneHint} />}
      <Section kind="done" items={done} count={counts.done} onAction={onAction} />
      <Section kind="tomorrow" items={tomorrow} count={counts.tomorrow} onAction={onAction} />
    </>
  );
}

/** The day's list: whom to contact, why, and how far the day has come. */
export default function TodayPage() {
  const t = useMessages(todayMessages);
  const locale = useLocale();
  const me = useQuery(meQuery());
  const worklist = useQuery(worklistQuery());
  const [doing, setDoing] = useState<Doing | null>(null);
  const today = todayIn(me.data?.tenant.timeZone);
  usePageTitle(t.title);
  const stop = () => {
    setDoing(null);
  };
  return (
    <div className="day">
      <PageHead
        title={t.title}
        above={formatDate(locale, today, 'full')}
        actions={worklist.data && <ProgressLine progress={progressOf(worklist.data, today)} />}
      />
      {worklist.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {worklist.isError && <LoadFailed error={worklist.error} retry={() => void worklist.refetch()} />}
      {worklist.data && (
        <Day
          worklist={worklist.data}
          onAction={(action, item) => {
            setDoing({ action, item });
          }}
        />
      )}
      {doing?.action === 'log' && <LogForm item={doing.item} onClose={stop} />}
      {doing && doing.action !== 'log' && (
        <ReasonDialog verb={doing.action} item={doing.item} onClose={stop} />
      )}
    </div>
  );
}
