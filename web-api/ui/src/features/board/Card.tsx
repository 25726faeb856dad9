import { useDraggable } from '@dnd-kit/core';
import { HolderOutlined, SwapOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import type { KeyboardEventHandler, MouseEventHandler, ReactNode, TouchEventHandler } from 'react';
import { Link } from 'react-router';
import type { FunnelView, ObjectView, RecordView } from '~/api';
import { daysBetween, useMessages } from '~/i18n';
import { fieldByKey, isEmpty, recordName, RecordValue, stageColor } from '~/records';
import { leadsTo, stageByKey } from '~/records/move';
import { boardMessages } from './messages';

export interface CardProps {
  object: ObjectView;
  funnel: FunnelView;
  record: RecordView;
  returned?: boolean;
  waiting?: boolean;
  onMove: (record: RecordView, to: string) => void;
}

/** Days in the stage, where the records tell when it was entered. */
function daysInStage(record: RecordView): number | null {
  const since = (record as RecordView & { stageEnteredAt?: string }).stageEnteredAt;
  return since ? Math.max(0, daysBetween(since, new Date().toISOString())) : null;
}

function MoveMenu({ object, funnel, record, onMove }: CardProps) {
  const t = useMessages(boardMessages);
  const here = stageByKey(funnel, record.values[funnel.field]);
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: funnel.stages
          .filter((stage) => stage.key !== here?.key)
          .map((stage) => ({
            key: stage.key,
            label: leadsTo(here, stage.key) ? stage.label : `${stage.label} (${t.notNext})`,
            disabled: !leadsTo(here, stage.key),
            icon: <span className="menu-dot" style={{ background: stageColor(stage.kind) }} />,
          })),
        onClick: ({ key, domEvent }) => {
          domEvent.stopPropagation();
          onMove(record, key);
        },
      }}
    >
      <Button
        size="small"
        type="text"
        className="card-move"
        icon={<SwapOutlined />}
        aria-label={t.moveToOf(recordName(object, record))}
        title={t.moveTo}
      />
    </Dropdown>
  );
}

/** What a card shows, also while it is dragged. */
export function CardFace({ object, funnel, record, handle, ...rest }: CardProps & { handle?: ReactNode }) {
  const t = useMessages(boardMessages);
  const shown = (object.layout?.card ?? [])
    .filter((key) => key !== object.nameField && key !== funnel.field)
    .map((key) => fieldByKey(object, key))
    .filter((field) => field !== undefined)
    .filter((field) => !isEmpty(record.values[field.key]));
  const days = daysInStage(record);
  return (
    <>
      <div className="card-head">
        {handle}
        <Link className="card-name" draggable={false} to={`/o/${object.key}/${record.id}`}>
          {recordName(object, record)}
        </Link>
        <MoveMenu object={object} funnel={funnel} record={record} {...rest} />
      </div>
      {shown.map((field) => (
        <div key={field.key} className={field.type === 'currency' ? 'card-amount' : 'card-line'}>
          <RecordValue field={field} value={record.values[field.key]} links={false} />
        </div>
      ))}
      <div className="card-foot">
        <span>{record.owner?.name}</span>
        {days !== null && <span>{t.days(days)}</span>}
      </div>
    </>
  );
}

export function Card(props: CardProps) {
  const { object, record, returned, waiting } = props;
  const t = useMessages(boardMessages);
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, isDragging } = useDraggable({
    id: record.id,
    data: { record },
    disabled: waiting,
  });
  const state = [isDragging && 'card-lifted', returned && 'card-returned', waiting && 'card-waiting'];
  return (
    <li
      ref={setNodeRef}
      className={['card', ...state].filter(Boolean).join(' ')}
      data-testid={`card-${record.id}`}
      onMouseDown={listeners?.onMouseDown as MouseEventHandler | undefined}
      onTouchStart={listeners?.onTouchStart as TouchEventHandler | undefined}
    >
      <CardFace
        {...props}
        handle={
          <button
            type="button"
            className="card-handle"
            ref={setActivatorNodeRef}
            {...attributes}
            onKeyDown={listeners?.onKeyDown as KeyboardEventHandler | undefined}
            aria-label={t.drag(recordName(object, record))}
          >
            <HolderOutlined />
          </button>
        }
      />
    </li>
  );
}
