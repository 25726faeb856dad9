import { CalendarOutlined, CaretRightFilled, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Progress as Bar, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { type Worklist, type WorklistItem, worklistQuery } from '~/api';
import { formatDate, todayIn, useLocale, useMessages } from '~/i18n';
import { LinkButton, LoadFailed, Melon, Notice, PageHead, usePageTitle } from '~/parts';
import { PlanDialog, planMessages, useMayPlan } from '~/records/plan';
import { begun } from './begun';
import { useChannels } from './channels';
import { CloseDay } from './CloseDay';
import { type ItemAction, ItemCard } from './ItemCard';
import { LogForm } from './LogForm';
import { todayMessages } from './messages';
import { type Progress, progressOf } from './progress';
import { kept, queueOf } from './queue';
import { ReasonDialog } from './ReasonDialog';
import './today.css';

interface Doing {
  action: 'log' | 'snooze' | 'cancel';
  item: WorklistItem;
}

type Kind = 'overdue' | 'today' | 'dropped' | 'tomorrow' | 'done' | 'elsewhere';

export function ProgressLine({ progress }: { progress: Progress }) {
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
  kind: Kind;
  items: readonly WorklistItem[];
  count: number;
  hint?: string;
  /** Why each of them is here, beside its own cause. */
  note?: string;
  onAction: (action: ItemAction, item: WorklistItem) => void;
}

function Section({ kind, items, count, hint, note, onAction }: SectionProps) {
  const t = useMessages(todayMessages);
  if (items.length === 0) {
    return null;
  }
  return (
    <section className={`day-section day-${kind}`} aria-labelledby={`day-${kind}`}>
      <h2 id={`day-${kind}`}>
        {t[kind]} <span className="day-count">{count}</span>
      </h2>
      {hint && <p className="day-hint">{hint}</p>}
      <ul>
        {items.map((item) => (
          <ItemCard key={item.id} item={item} finished={kind === 'done'} note={note} onAction={onAction} />
        ))}
      </ul>
      {items.length < count && <p className="day-hint">{t.shownOf(items.length, count)}</p>}
    </section>
  );
}

function Empty({ worklist }: { worklist: Worklist }) {
  const t = useMessages(todayMessages);
  if (worklist.day?.onLeave) {
    return <Notice title={t.onLeaveTitle} hint={t.onLeaveHint} />;
  }
  if (worklist.done.length > 0) {
    return (
      <Notice title={t.allDoneTitle} hint={t.allDoneHint} action={<CloseDay worklist={worklist} primary />} />
    );
  }
  return worklist.day?.working === false ? (
    <Notice title={t.dayOffTitle} hint={t.dayOffHint} />
  ) : (
    <Notice title={t.emptyTitle} hint={t.emptyHint} ripe={0.3} />
  );
}

interface DayProps {
  worklist: Worklist;
  channel: string | null;
  onAction: SectionProps['onAction'];
}

function Day({ worklist, channel, onAction }: DayProps) {
  const t = useMessages(todayMessages);
  const [, setParams] = useSearchParams();
  const of = (items: readonly WorklistItem[] = []) =>
    channel === null ? items : items.filter((item) => item.channel === channel);
  const { counts, dropped = [], capacity } = worklist;
  const section = (
    kind: Kind,
    all: readonly WorklistItem[],
    count: number,
    more: Partial<SectionProps> = {},
  ) => (
    <Section
      kind={kind}
      items={of(all)}
      count={channel === null ? count : of(all).length}
      onAction={onAction}
      {...more}
    />
  );
  const left = queueOf(worklist);
  const among = (items: readonly WorklistItem[]) => items.filter((one) => dropped.some((each) => each.id === one.id)).length; // prettier-ignore
  const capped = capacity != null;
  return (
    <>
      {left.length > 0 && of([...left, ...worklist.done]).length === 0 && (
        <Notice
          title={t.nothingFound}
          hint={t.nothingFoundHint}
          ripe={0.3}
          action={
            <Button
              onClick={() => {
                setParams({});
              }}
            >
              {t.showAll}
            </Button>
          }
        />
      )}
      {section('overdue', kept(worklist.overdue, worklist), counts.overdue - among(worklist.overdue))}
      {section('today', kept(worklist.today, worklist), counts.today - among(worklist.today), {
        hint: capped && dropped.length > 0 ? t.capacityHint(capacity) : undefined,
      })}
      {section('dropped', dropped, counts.dropped ?? dropped.length, {
        hint: t.droppedHint,
        note: capped ? t.droppedWhy(capacity) : undefined,
      })}
      {left.length === 0 && <Empty worklist={worklist} />}
      {section('done', worklist.done, counts.done)}
      {section('tomorrow', worklist.tomorrow, counts.tomorrow)}
      {section('elsewhere', worklist.elsewhere ?? [], counts.elsewhere ?? 0, { hint: t.elsewhereHint })}
    </>
  );
}

/** Only the chosen way of contact, where there are several. */
function ChannelFilter({ worklist, channel }: { worklist: Worklist; channel: string | null }) {
  const t = useMessages(todayMessages);
  const [, setParams] = useSearchParams();
  const { label } = useChannels();
  const keys = [...new Set(queueOf(worklist).map((item) => item.channel))];
  if (keys.length < 2 && channel === null) {
    return null;
  }
  return (
    <Select
      id="day-filter"
      className="day-filter"
      aria-label={t.byChannel}
      placeholder={t.byChannel}
      allowClear
      value={channel}
      options={[...new Set([...keys, ...(channel ? [channel] : [])])].map((key) => ({
        value: key,
        label: label(key),
      }))}
      onChange={(next: string | undefined) => {
        setParams(next ? { channel: next } : {}, { replace: true });
      }}
    />
  );
}

/** Plans a follow-up of any record, unless the role makes none. */
function PlanButton() {
  const t = useMessages(planMessages);
  const [open, setOpen] = useState(false);
  if (!useMayPlan()) {
    return null;
  }
  return (
    <>
      <Button
        icon={<PlusOutlined />}
        onClick={() => {
          setOpen(true);
        }}
      >
        {t.plan}
      </Button>
      {open && (
        <PlanDialog
          dueOn={todayIn()}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

function Ways({ worklist, channel }: { worklist: Worklist; channel: string | null }) {
  const t = useMessages(todayMessages);
  return (
    <div className="day-ways">
      {queueOf(worklist).length > 0 && (
        <LinkButton to="/today/next" type="primary" icon={<CaretRightFilled />}>
          {t.begin}
        </LinkButton>
      )}
      <LinkButton to="/today/calendar" icon={<CalendarOutlined />}>
        {t.calendar}
      </LinkButton>
      <PlanButton />
      <CloseDay worklist={worklist} />
      <ChannelFilter worklist={worklist} channel={channel} />
    </div>
  );
}

/** The day's list: whom to contact, why, and how far the day has come. */
export default function TodayPage() {
  const t = useMessages(todayMessages);
  const locale = useLocale();
  const worklist = useQuery(worklistQuery());
  const [params] = useSearchParams();
  const channel = params.get('channel');
  const [doing, setDoing] = useState<Doing | null>(null);
  const [dialled, dial] = useState<{ id: string; at: number } | null>(null);
  const today = todayIn();
  usePageTitle(t.title);
  const stop = () => {
    setDoing(null);
  };
  const day = worklist.data?.day;
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
        <>
          <Ways worklist={worklist.data} channel={channel} />
          {day?.half && <Alert type="info" showIcon className="day-alert" title={t.halfDay} />}
          <Day
            worklist={worklist.data}
            channel={channel}
            onAction={(action, item) => {
              if (action === 'dial') {
                begun(item);
                dial({ id: item.id, at: Date.now() });
              } else {
                setDoing({ action, item });
              }
            }}
          />
        </>
      )}
      {doing?.action === 'log' && (
        <LogForm
          item={doing.item}
          nextRequired={worklist.data?.nextStep === 'required'}
          dialled={dialled?.id === doing.item.id ? dialled.at : null}
          onClose={stop}
        />
      )}
      {doing && doing.action !== 'log' && (
        <ReasonDialog verb={doing.action} item={doing.item} onClose={stop} />
      )}
    </div>
  );
}
