import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { Link, useNavigate } from 'react-router';
import { dayComments, type DayStripView, dayStripQuery, objectQuery } from '~/api';
import {
  addDays,
  formatDate,
  formatMinutes,
  formatTime,
  homeZone,
  isKnownZone,
  todayIn,
  useLocale,
  useMessages,
} from '~/i18n';
import { LinkButton, LoadFailed, Notice, PageHead, usePageTitle } from '~/parts';
import { fieldByKey, withOptions } from '~/records';
import { CommentList } from '~/records/comments';
import { teamMessages } from './messages';
import { secondsBetween, stripOf } from './strip';

interface DayProps {
  day: DayStripView;
  timeZone?: string;
}

const long = 30;

/** Calls and visits as blocks, the gaps between them, the lunch break. */
export function StripOfDay({ day, timeZone }: DayProps) {
  const t = useMessages(teamMessages);
  const locale = useLocale();
  const strip = stripOf(day, timeZone);
  const time = (instant: string) => formatTime(locale, instant, timeZone);
  const style = (from: string, seconds: number) => {
    const { left, width } = strip.place(from, seconds);
    return { left: `${String(left)}%`, width: `${String(width)}%` };
  };
  return (
    <figure className="strip" aria-label={t.strip}>
      <div className="strip-track">
        {strip.hours.map(({ hour, left }) => (
          <span key={hour} className="strip-hour" style={{ left: `${String(left)}%` }} />
        ))}
        {day.lunch && (
          <span
            className="strip-lunch"
            title={t.lunch}
            style={style(day.lunch.from, secondsBetween(day.lunch.from, day.lunch.to))}
          />
        )}
        {day.gaps
          .filter(({ minutes }) => minutes > long)
          .map(({ from, to, minutes }) => (
            <span
              key={from}
              className="strip-gap"
              role="img"
              aria-label={t.gap(time(from), time(to), minutes)}
              title={t.gap(time(from), time(to), minutes)}
              style={style(from, secondsBetween(from, to))}
            />
          ))}
        {day.activities.map((activity) => (
          <span
            key={activity.id}
            className={activity.contact ? 'strip-touch' : 'strip-touch strip-note'}
            title={`${time(activity.startedAt)} ${activity.subject?.name ?? ''}`}
            style={style(activity.startedAt, activity.seconds)}
          />
        ))}
      </div>
      <figcaption className="strip-hours" aria-hidden="true">
        {strip.hours.map(({ hour, left }) => (
          <span key={hour} style={{ left: `${String(left)}%` }}>
            {hour}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

function Facts({ day, timeZone }: DayProps) {
  const t = useMessages(teamMessages);
  const locale = useLocale();
  const at = (instant: string | null) => (instant ? formatTime(locale, instant, timeZone) : '–');
  const length = (minutes: number | null) =>
    minutes === null
      ? '–'
      : minutes < 60
        ? t.minutes(minutes)
        : t.hours(Math.floor(minutes / 60), minutes % 60);
  const facts: [string, string][] = [
    [t.contacts, String(day.contacts)],
    [t.talk, length(Math.floor(day.talkSeconds / 60))],
    [t.first, at(day.firstAt)],
    [t.lastContact, at(day.lastAt)],
    [t.longest, length(day.longestGapMinutes)],
    [t.median, length(day.medianGapMinutes)],
    [t.longGaps, String(day.longGaps)],
  ];
  return (
    <dl className="day-facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Activities({ day, timeZone }: DayProps) {
  const t = useMessages(teamMessages);
  const locale = useLocale();
  const object = useQuery(objectQuery('activity'));
  const view = object.data && withOptions(object.data);
  const label = (field: string, key: string | null) =>
    key === null
      ? null
      : ((view && fieldByKey(view, field)?.options?.find((option) => option.key === key)?.label) ?? key);
  if (day.activities.length === 0) {
    return <Notice compact title={t.noActivities} />;
  }
  return (
    <ol className="day-activities">
      {day.activities.map((activity) => (
        <li key={activity.id}>
          <time dateTime={activity.startedAt}>{formatTime(locale, activity.startedAt, timeZone)}</time>
          <span>
            {activity.subject ? (
              <Link to={`/o/${activity.subject.object}/${activity.subject.id}`}>{activity.subject.name}</Link>
            ) : (
              <em>{t.someone}</em>
            )}
            <small>
              {[
                label('kind', activity.kind),
                label('outcome', activity.outcome),
                activity.seconds > 0 ? formatMinutes(activity.seconds) : null,
              ]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </span>
        </li>
      ))}
    </ol>
  );
}

/** A member's day: the strip, its figures, what was done and what was said about it. */
export function Day({ member, on }: { member: string; on: string }) {
  const t = useMessages(teamMessages);
  const locale = useLocale();
  const navigate = useNavigate();
  const day = useQuery(dayStripQuery(member, on));
  const zone = day.data?.timeZone;
  const timeZone = zone && isKnownZone(zone) ? zone : undefined;
  usePageTitle(day.data ? `${day.data.member.name} ${on}` : t.title);
  const go = (to: string) => void navigate(`/team/${member}/${to}`);
  if (day.isError) {
    return <LoadFailed error={day.error} retry={() => void day.refetch()} />;
  }
  return (
    <>
      <PageHead
        above={<Link to="/team">{t.back}</Link>}
        title={day.data?.member.name ?? ''}
        below={[formatDate(locale, on, 'full'), timeZone === homeZone() ? null : zone]
          .filter(Boolean)
          .join(' · ')}
        actions={
          <>
            <Button
              icon={<LeftOutlined />}
              aria-label={t.previousDay}
              onClick={() => {
                go(addDays(on, -1));
              }}
            />
            <Button
              icon={<RightOutlined />}
              aria-label={t.nextDay}
              disabled={on >= todayIn(timeZone)}
              onClick={() => {
                go(addDays(on, 1));
              }}
            />
            <LinkButton to={`/sheets?kind=report&member=${member}&on=${on}`}>{t.sheet}</LinkButton>
          </>
        }
      />
      {day.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {day.data && (
        <>
          <section className="panel day-panel">
            <StripOfDay day={day.data} timeZone={timeZone} />
            <Facts day={day.data} timeZone={timeZone} />
          </section>
          <div className="day-below">
            <section className="panel">
              <h2>{t.activities}</h2>
              <Activities day={day.data} timeZone={timeZone} />
            </section>
            <section className="panel">
              <h2>{t.comments}</h2>
              <CommentList path={dayComments(member, on)} />
            </section>
          </div>
        </>
      )}
    </>
  );
}
