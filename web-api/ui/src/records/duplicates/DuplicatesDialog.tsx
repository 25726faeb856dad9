import { Button, Modal } from 'antd';
import { Link } from 'react-router';
import type { DuplicateMatch, ObjectView } from '~/api';
import { formatNumber, useLocale, useMessages } from '~/i18n';
import { fieldByKey } from '../wire';
import './duplicates.css';
import { duplicateMessages } from './messages';

interface DuplicatesDialogProps {
  object: ObjectView;
  matches: readonly DuplicateMatch[];
  /** Whether the write was refused for them; else they were only warned of. */
  refused: boolean;
  /** Merges a match with what was just made; where that can be done. */
  onMerge?: (id: string) => void;
  onClose: () => void;
}

function Match({
  object,
  of,
  onMerge,
}: {
  object: ObjectView;
  of: DuplicateMatch;
  onMerge?: (id: string) => void;
}) {
  const t = useMessages(duplicateMessages);
  const locale = useLocale();
  const { record } = of;
  const fields = of.fields.map((key) => fieldByKey(object, key)?.label ?? key);
  const whose = record?.owner
    ? t.owner(record.owner.name)
    : record?.pool
      ? t.inPool(record.pool.label)
      : t.noOwner;
  const id = record?.id;
  const about = [
    record && whose,
    fields.length > 0 && t.same(fields.join(locale === 'en' ? ', ' : '、')),
    of.score < 1 && t.alike(`${formatNumber(locale, of.score * 100, 0)}%`),
  ].filter(Boolean);
  return (
    <li>
      <div>
        {id ? (
          <Link to={`/o/${of.object}/${id}`} target="_blank" rel="noopener">
            {record.name}
          </Link>
        ) : (
          <strong>{record?.name ?? t.hidden}</strong>
        )}
        <p>{about.join(' · ')}</p>
        <p>{of.message ?? of.label}</p>
        {!id && <p>{t.hiddenHint}</p>}
      </div>
      {id && onMerge && of.object === object.key && (
        <Button
          size="small"
          onClick={() => {
            onMerge(id);
          }}
        >
          {t.merge}
        </Button>
      )}
    </li>
  );
}

/** Whose record is there already, as far as the reader may know. */
export function DuplicatesDialog({ object, matches, refused, onMerge, onClose }: DuplicatesDialogProps) {
  const t = useMessages(duplicateMessages);
  return (
    <Modal
      open
      title={refused ? t.refusedTitle : t.warnedTitle}
      onCancel={onClose}
      width={560}
      footer={
        <Button type="primary" autoFocus onClick={onClose}>
          {refused ? t.back : t.fine}
        </Button>
      }
    >
      <p>{refused ? t.refusedHint : t.warnedHint}</p>
      <ul className="duplicates">
        {matches.map((match) => (
          <Match
            key={`${match.rule} ${match.record?.id ?? match.record?.name ?? ''}`}
            object={object}
            of={match}
            onMerge={onMerge}
          />
        ))}
      </ul>
    </Modal>
  );
}
