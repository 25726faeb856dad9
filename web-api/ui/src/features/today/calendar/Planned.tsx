import { useDraggable } from '@dnd-kit/core';
import { Dropdown } from 'antd';
import { useNavigate } from 'react-router';
import type { PlannedItem } from '~/api';
import { useMessages } from '~/i18n';
import { channelIcon, useChannels } from '../channels';
import { plannedMessages } from './messages';

const isOpen = (item: PlannedItem) => item.state === 'open';

interface PlannedProps {
  item: PlannedItem;
  on: string;
  full?: boolean;
  /** Whether it may be moved from here: somebody else's may only be looked at. */
  movable: boolean;
  onMove: (item: PlannedItem) => void;
}

/** One planned contact: dragged by mouse and finger, moved by its menu otherwise. */
export function Planned({ item, on, full = false, movable, onMove }: PlannedProps) {
  const t = useMessages(plannedMessages);
  const navigate = useNavigate();
  const { label } = useChannels();
  const mayMove = movable && isOpen(item);
  const { setNodeRef, listeners, isDragging } = useDraggable({
    id: item.id,
    data: { item, on },
    disabled: !mayMove,
  });
  const name = item.subject.name;
  const standsIn = item.for ? t.standingIn(item.for.name) : null;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'open', label: t.openRecord },
          ...(mayMove ? [{ key: 'move', label: t.reschedule }] : []),
        ],
        onClick: ({ key }) => {
          if (key === 'move') {
            onMove(item);
          } else {
            void navigate(`/o/${item.subject.object}/${item.subject.id}`);
          }
        },
      }}
    >
      <button
        ref={setNodeRef}
        type="button"
        className={['planned', !isOpen(item) && 'planned-over', isDragging && 'planned-lifted']
          .filter(Boolean)
          .join(' ')}
        aria-label={[name, label(item.channel), standsIn, isOpen(item) ? null : t.state(item.state)]
          .filter(Boolean)
          .join(', ')}
        title={[name, item.purpose, standsIn].filter(Boolean).join(' · ')}
        {...listeners}
      >
        <span aria-hidden="true">{channelIcon(item.channel)}</span>
        <span className="planned-name">{name}</span>
        {standsIn && <span className="planned-for">{standsIn}</span>}
        {full && item.purpose && <span className="planned-purpose">{item.purpose}</span>}
      </button>
    </Dropdown>
  );
}
