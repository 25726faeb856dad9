import { Alert, Button } from 'antd';
import { formatInstant, useLocale, useMessages } from '~/i18n';
import { RecordValue } from '~/records';
import { recordPageMessages } from './messages';
import type { Conflict } from './useSave';

interface ConflictAlertProps {
  conflict: Conflict;
  onReload: (keepMine: boolean) => void;
}

/** Who changed what meanwhile, and the way on. */
export function ConflictAlert({ conflict, onReload }: ConflictAlertProps) {
  const t = useMessages(recordPageMessages);
  const locale = useLocale();
  const { theirs, changed } = conflict;
  const who = theirs.updatedBy?.name;
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className="conflict"
      title={t.conflictTitle}
      description={
        <>
          <p>{who ? t.conflictBy(who, formatInstant(locale, theirs.updatedAt)) : t.conflictUnknown}</p>
          <p>{changed.length > 0 ? t.conflictChanges : t.conflictNothing}</p>
          <ul>
            {changed.map(({ field, before, now }) => (
              <li key={field.key}>
                <strong>{field.label}</strong>:{' '}
                <s>
                  <RecordValue field={field} value={before} links={false} />
                </s>{' '}
                → <RecordValue field={field} value={now} links={false} />
              </li>
            ))}
          </ul>
          <div className="conflict-ways">
            <Button
              size="small"
              type="primary"
              onClick={() => {
                onReload(true);
              }}
            >
              {t.reloadKeep}
            </Button>
            <Button
              size="small"
              onClick={() => {
                onReload(false);
              }}
            >
              {t.reload}
            </Button>
          </div>
        </>
      }
    />
  );
}
