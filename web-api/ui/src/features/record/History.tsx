import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { movesQuery, type Move, type ObjectView } from '~/api';
import { daysBetween, formatInstant, useLocale, useMessages } from '~/i18n';
import { Chip, LoadFailed, Notice } from '~/parts';
import { fieldByKey, withOptions } from '~/records';
import { recordPageMessages } from './messages';

function Stay({ object, move, now }: { object: ObjectView; move: Move; now: string }) {
  const t = useMessages(recordPageMessages);
  const locale = useLocale();
  const field = fieldByKey(object, move.field);
  const option = (key: string | null | undefined) => field?.options?.find((one) => one.key === key);
  const to = option(move.to);
  const details = [
    move.actor && t.by(move.actor.name),
    move.reason,
    move.voided && t.voided,
    t.version(move.definitionVersion),
  ].filter(Boolean);
  return (
    <li className={`stay${move.leftAt ? '' : ' stay-current'}${move.voided ? ' stay-voided' : ''}`}>
      <div>
        <span className="stay-field">{field?.label ?? move.field}</span>
        {move.from && <span className="stay-from">{option(move.from)?.label ?? move.from} → </span>}
        <Chip color={to?.color}>{to?.label ?? move.to ?? t.nothing}</Chip>
        <span className="stay-length">
          {t.stay(Math.max(0, daysBetween(move.enteredAt, move.leftAt ?? now)))}
          {!move.leftAt && ` · ${t.stillHere}`}
        </span>
      </div>
      <p>
        {formatInstant(locale, move.enteredAt)} · {details.join(' · ')}
      </p>
    </li>
  );
}

/** The stays in stages and grades, the newest first. */
export function History({ object: given, id }: { object: ObjectView; id: string }) {
  const t = useMessages(recordPageMessages);
  const object = withOptions(given);
  const moves = useQuery(movesQuery(object.key, id));
  const now = new Date(moves.dataUpdatedAt || 0).toISOString();
  if (moves.isPending) {
    return <Skeleton active title={false} />;
  }
  if (moves.isError) {
    return <LoadFailed error={moves.error} retry={() => void moves.refetch()} />;
  }
  if (moves.data.length === 0) {
    return <Notice compact title={t.noHistory} />;
  }
  const newest = [...moves.data].sort((one, other) => other.enteredAt.localeCompare(one.enteredAt));
  return (
    <ol className="history">
      {newest.map((move) => (
        <Stay
          key={`${move.field} ${move.enteredAt} ${move.to ?? ''}`}
          object={object}
          move={move}
          now={now}
        />
      ))}
    </ol>
  );
}
