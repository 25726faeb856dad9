import { Link } from 'react-router';
import type { DeletedRecord, FieldView, ObjectView } from '~/api';
import { formatInstant, useLocale, useMessages } from '~/i18n';
import { recordMessages } from '../messages';
import { RecordValue } from '../RecordValue';
import { fieldByKey, recordName } from '../wire';

function SystemValue({ name, record }: { name: string; record: DeletedRecord }) {
  const locale = useLocale();
  const instant = (at: string | undefined) => (at ? formatInstant(locale, at) : '—');
  switch (name) {
    case 'owner_id':
      return record.owner?.name ?? '—';
    case 'created_at':
      return instant(record.createdAt);
    case 'created_by':
      return record.createdBy?.name ?? '—';
    case 'updated_at':
      return instant(record.updatedAt);
    case 'updated_by':
      return record.updatedBy?.name ?? '—';
    case 'deleted_at':
      return instant(record.deletedAt);
    case 'deleted_by':
      return record.deletedBy?.name ?? '—';
    case 'purged_at':
      return instant(record.purgedAt);
    case 'subject':
      return record.subject ? (
        <Link to={`/o/${record.subject.object}/${record.subject.id}`}>{record.subject.name || '—'}</Link>
      ) : (
        '—'
      );
    default:
      return null;
  }
}

interface CellProps {
  object: ObjectView;
  name: string;
  record: DeletedRecord;
  /** Whether the name leads to the record: not in the bin. */
  linked?: boolean;
}

/** What a list shows of one record in one column. */
export function Cell({ object, name, record, linked = true }: CellProps) {
  const t = useMessages(recordMessages);
  const field: FieldView | undefined = fieldByKey(object, name);
  if (!field) {
    return <SystemValue name={name} record={record} />;
  }
  if (name === object.nameField) {
    const text = recordName(object, record) || t.none;
    return linked ? (
      <Link className="record-link" to={`/o/${object.key}/${record.id}`}>
        {text}
      </Link>
    ) : (
      <span className="record-link">{text}</span>
    );
  }
  return <RecordValue field={field} value={record.values[name]} links={linked} />;
}
