import { LeftOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons';
import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented, Spin } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import {
  leavesQuery,
  membersQuery,
  meQuery,
  type PlannedDay,
  type PlannedItem,
  plannedQuery,
  type Reference,
} from '~/api';
import { addDays, formatDate, todayIn, useLocale, useMessages } from '~/i18n';
import { LoadFailed, Notice, PageHead, usePageTitle } from '~/parts';
import { MemberSelect } from '~/records';
import { PlanDialog, planMessages, useMayPlan } from '~/records/plan';
import { channelIcon } from '../channels';
import { ReasonDialog } from '../ReasonDialog';
import '../today.css';
import './calendar.css';
import { allOf, Day, useKindOfDay } from './Day';
import { daysOf, stepFrom, type View } from './days';
import { Leaves } from './Leaves';
import { plannedMessages } from './messages';
import { Planned } from './Planned';

interface Moving {
  item: PlannedItem;
  day?: string;
}

const isDay = (text: string | null) => text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text);

/** The place in time: it stands in the address. */
function usePlace(today: string) {
  const [params, setParams] = useSearchParams();
  const view: View = params.get('view') === 'week' ? 'week' : 'month';
  const on = isDay(params.get('on')) ? (params.get('on') ?? today) : today;
  const day = isDay(params.get('day')) ? params.get('day') : null;
  const member = params.get('member') ?? undefined;
  const go = (change: Record<string, string | null>) => {
    const next = new URLSearchParams(params);
    Object.entries(change).forEach(([key, value]) => {
      if (value === null) {
        next.delete(key);
      } else {
        next.set(key, value);
      }
    });
    setParams(next);
  };
  return { view, on, day, member, go };
}

type Place = ReturnType<typeof usePlace>;

function Tools({ place, today, managing }: { place: Place; today: string; managing: boolean }) {
  const t = useMessages(plannedMessages);
  const { view, on, member, go } = place;
  return (
    <div className="calendar-tools">
      <Button
        icon={<LeftOutlined />}
        aria-label={t.earlier}
        onClick={() => {
          go({ on: stepFrom(view, on, -1) });
        }}
      />
      <Button
        onClick={() => {
          go({ on: today });
        }}
      >
        {t.today}
      </Button>
      <Button
        icon={<RightOutlined />}
        aria-label={t.later}
        onClick={() => {
          go({ on: stepFrom(view, on, 1) });
        }}
      />
      <Segmented
        value={view}
        aria-label={t.view}
        options={[
          { value: 'month', label: t.month },
          { value: 'week', label: t.week },
        ]}
        onChange={(next) => {
          go({ view: next });
        }}
      />
      {managing && (
        <span>
          <label className="visually-hidden" htmlFor="calendar-whose">
            {t.whose}
          </label>
          <MemberSelect
            id="calendar-whose"
            value={member ? { id: member, name: '' } : null}
            onChange={(next) => {
              go({ member: next && 'id' in next ? next.id : null });
            }}
          />
        </span>
      )}
    </div>
  );
}

/** All of one day: what a cell has no room for. */
function Chosen({
  on,
  day,
  leave,
  movable,
  onMove,
  onPlan,
}: {
  on: string;
  day: PlannedDay | undefined;
  leave: boolean;
  movable: boolean;
  onMove: (item: PlannedItem) => void;
  /** Absent where nothing is planned for the day any more. */
  onPlan?: () => void;
}) {
  const t = useMessages(plannedMessages);
  const plan = useMessages(planMessages);
  const locale = useLocale();
  const kind = useKindOfDay()(day, leave);
  const items = day?.items ?? [];
  return (
    <section className="calendar-day panel" aria-labelledby="calendar-day">
      <h2 id="calendar-day">
        {formatDate(locale, on, 'full')} {kind && <span className="cell-kind">{kind}</span>}
      </h2>
      {onPlan && (
        <Button size="small" icon={<PlusOutlined />} onClick={onPlan}>
          {plan.plan}
        </Button>
      )}
      {items.length === 0 && <Notice compact title={t.nothingThen} />}
      <ul>
        {items.map((item) => (
          <li key={item.id}>
            <Planned item={item} on={on} full movable={movable} onMove={onMove} />
          </li>
        ))}
      </ul>
      {allOf(day) > items.length && <p className="day-hint">{t.firstOf(items.length, allOf(day))}</p>}
    </section>
  );
}

function titleOf(locale: ReturnType<typeof useLocale>, view: View, on: string, days: readonly string[]) {
  if (view === 'week') {
    return `${formatDate(locale, days[0] ?? on)} – ${formatDate(locale, days.at(-1) ?? on)}`;
  }
  const at = new Date(`${on.slice(0, 7)}-01T00:00:00Z`);
  return new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(at);
}

interface GridProps {
  place: Place;
  days: readonly string[];
  planned: readonly PlannedDay[];
  today: string;
  isLeave: (on: string) => boolean;
  movable: boolean;
  onMove: (moving: Moving) => void;
}

