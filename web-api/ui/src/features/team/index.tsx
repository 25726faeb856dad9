import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { Link, useParams } from 'react-router';
import { dayStripQuery, meQuery, type TeamMember, teamQuery } from '~/api';
import { formatTime, todayIn, useLocale, useMessages } from '~/i18n';
import { LoadFailed, Notice, PageHead, usePageTitle } from '~/parts';
import { Day, StripOfDay } from './Day';
import { teamMessages } from './messages';
import './team.css';

function At({ one, timeZone }: { one: TeamMember; timeZone?: string }) {
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
        {t.last} {formatTime(locale, last.at, timeZone)}
      </span>{' '}
      {last.subject ? (
        <Link to={`/o/${last.subject.object}/${last.subject.id}`}>{last.subject.name}</Link>
      ) : (
        <em>{t.someone}</em>
      )}
    </span>
  );
}

function Member({ one, today, timeZone }: { one: TeamMember; today: string; timeZone?: string }) {
  const t = useMessages(teamMessages);
  const locale = useLocale();
  const strip = useQuery(dayStripQuery(one.member.id, today));
  return (
    <li className="team-member">
      <div className="team-who">
        <Link to={`/team/${one.member.id}/${today}`} aria-label={t.openDay(one.member.name)}>
          {one.member.name}
        </Link>
        <span className={`team-state team-${one.state}`}>
          {t[`state_${one.state}`]}
          {one.since && one.state !== 'off' && (
            <small>{t.since(formatTime(locale, one.since, timeZone))}</small>
          )}
        </span>
      </div>
      <div className="team-at">
        <At one={one} timeZone={timeZone} />
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
  const me = useQuery(meQuery());
  usePageTitle(t.title);
  if (team.isError) {
    return <LoadFailed error={team.error} retry={() => void team.refetch()} />;
  }
  const timeZone = me.data?.tenant.timeZone;
  const today = todayIn(timeZone);
  return (
    <>
      <PageHead title={t.title} below={t.hint} />
      {(team.isPending || me.isPending) && <Skeleton active paragraph={{ rows: 6 }} />}
      {team.data?.length === 0 && <Notice title={t.none} hint={t.noneHint} ripe={0.2} />}
      {team.data && me.data && team.data.length > 0 && (
        <ul className="team">
          {team.data.map((one) => (
            <Member key={one.member.id} one={one} today={today} timeZone={timeZone} />
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
