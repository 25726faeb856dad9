import { CalendarOutlined, CheckOutlined, CloseOutlined, MoreOutlined, PhoneFilled } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { Link } from 'react-router';
import type { WorklistItem } from '~/api';
import { formatDate, useLocale, useMessages } from '~/i18n';
import { Chip } from '~/parts';
import { channelIcon, useChannels } from './channels';
import { todayMessages } from './messages';

export type ItemAction = 'log' | 'snooze' | 'cancel';

interface ItemCardProps {
  item: WorklistItem;
  finished?: boolean;
  onAction: (action: ItemAction, item: WorklistItem) => void;
}

function Why({ item }: { item: WorklistItem }) {
  const t = useMessages(todayMessages);
  const locale = useLocale();
  const moved = item.originalDueOn && item.originalDueOn !== item.dueOn;
  return (
    <p className="item-why">
      {item.because && t.why(item.because.label, item.because.version)}
      {item.because && moved && ' · '}
      {moved && item.originalDueOn && t.movedFrom(formatDate(locale, item.originalDueOn))}
    </p>
  );
}

function Actions({ item, onAction }: ItemCardProps) {
  const t = useMessages(todayMessages);
  const name = item.subject.name;
  return (
    <div className="item-actions">
      {item.phone && (
        <Button
          className="item-phone"
          icon={<PhoneFilled />}
          href={`tel:${item.phone.replaceAll(/[^\d+*#]/g, '')}`}
          aria-label={`${t.call(name)} ${item.phone}`}
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

export function ItemCard({ item, finished = false, onAction }: ItemCardProps) {
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
          {late && <span className="item-overdue">{t.overdueDays(item.overdueDays)}</span>}
        </div>
        <p className="item-purpose">
          <span className="item-channel-name">{label(item.channel)}</span> {item.purpose}
        </p>
        <Why item={item} />
      </div>
      {!finished && <Actions item={item} onAction={onAction} />}
    </li>
  );
}