function Grid({ place, days, planned, today, isLeave, movable, onMove }: GridProps) {
  const t = useMessages(plannedMessages);
  const locale = useLocale();
  const { view, on } = place;
  const title = titleOf(locale, view, on, days);
  const weeks = Array.from({ length: days.length / 7 }, (_, at) => days.slice(at * 7, at * 7 + 7));
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  return (
    <table className={`calendar calendar-${view}`} aria-label={`${t.title}, ${title}`}>
      <thead>
        <tr>
          {days.slice(0, 7).map((day) => (
            <th key={day} scope="col">
              {weekday.format(new Date(`${day}T00:00:00Z`))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <Day
                key={day}
                on={day}
                day={planned.find((one) => one.on === day)}
                view={view}
                today={today}
                beside={view === 'month' && day.slice(0, 7) !== on.slice(0, 7)}
                chosen={place.day === day}
                leave={isLeave(day)}
                movable={movable}
                onChoose={() => {
                  place.go({ day: place.day === day ? null : day });
                }}
                onMove={(item) => {
                  onMove({ item });
                }}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The colleague, and which day it is for her; for the member herself where none is named. */
function useColleague(member: string | null): { today: string; colleague: Reference | undefined } {
  const me = useQuery(meQuery());
  const members = useQuery({ ...membersQuery(), enabled: member !== null });
  const one = members.data?.find(({ id }) => id === member);
  const today = one ? todayIn(one.timeZone ?? me.data?.tenant.timeZone) : todayIn();
  return { today, colleague: one && { id: one.id, name: one.name } };
}

/** What is planned, by day: a month or a week, one's own or a colleague's. */
export default function PlannedPage() {
  const t = useMessages(plannedMessages);
  const locale = useLocale();
  const me = useQuery(meQuery());
  const [params] = useSearchParams();
  const { today, colleague } = useColleague(params.get('member'));
  const mayPlan = useMayPlan();
  const [planning, plan] = useState<string | null>(null);
  const place = usePlace(today);
  const days = daysOf(place.view, place.on);
  const planned = useQuery(plannedQuery(days[0] ?? '', days.at(-1) ?? '', place.member));
  const own = me.data?.member.id;
  const whose = place.member ?? own;
  const leaves = useQuery(leavesQuery(whose));
  const [lifted, lift] = useState<PlannedItem | null>(null);
  const [moving, move] = useState<Moving | null>(null);
  usePageTitle(t.title);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
  );
  const isLeave = (on: string) => (leaves.data ?? []).some((leave) => leave.from <= on && on <= leave.to);
  const movable = place.member === undefined || place.member === own;
  const drop = ({ over, active }: DragEndEvent) => {
    lift(null);
    const { item, on } = active.data.current as { item: PlannedItem; on: string };
    if (over && String(over.id) !== on) {
      move({ item, day: String(over.id) });
    }
  };
  return (
    <div className="calendar-page">
      <PageHead
        above={<Link to="/today">{t.backToday}</Link>}
        title={titleOf(locale, place.view, place.on, days)}
        actions={
          <Tools
            place={place}
            today={today}
            managing={me.data !== undefined && me.data.permissions.scope !== 'own'}
          />
        }
      />
      {planned.isError ? (
        <LoadFailed error={planned.error} retry={() => void planned.refetch()} />
      ) : (
        <DndContext
          sensors={sensors}
          collisionDetection={pointerWithin}
          onDragStart={({ active }) => {
            lift((active.data.current as { item: PlannedItem }).item);
          }}
          onDragCancel={() => {
            lift(null);
          }}
          onDragEnd={drop}
        >
          <Spin spinning={planned.isPending || planned.isPlaceholderData}>
            <Grid
              place={place}
              days={days}
              planned={planned.data ?? []}
              today={today}
              isLeave={isLeave}
              movable={movable}
              onMove={move}
            />
          </Spin>
          <DragOverlay>
            {lifted && (
              <span className="planned planned-flying">
                {channelIcon(lifted.channel)} <span className="planned-name">{lifted.subject.name}</span>
              </span>
            )}
          </DragOverlay>
        </DndContext>
      )}
      <p className="day-hint">{movable ? t.dragHint : t.lookHint}</p>
      <div className="calendar-below">
        {place.day && planned.data && (
          <Chosen
            on={place.day}
            day={planned.data.find((one) => one.on === place.day)}
            leave={isLeave(place.day)}
            movable={movable}
            onMove={(item) => {
              move({ item });
            }}
            onPlan={
              mayPlan && place.day >= today
                ? () => {
                    plan(place.day);
                  }
                : undefined
            }
          />
        )}
        {whose && <Leaves member={whose} today={today} />}
      </div>
      {planning && (
        <PlanDialog
          key={planning}
          dueOn={planning}
          owner={colleague}
          onClose={() => {
            plan(null);
          }}
        />
      )}
      {moving && (
        <ReasonDialog
          verb="snooze"
          item={moving.item}
          day={moving.day ?? addDays(today, 1)}
          onClose={() => {
            move(null);
          }}
        />
      )}
    </div>
  );
}
