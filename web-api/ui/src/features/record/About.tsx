import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { objectQuery, type ObjectView, recordsQuery, type RecordView } from '~/api';
import { formatDate, formatInstant, formatMinutes, useLocale, useMessages } from '~/i18n';
import { LoadFailed, Notice, partMessages } from '~/parts';
import { fieldByKey, isEmpty, RecordValue, withOptions } from '~/records';
import { quote } from '~/records/condition';
import { recordPageMessages } from './messages';

function Shown({ object, record, name }: { object: ObjectView; record: RecordView; name: string }) {
  const field = fieldByKey(object, name);
  if (!field || isEmpty(record.values[name])) {
    return null;
  }
  return (
    <span className={`about-${name}`}>
      <RecordValue field={field} value={record.values[name]} links={false} />
    </span>
  );
}

function FollowUp({ object, record }: { object: ObjectView; record: RecordView }) {
  const t = useMessages(recordPageMessages);
  const locale = useLocale();
  const due = record.values.due_on;
  return (
    <li>
      <div>
        <Shown object={object} record={record} name="channel" />
        <strong>{typeof due === 'string' ? t.due(formatDate(locale, due)) : ''}</strong>
        <Shown object={object} record={record} name="state" />
      </div>
      <Shown object={object} record={record} name="purpose" />
      <Shown object={object} record={record} name="reason" />
      {record.owner && <span className="about-who">{record.owner.name}</span>}
    </li>
  );
}

function Activity({ object, record }: { object: ObjectView; record: RecordView }) {
  const locale = useLocale();
  const { started_at: started, duration_seconds: seconds } = record.values;
  return (
    <li>
      <div>
        <Shown object={object} record={record} name="kind" />
        <strong>{typeof started === 'string' ? formatInstant(locale, started) : ''}</strong>
        <Shown object={object} record={record} name="outcome" />
        {typeof seconds === 'number' && <span>{formatMinutes(seconds)}</span>}
      </div>
      <Shown object={object} record={record} name="note" />
      {record.owner && <span className="about-who">{record.owner.name}</span>}
    </li>
  );
}

interface AboutProps {
  kind: 'activity' | 'follow_up';
  subject: string;
}

/** The follow-ups or activities about one record. */
export function About({ kind, subject }: AboutProps) {
  const t = useMessages(recordPageMessages);
  const parts = useMessages(partMessages);
  const object = useQuery(objectQuery(kind));
  const records = useInfiniteQuery(
    recordsQuery(kind, {
      filter: `subject_id == ${quote(subject)}`,
      sort: kind === 'activity' ? '-started_at' : '-due_on',
      limit: 20,
    }),
  );
  const failure = object.error ?? records.error;
  if (failure) {
    const again = () => {
      void object.refetch();
      void records.refetch();
    };
    return <LoadFailed error={failure} retry={again} />;
  }
  if (!object.data || !records.data) {
    return <Skeleton active title={false} />;
  }
  const items = records.data.pages.flatMap((page) => page.items);
  const Entry = kind === 'activity' ? Activity : FollowUp;
  const full = withOptions(object.data);
  if (items.length === 0) {
    return <Notice compact title={kind === 'activity' ? t.noActivities : t.noFollowUps} />;
  }
  return (
    <>
      <ol className="about">
        {items.map((record) => (
          <Entry key={record.id} object={full} record={record} />
        ))}
      </ol>
      {records.hasNextPage && (
        <Button
          type="text"
          block
          loading={records.isFetchingNextPage}
          onClick={() => void records.fetchNextPage()}
        >
          {parts.loadMore}
        </Button>
      )}
    </>
  );
}
