import { Alert } from 'antd';
import { Link } from 'react-router';
import type { ObjectView } from '~/api';
import { formatNumber, useLocale, useMessages } from '~/i18n';
import type { Progress } from './bulk';
import { bulkMessages } from './messages';

interface BulkResultProps {
  object: ObjectView;
  progress: Progress;
  undone: boolean;
}

/** How many went through, and each that did not with its reason. */
export function BulkResult({ object, progress, undone }: BulkResultProps) {
  const { outcomes, total, counts } = progress;
  const t = useMessages(bulkMessages);
  const locale = useLocale();
  const number = (one: number) => formatNumber(locale, one);
  const failed = outcomes.filter((one) => !one.ok);
  const well = counts?.well ?? outcomes.length - failed.length;
  const refused = counts?.failed ?? failed.length;
  const left = total - well - refused;
  return (
    <>
      <Alert
        type={failed.length > 0 ? 'warning' : 'success'}
        showIcon
        role="status"
        title={undone ? t.undone(number(well)) : t.changed(number(well))}
        description={
          <>
            {refused > 0 && <div>{(undone ? t.kept : t.refused)(number(refused))}</div>}
            {left > 0 && <div>{t.notTried(number(left))}</div>}
          </>
        }
      />
      {failed.length > 0 && (
        <ul className="bulk-failed" aria-label={t.refusedList}>
          {failed.map((one) => (
            <li key={one.id}>
              <Link to={`/o/${object.key}/${one.id}`} target="_blank">
                {one.name || one.id.slice(0, 8)}
              </Link>
              {one.messages.map((message) => (
                <span key={message}>{message}</span>
              ))}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
