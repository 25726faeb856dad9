import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { Link, useParams } from 'react-router';
import { dayStripQuery, type TeamMember, teamQuery } from '~/api';
import { formatDate, formatTime, homeZone, isKnownZone, useLocale, useMessages } from '~/i18n';
import { LoadFailed, Notice, PageHead, usePageTitle } from '~/parts';
import { Day, StripOfDay } from './Day';
import { teamMessages } from './messages';
import './team.css';

/** Where she is, if the browser knows it. */
const zoneOf = (one: TeamMember) => (isKnownZone(one.timeZone) ? one.timeZone : undefined);

function At({ one }: { one: TeamMember }) {
  const t = useMessages(teamMessages);
  const locale = useLocale();
  const { at, last, state } = one;
  if (state === 'busy') {
    return at ? <Link to={`/o/${at.object}/${at.id}`}>{at.name}</Link> : <em>{t.someone}</em>;
  }
  if (!last) {
    return <span className="team-muted">{t.nothingYet}</span>;
  }
  return (
    <span>
      <span className="team-muted">
        {t.last} {formatTime(locale, last.at, zoneOf(one))}
      </span>{' '}
      {last.subject ? (
        <Link to={`/o/${last.subject.object}/${last.subject.id}`}>{last.subject.name}</Link>
      ) : (
        <em>{t.someone}</em>
      )}
    </span>
  );
}

function Member({ one }: { one: TeamMember }) {
  const t = useMessages(teamMessages);
  const locale = useLocale();
  const timeZone = zoneOf(one);
  const now = new Date().toISOString();
  const strip = useQuery(dayStripQuery(one.member.id, one.on));
  return (
    <li className="team-member">
      <div className="team-who">
        <Link to={`/team/${one.member.id}/${one.on}`} aria-label={t.openDay(one.member.name)}>
          {one.member.name}
        </Link>
        {timeZone !== homeZone() && (
          <small className="team-there" title={one.timeZone}>
            {t.there(formatDate(locale, one.on), formatTime(locale, now, timeZone))}
          </small>
        )}
        <span className={`team-state team-${one.state}`}>
          {t[`state_${one.state}`]}
          {one.since && one.state !== 'off' && (
            <small>{t.since(formatTime(locale, one.since, timeZone))}</small>
          )}
        </span>
      </div>
      <div className="team-at">
        <At one={one} />
      </div>
      <div className="team-counts">
        <span>{t.counts(one.today.done, one.today.due)}</span>
        {one.today.overdue > 0 && <span className="team-overdue">{t.overdue(one.today.overdue)}</span>}
      </div>
      <div className="team-strip">
        {strip.data && <StripOfDay day={strip.data} timeZone={timeZone} />}
        {strip.isPending && <Skeleton.Input active block size="small" />}
      </div>
    </li>
  );
}

function Team() {
  const t = useMessages(teamMessages);
  const team = useQuery(teamQuery());
  usePageTitle(t.title);
  if (team.isError) {
    return <LoadFailed error={team.error} retry={() => void team.refetch()} />;
  }
  return (
    <>
      <PageHead title={t.title} below={t.hint} />
      {team.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {team.data?.length === 0 && <Notice title={t.none} hint={t.noneHint} ripe={0.2} />}
      {team.data && team.data.length > 0 && (
        <ul className="team">
          {team.data.map((one) => (
            <Member key={one.member.id} one={one} />
          ))}
        </ul>
      )}
    </>
  );
}

/** Who is at what now; with a member and a day in the address, that day. */
export default function TeamPage() {
  const { member, on } = useParams();
  return member && on ? <Day key={member + on} member={member} on={on} /> : <Team />;
}
