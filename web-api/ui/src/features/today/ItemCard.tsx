import { CalendarOutlined, CheckOutlined, CloseOutlined, MoreOutlined, PhoneFilled } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { Link } from 'react-router';
import { meQuery, type WorklistItem } from '~/api';
import { addDays, formatDate, formatMoney, todayIn, useLocale, useMessages } from '~/i18n';
import { Chip } from '~/parts';
import { channelIcon, useChannels } from './channels';
import { todayMessages } from './messages';

/** Within how many days the fall into the pool is urgent. */
const NEAR_DAYS = 7;

export type ItemAction = 'log' | 'snooze' | 'cancel' | 'dial';

interface ItemCardProps {
  item: WorklistItem;
  finished?: boolean;
  /** Why it is not going to be done today. */
  note?: string;
  onAction: (action: ItemAction, item: WorklistItem) => void;
}

/** What put it here, when it was due at first, and what else weighs. */
export function Why({ item }: { item: WorklistItem }) {
  const t = useMessages(todayMessages);
  const locale = useLocale();
  const { because, planned, by, movedTimes = 0, originalDueOn } = item;
  const moved = originalDueOn && originalDueOn !== item.dueOn;
  const words = [
    because && t.why(because.label, because.version),
    planned && t[`planned_${planned}`],
    planned === 'person' && by && t.plannedBy(by.name),
    moved && t.movedFrom(formatDate(locale, originalDueOn)),
    movedTimes > 0 && t.movedTimes(movedTimes),
  ].filter((one): one is string => Boolean(one));
  return <p className="item-why">{words.join(' · ')}</p>;
}

/** When it falls into the pool: in colour only when that is near. */
export function Reclaim({ on }: { on: string }) {
  const t = useMessages(todayMessages);
  const locale = useLocale();
  const me = useQuery(meQuery());
  const near = on <= addDays(todayIn(me.data?.tenant.timeZone), NEAR_DAYS);
  return <span className={near ? 'item-reclaim item-reclaim-near' : 'item-reclaim'}>{t.reclaimOn(formatDate(locale, on))}</span>; // prettier-ignore
}

function Weight({ item }: { item: WorklistItem }) {
  const t = useMessages(todayMessages);
  const locale = useLocale();
  const { amount, lastContactOn, reclaimOn } = item;
  if (!Number(amount?.amount ?? 0) && !lastContactOn && !reclaimOn) {
    return null;
  }
  return (
    <p className="item-weight">
      {amount && Number(amount.amount) !== 0 && (
        <strong>{formatMoney(locale, amount.amount, amount.currency)}</strong>
      )}
      {lastContactOn && <span>{t.lastContact(formatDate(locale, lastContactOn))}</span>}
      {reclaimOn && <Reclaim on={reclaimOn} />}
    </p>
  );
}

export const telephone = (phone: string) => `tel:${phone.replaceAll(/[^\d+*#]/g, '')}`;

function Actions({ item, onAction }: ItemCardProps) {
  const t = useMessages(todayMessages);
  const name = item.subject.name;
  return (
    <div className="item-actions">
      {item.phone && (
        <Button
          className="item-phone"
          icon={<PhoneFilled />}
          href={telephone(item.phone)}
          aria-label={`${t.call(name)} ${item.phone}`}
          onClick={() => {
            onAction('dial', item);
          }}
        >
          {item.phone}
        </Button>
      )}
      <Button
        type="primary"
        aria-label={`${t.logCall(item.channel)}: ${name}`}
        onClick={() => {
          onAction('log', item);
        }}
      >
        {t.logCall(item.channel)}
      </Button>
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{
          items: [
            { key: 'snooze', icon: <CalendarOutlined />, label: t.snooze },
            { key: 'cancel', icon: <CloseOutlined />, label: t.cancelItem },
          ],
          onClick: ({ key }) => {
            onAction(key as ItemAction, item);
          },
        }}
      >
        <Button type="text" icon={<MoreOutlined />} aria-label={t.more(name)} />
      </Dropdown>
    </div>
  );
}

export function ItemCard({ item, finished = false, note, onAction }: ItemCardProps) {
  const t = useMessages(todayMessages);
  const { label } = useChannels();
  const { subject, grade } = item;
  const late = !finished && item.overdueDays > 0;
  return (
    <li className={`item${late ? ' item-late' : ''}${finished ? ' item-done' : ''}`}>
      <span className="item-channel" role="img" aria-label={label(item.channel)} title={label(item.channel)}>
        {finished ? <CheckOutlined /> : channelIcon(item.channel)}
      </span>
      <div className="item-text">
        <div className="item-title">
          <Link to={`/o/${subject.object}/${subject.id}`}>{subject.name}</Link>
          {grade && (
            <Chip
              color={grade.color}
              title={grade.ripeness === null ? undefined : t.ripeness(grade.ripeness)}
            >
              {grade.label}
            </Chip>
          )}
          {item.for && <span className="item-for">{t.standingIn(item.for.name)}</span>}
          {late && <span className="item-overdue">{t.overdueDays(item.overdueDays)}</span>}
        </div>
        <p className="item-purpose">
          <span className="item-channel-name">{label(item.channel)}</span> {item.purpose}
        </p>
        {note && <p className="item-note">{note}</p>}
        <Weight item={item} />
        <Why item={item} />
      </div>
      {!finished && <Actions item={item} onAction={onAction} />}
    </li>
  );
}
