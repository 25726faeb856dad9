import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton, Tabs } from 'antd';
import { Link, useParams } from 'react-router';
import {
  asProblem,
  type ObjectView,
  objectQuery,
  recordQuery,
  type RecordView,
  type RelatedList,
} from '~/api';
import { formatInstant, useLocale, useMessages } from '~/i18n';
import { LoadFailed, Notice, PageHead, usePageTitle } from '~/parts';
import { funnelOf, recordName } from '~/records';
import { About } from './About';
import { Actions } from './Actions';
import { Changes } from './Changes';
import { Fields } from './Fields';
import { GradeMenu } from './GradeMenu';
import { History } from './History';
import { recordPageMessages } from './messages';
import { News } from './News';
import './record.css';
import { Related } from './Related';
import { StageBar } from './StageBar';
import { Timeline } from './Timeline';

function Facts({ record }: { record: RecordView }) {
  const t = useMessages(recordPageMessages);
  const locale = useLocale();
  const at = (instant: string) => formatInstant(locale, instant);
  return (
    <span className="record-facts">
      {record.owner && (
        <span>
          {t.owner} <strong>{record.owner.name}</strong>
        </span>
      )}
      {record.createdBy && <span>{t.createdBy(record.createdBy.name, at(record.createdAt))}</span>}
      {record.updatedBy && <span>{t.updatedBy(record.updatedBy.name, at(record.updatedAt))}</span>}
    </span>
  );
}

function Page({ object, record }: { object: ObjectView; record: RecordView }) {
  const t = useMessages(recordPageMessages);
  const name = recordName(object, record);
  usePageTitle(name);
  const funnel = funnelOf(object, record.values);
  const tracked = object.funnels.length > 0 || object.gradeScale !== null;
  const related = (object.related ?? []).filter((one) => !['activity', 'follow_up'].includes(one.object));
  const double = (one: RelatedList) => related.some((other) => other !== one && other.object === one.object);
  const tabs = [
    { key: 'timeline', label: t.timeline, children: <Timeline object={object} id={record.id} /> },
    { key: 'follow_up', label: t.followUps, children: <About kind="follow_up" subject={record.id} /> },
    { key: 'activity', label: t.activities, children: <About kind="activity" subject={record.id} /> },
    ...(tracked
      ? [{ key: 'history', label: t.history, children: <History object={object} id={record.id} /> }]
      : []),
    { key: 'changes', label: t.changes, children: <Changes object={object} id={record.id} /> },
  ];
  const lists = related.map((one) => ({
    key: `${one.object}.${one.field}`,
    label: double(one) ? `${one.label} (${one.fieldLabel})` : one.label,
    children: <Related list={one} id={record.id} name={name} />,
  }));
  return (
    <>
      <PageHead
        above={<Link to={`/o/${object.key}`}>{object.plural || object.label}</Link>}
        title={name || object.label}
        below={<Facts record={record} />}
        actions={
          <>
            <GradeMenu object={object} record={record} />
            <Actions object={object} record={record} />
          </>
        }
      />
      {funnel && <StageBar key={funnel.key} object={object} funnel={funnel} record={record} />}
      <div className={object.about ? 'record record-single' : 'record'}>
        <Fields object={object} record={record} without={funnel ? [funnel.field] : []} />
        {!object.about && (
          <section className="panel panel-tabs">
            <Tabs items={tabs} />
          </section>
        )}
      </div>
      {lists.length > 0 && (
        <section className="panel panel-tabs related" aria-label={t.related}>
          <Tabs items={lists} />
        </section>
      )}
    </>
  );
}

/** What was on the screen a moment ago and is no more to be seen: the share has ended, it was handed over or deleted. */
function NoLonger({ object }: { object: ObjectView }) {
  const t = useMessages(recordPageMessages);
  const list = object.plural || object.label;
  return (
    <div role="alert">
      <Notice
        title={t.noLonger}
        hint={t.noLongerHint}
        ripe={0.15}
        action={
          <Link to={`/o/${object.key}`}>
            <Button>{t.backToList(list)}</Button>
          </Link>
        }
      />
    </div>
  );
}

/** One record of any object. */
export default function RecordPage() {
  const { object: key = '', id = '' } = useParams();
  const object = useQuery(objectQuery(key));
  const record = useQuery(recordQuery(key, id));
  const failure = object.error ?? record.error;
  const again = () => {
    void object.refetch();
    void record.refetch();
  };
  const gone = record.data && asProblem(record.error)?.status === 404;
  const shown =
    gone && object.data ? (
      <NoLonger object={object.data} />
    ) : failure ? (
      <LoadFailed error={failure} retry={again} />
    ) : object.data && record.data ? (
      <Page key={id} object={object.data} record={record.data} />
    ) : (
      <Skeleton active paragraph={{ rows: 8 }} />
    );
  // Who deleted it is told also where the record itself is no longer to be had.
  return (
    <>
      <News key={`news-${id}`} object={key} id={id} />
      {shown}
    </>
  );
}
