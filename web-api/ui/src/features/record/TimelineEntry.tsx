import {
  CheckSquareOutlined,
  CommentOutlined,
  EditOutlined,
  MergeCellsOutlined,
  PhoneOutlined,
  PlusCircleOutlined,
  ShareAltOutlined,
  SwapRightOutlined,
  UserSwitchOutlined,
} from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import {
  type EventKind,
  type FieldChange,
  type FieldValue,
  membersQuery,
  objectQuery,
  type ObjectView,
  recordComments,
  recordQuery,
  type Reference,
  type TimelineItem,
  type Values,
} from '~/api';
import { formatDate, formatInstant, formatMinutes, useLocale, useMessages } from '~/i18n';
import { fieldByKey, isEmpty, isReference, RecordValue, recordName } from '~/records';
import { Chip } from '~/parts';
import { CommentText, DeleteComment } from '~/records/comments';
import { recordPageMessages } from './messages';

const icons: Record<EventKind, ReactNode> = {
  activity: <PhoneOutlined />,
  follow_up: <CheckSquareOutlined />,
  change: <EditOutlined />,
  move: <SwapRightOutlined />,
  owner: <UserSwitchOutlined />,
  share: <ShareAltOutlined />,
  merge: <MergeCellsOutlined />,
  created: <PlusCircleOutlined />,
  comment: <CommentOutlined />,
};

type Views = Readonly<Record<string, ObjectView>>;

/** The history keeps of a record that a field names only its id: shown is its name, where the reader may see it. */
function NamedRecord({ object, id }: { object: string; id: string }) {
  const t = useMessages(recordPageMessages);
  const view = useQuery(objectQuery(object));
  const record = useQuery(recordQuery(object, id));
  if (record.isError || view.isError) {
    return <span className="value-none">{t.notSeen}</span>;
  }
  return view.data && record.data ? recordName(view.data, record.data) : '…';
}

function NamedMember({ id }: { id: string }) {
  const t = useMessages(recordPageMessages);
  const members = useQuery(membersQuery());
  return members.isPending ? '…' : (members.data?.find((one) => one.id === id)?.name ?? t.notSeen);
}

function Value({ view, name, value }: { view?: ObjectView; name: string; value: FieldValue }) {
  const field = view && fieldByKey(view, name);
  if (isEmpty(value)) {
    return <span className="value-none">—</span>;
  }
  if (field?.type === 'lookup' && field.target && typeof value === 'string') {
    return <NamedRecord object={field.target} id={value} />;
  }
  if (field?.type === 'member' && typeof value === 'string') {
    return <NamedMember id={value} />;
  }
  if (field) {
    return <RecordValue field={field} value={value} links={false} />;
  }
  return isReference(value) ? (
    value.name
  ) : (
    <span>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</span>
  );
}

export function FieldChanges({ view, fields }: { view?: ObjectView; fields: Record<string, FieldChange> }) {
  return (
    <ul className="timeline-changes">
      {Object.entries(fields).map(([name, { before, after }]) => (
        <li key={name}>
          <span className="timeline-field">{(view && fieldByKey(view, name)?.label) ?? name}</span>
          <s>
            <Value view={view} name={name} value={before} />
          </s>
          <span aria-hidden="true">→</span>
          <Value view={view} name={name} value={after} />
        </li>
      ))}
    </ul>
  );
}

const asText = (value: unknown): string | null => (typeof value === 'string' && value ? value : null);

/** Who or what an event names, whether by its name or by its reference. */
export function nameOf(value: unknown): string {
  if (typeof value === 'object' && value !== null) {
    const { name, label } = value as { name?: unknown; label?: unknown };
    return asText(name) ?? asText(label) ?? '—';
  }
  return asText(value) ?? '—';
}

function Activity({ view, name, values }: { view?: ObjectView; name: string | null; values: Values }) {
  const seconds = values.duration_seconds;
  const mailed = !isEmpty(values.mail_state);
  return (
    <>
      <span className="timeline-line">
        <Value view={view} name="kind" value={values.kind} />
        {mailed && <Value view={view} name="mail_state" value={values.mail_state} />}
        {mailed && name && <span>{name}</span>}
        {!isEmpty(values.direction) && <Value view={view} name="direction" value={values.direction} />}
        {!isEmpty(values.outcome) && <Value view={view} name="outcome" value={values.outcome} />}
        {typeof seconds === 'number' && <span>{formatMinutes(seconds)}</span>}
      </span>
      {!isEmpty(values.note) && <p className="timeline-note">{String(values.note as string)}</p>}
    </>
  );
}

