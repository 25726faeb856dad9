import { PhoneFilled } from '@ant-design/icons';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { Link } from 'react-router';
import {
  api,
  objectQuery,
  type ObjectView,
  type Page,
  recordQuery,
  recordsPath,
  type RecordView,
  stageQuery,
  type WorklistItem,
} from '~/api';
import { formatInstant, formatMinutes, useLocale, useMessages } from '~/i18n';
import { Chip, LoadFailed } from '~/parts';
import { fieldByKey, isEmpty, mayDo, recordName, RecordValue, stageColor, withOptions } from '~/records';
import { quote } from '~/records/condition';
import { stageByKey } from '~/records/move';
import { Tasks } from '~/records/stage';
import { useChannels } from '../channels';
import { Reclaim, telephone, Why } from '../ItemCard';
import { todayMessages } from '../messages';

const DEALS = 4;
const FACTS = 8;

/** The records of an object that answer a filter, the newest few. */
const fewQuery = (object: string, filter: string, sort: string, limit: number) => ({
  queryKey: ['records', object, 'few', filter, sort, limit],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api.get<Page<RecordView>>(recordsPath(object), { filter, sort, limit }, signal),
});

/** What was said the last times. */
function LastContacts({ subject }: { subject: string }) {
  const t = useMessages(todayMessages);
  const locale = useLocale();
  const activity = useQuery(objectQuery('activity'));
  const last = useQuery(fewQuery('activity', `subject_id == ${quote(subject)}`, '-started_at', 3));
  if (last.isError) {
    return <LoadFailed error={last.error} retry={() => void last.refetch()} />;
  }
  if (!last.data || !activity.data) {
    return <Skeleton active title={false} paragraph={{ rows: 2 }} />;
  }
  const view = withOptions(activity.data);
  const shown = (record: RecordView, key: string) => {
    const field = fieldByKey(view, key);
    return field && !isEmpty(record.values[key]) ? (
      <RecordValue field={field} value={record.values[key]} links={false} />
    ) : null;
  };
  return (
    <section className="known-part">
      <h3>{t.lastContacts}</h3>
      {last.data.items.length === 0 && <p className="known-none">{t.noContact}</p>}
      <ol className="known-contacts">
        {last.data.items.map((record) => {
          const { started_at: at, duration_seconds: seconds, note } = record.values;
          return (
            <li key={record.id}>
              <p className="known-line">
                {typeof at === 'string' && <time dateTime={at}>{formatInstant(locale, at)}</time>}
                <span>{shown(record, 'kind')}</span>
                <span>{shown(record, 'outcome')}</span>
                {typeof seconds === 'number' && <span>{formatMinutes(seconds)}</span>}
              </p>
              {typeof note === 'string' && <p className="known-note">{note}</p>}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** One deal with what its stage wants. */
function Deal({ object, record }: { object: ObjectView; record: RecordView }) {
  const t = useMessages(todayMessages);
  const standing = useQuery(stageQuery(object.key, record.id));
  const funnel = object.funnels.find((one) => stageByKey(one, record.values[one.field]));
  const stage = funnel && stageByKey(funnel, record.values[funnel.field]);
  const amount = object.fields.find((field) => field.type === 'currency');
  const guidance = standing.data?.guidance ?? stage?.guidance;
  return (
    <li className="known-deal">
      <p className="known-line">
        <Link to={`/o/${object.key}/${record.id}`}>{recordName(object, record)}</Link>
        {stage && <Chip color={stageColor(stage.kind)}>{stage.label}</Chip>}
        {amount && !isEmpty(record.values[amount.key]) && (
          <strong>
            <RecordValue field={amount} value={record.values[amount.key]} links={false} />
          </strong>
        )}
        {standing.data && (
          <span className={standing.data.stale ? 'known-stale' : undefined}>
            {t.daysInStage(standing.data.days)}
          </span>
        )}
      </p>
      {guidance && <p className="known-guidance">{guidance}</p>}
      {standing.data && standing.data.tasks.length > 0 && (
        <Tasks
          object={object.key}
          id={record.id}
          standing={standing.data}
          mayTick={mayDo(object, record, 'update')}
        />
      )}
    </li>
  );
}

/** The open records of one object with funnels that point here. */
function Open({ object, field, id }: { object: ObjectView; field: string; id: string }) {
  const t = useMessages(todayMessages);
  const stages = object.funnels.flatMap((funnel) =>
    funnel.stages.filter((stage) => stage.kind === 'open').map((stage) => stage.key),
  );
  const by = object.funnels[0]?.field ?? 'stage';
  const filter = `${field} == ${quote(id)} && ${by} in [${[...new Set(stages)].map(quote).join(', ')}]`;
  const open = useQuery(fewQuery(object.key, filter, '-updated_at', DEALS));
  const items = open.data?.items ?? [];
  return items.length > 0 ? (
    <section className="known-part">
      <h3>{t.openOnes(object.plural || object.label)}</h3>
      <ul className="known-deals">
        {items.map((record) => (
          <Deal key={record.id} object={object} record={record} />
        ))}
      </ul>
    </section>
  ) : null;
}

function Facts({ object, record, phone }: { object: ObjectView; record: RecordView; phone: string | null }) {
  const shown = (object.layout?.form ?? object.fields.map((field) => field.key))
    .filter((key) => key !== object.nameField && key !== object.gradeScale?.field)
    .map((key) => fieldByKey(object, key))
    .filter((field) => field !== undefined)
    .filter((field) => !isEmpty(record.values[field.key]) && record.values[field.key] !== phone)
    .slice(0, FACTS);
  return (
    <dl className="known-facts">
      {shown.map((field) => (
        <div key={field.key}>
          <dt>{field.label}</dt>
          <dd>
            <RecordValue field={field} value={record.values[field.key]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What is known of whom one is about to talk to. */
function About({ item }: { item: WorklistItem }) {
  const { object: key, id } = item.subject;
  const object = useQuery(objectQuery(key));
  const record = useQuery(recordQuery(key, id));
  const related = (object.data?.related ?? []).filter(
    (one) => !['activity', 'follow_up'].includes(one.object),
  );
  const views = useQueries({ queries: related.map((one) => objectQuery(one.object)) });
  const failure = object.error ?? record.error;
  if (failure) {
    return <LoadFailed error={failure} retry={() => void record.refetch()} />;
  }
  if (!object.data || !record.data) {
    return <Skeleton active paragraph={{ rows: 4 }} />;
  }
  const view = withOptions(object.data);
  return (
    <>
      <Facts object={view} record={record.data} phone={item.phone} />
      <LastContacts subject={id} />
      {view.funnels.length > 0 && (
        <section className="known-part">
          <ul className="known-deals">
            <Deal object={view} record={record.data} />
          </ul>
        </section>
      )}
      {related.map((one, at) => {
        const child = views[at]?.data;
        return child && child.funnels.length > 0 ? (
          <Open key={`${one.object}.${one.field}`} object={withOptions(child)} field={one.field} id={id} />
        ) : null;
      })}
    </>
  );
}

interface KnownProps {
  item: WorklistItem;
  onDial: () => void;
}

/** Whom to call, by which number, why, and what is known. */
export function Known({ item, onDial }: KnownProps) {
  const t = useMessages(todayMessages);
  const { label } = useChannels();
  const { subject, grade, phone } = item;
  return (
    <section className="known panel" aria-labelledby="known-name">
      <header className="known-head">
        <h2 id="known-name" tabIndex={-1}>
          <Link to={`/o/${subject.object}/${subject.id}`}>{subject.name}</Link>
        </h2>
        {grade && (
          <Chip color={grade.color}>
            {grade.label}
            {grade.ripeness !== null && ` · ${t.ripeness(grade.ripeness)}`}
          </Chip>
        )}
        {item.for && <span className="item-for">{t.standingIn(item.for.name)}</span>}
        {item.overdueDays > 0 && <span className="item-overdue">{t.overdueDays(item.overdueDays)}</span>}
      </header>
      {phone && (
        <Button
          type="primary"
          size="large"
          className="known-phone"
          icon={<PhoneFilled />}
          href={telephone(phone)}
          aria-label={`${t.call(subject.name)} ${phone}`}
          onClick={onDial}
        >
          {phone}
        </Button>
      )}
      <p className="known-purpose">
        <span className="item-channel-name">{label(item.channel)}</span> {item.purpose}
      </p>
      <Why item={item} />
      {item.reclaimOn && <Reclaim on={item.reclaimOn} />}
      <About key={subject.id} item={item} />
    </section>
  );
}