function Move({ view, data }: { view?: ObjectView; data: TimelineItem['data'] }) {
  const t = useMessages(recordPageMessages);
  const name = asText(data.field) ?? '';
  const field = view && fieldByKey(view, name);
  const option = (key: unknown) => field?.options?.find((one) => one.key === key);
  const from = asText(data.from);
  const to = asText(data.to);
  return (
    <span className="timeline-line">
      <span className="timeline-field">{field?.label ?? name}</span>
      {from && <span>{option(from)?.label ?? from} →</span>}
      <Chip color={option(to)?.color}>{to ? (option(to)?.label ?? to) : t.nothing}</Chip>
      {asText(data.reason) && <q>{asText(data.reason)}</q>}
    </span>
  );
}

function FollowUp({ view, data }: { view?: ObjectView; data: Values }) {
  const t = useMessages(recordPageMessages);
  const locale = useLocale();
  const due = data.dueOn ?? data.due_on;
  return (
    <span className="timeline-line">
      {typeof due === 'string' && <span>{t.due(formatDate(locale, due))}</span>}
      <Value view={view} name="channel" value={data.channel} />
      <Value view={view} name="state" value={data.state} />
      {!isEmpty(data.purpose) && <span>{String(data.purpose as string)}</span>}
    </span>
  );
}

function Body({ item, views }: { item: TimelineItem; views: Views }): ReactNode {
  const t = useMessages(recordPageMessages);
  const view = views[item.object];
  const { data } = item;
  switch (item.kind) {
    case 'activity':
      return <Activity view={views.activity} name={item.name} values={(data.values ?? data) as Values} />;
    case 'change':
      return <FieldChanges view={view} fields={(data.fields ?? {}) as Record<string, FieldChange>} />;
    case 'move':
      return <Move view={view} data={data} />;
    case 'follow_up':
      return <FollowUp view={views.follow_up} data={data as Values} />;
    case 'owner':
      return (
        <>
          <span className="timeline-line">{t.ownerChanged(nameOf(data.from), nameOf(data.to))}</span>
          <FieldChanges view={view} fields={(data.fields ?? {}) as Record<string, FieldChange>} />
        </>
      );
    case 'share': {
      const with_ = nameOf(data.member ?? data.role ?? data.with ?? data.to);
      return <span className="timeline-line">{t.sharedWith(with_)}</span>;
    }
    case 'merge':
      return <span className="timeline-line">{nameOf(data.merged)}</span>;
    case 'comment':
      return (
        <div className="timeline-said">
          <CommentText text={asText(data.text) ?? ''} mentions={(data.mentions ?? []) as Reference[]} />
          {data.own === true && (
            <DeleteComment path={recordComments(item.object, item.recordId)} id={asText(data.id) ?? ''} />
          )}
        </div>
      );
    case 'created':
      return null;
  }
}

interface TimelineEntryProps {
  item: TimelineItem;
  views: Views;
  /** The record of the page: others are named. */
  here: string;
}

/** One event: what, when, by whom, and of which record below. */
export function TimelineEntry({ item, views, here }: TimelineEntryProps) {
  const t = useMessages(recordPageMessages);
  const locale = useLocale();
  const view = views[item.object];
  const below = item.recordId !== here && item.object !== 'activity' && item.object !== 'follow_up';
  return (
    <li className={`timeline-item timeline-${item.kind}`}>
      <span className="timeline-icon" aria-hidden="true">
        {icons[item.kind]}
      </span>
      <div>
        <div className="timeline-head">
          <strong>{t[`kind_${item.kind}`]}</strong>
          {below && (
            <Link to={`/o/${item.object}/${item.recordId}`}>
              {view?.label} {item.name}
            </Link>
          )}
          <span className="timeline-when">
            {item.actor && <span>{item.actor.name}</span>}
            <time dateTime={item.at}>{formatInstant(locale, item.at)}</time>
          </span>
        </div>
        <Body item={item} views={views} />
      </div>
    </li>
  );
}
