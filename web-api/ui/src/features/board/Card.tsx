import { useDraggable } from '@dnd-kit/core';
import { ClockCircleOutlined, HolderOutlined, SwapOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import type { KeyboardEventHandler, MouseEventHandler, ReactNode, TouchEventHandler } from 'react';
import { Link } from 'react-router';
import { type CardFacts, type FunnelView, type ObjectView, type RecordView } from '~/api';
import { daysBetween, formatDate, useLocale, useMessages } from '~/i18n';
import { fieldByKey, isEmpty, recordName, RecordValue, stageColor } from '~/records';
import { stageByKey } from '~/records/move';
import { boardMessages } from './messages';
import { useEntry } from './reason';
import type { Verdicts } from './useVerdicts';

export interface CardProps {
  object: ObjectView;
  funnel: FunnelView;
  record: RecordView;
  facts?: CardFacts;
  verdicts: Verdicts;
  returned?: boolean;
  waiting?: boolean;
  onMove: (record: RecordView, to: string) => void;
}

function MoveMenu({ object, funnel, record, verdicts, onMove }: CardProps) {
  const t = useMessages(boardMessages);
  const entryOf = useEntry(object, funnel);
  const here = stageByKey(funnel, record.values[funnel.field]);
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      onOpenChange={(open) => {
        if (open) {
          verdicts.expect([record]);
        }
      }}
      menu={{
        items: funnel.stages
          .filter((stage) => stage.key !== here?.key)
          .map((stage) => {
            const { way, reason } = entryOf(record, stage.key, verdicts.of(record, stage.key));
            return {
              key: stage.key,
              label: reason ? `${stage.label} (${reason})` : stage.label,
              disabled: way === 'closed',
              icon: (
                // The menu widens what it is given for an icon: the dot stays round inside.
                <span>
                  <span className="menu-dot" style={{ background: stageColor(stage.kind) }} />
                </span>
              ),
            };
          }),
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

/** When it is next touched: late, today, later, or nothing planned. Never told by colour alone. */
function Touch({ facts }: { facts: CardFacts }) {
  const t = useMessages(boardMessages);
  const locale = useLocale();
  const { nextTouch, today } = facts;
  const kind =
    nextTouch === null ? 'none' : nextTouch < today ? 'late' : nextTouch === today ? 'today' : 'later';
  const words = {
    none: t.touchNone,
    late: t.touchLate(nextTouch ? daysBetween(nextTouch, today) : 0),
    today: t.touchToday,
    later: nextTouch ? t.touchOn(formatDate(locale, nextTouch)) : '',
  }[kind];
  return <span className={`card-touch touch-${kind}`}>{words}</span>;
}

function Foot({ record, facts }: { record: RecordView; facts?: CardFacts }) {
  const t = useMessages(boardMessages);
  return (
    <>
      {facts && (
        <div className="card-facts">
          <Touch facts={facts} />
          {facts.tasksOpen > 0 && <span>{t.tasksOpen(facts.tasksOpen)}</span>}
        </div>
      )}
      <div className="card-foot">
        <span>{record.owner?.name}</span>
        {facts && (
          <span className={facts.stale ? 'card-stale' : undefined}>
            {facts.stale && <ClockCircleOutlined aria-hidden="true" />} {t.days(facts.days)}
            {facts.stale && ` · ${t.stale}`}
          </span>
        )}
      </div>
    </>
  );
}

/** What a card shows, also while it is dragged. */
export function CardFace({ handle, ...card }: CardProps & { handle?: ReactNode }) {
  const { object, funnel, record, facts } = card;
  const shown = (object.layout?.card ?? [])
    .filter((key) => key !== object.nameField && key !== funnel.field)
    .map((key) => fieldByKey(object, key))
    .filter((field) => field !== undefined)
    .filter((field) => !isEmpty(record.values[field.key]));
  return (
    <>
      <div className="card-head">
        {handle}
        <Link className="card-name" draggable={false} to={`/o/${object.key}/${record.id}`}>
          {recordName(object, record)}
        </Link>
        <MoveMenu {...card} />
      </div>
      {shown.map((field) => (
        <div key={field.key} className={field.type === 'currency' ? 'card-amount' : 'card-line'}>
          <RecordValue field={field} value={record.values[field.key]} links={false} />
        </div>
      ))}
      <Foot record={record} facts={facts} />
    </>
  );
}

export function Card(props: CardProps) {
  const { object, record, facts, returned, waiting } = props;
  const t = useMessages(boardMessages);
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, isDragging } = useDraggable({
    id: record.id,
    data: { record, facts },
    disabled: waiting,
  });
  const state = [
    isDragging && 'card-lifted',
    returned && 'card-returned',
    waiting && 'card-waiting',
    facts?.stale && 'card-is-stale',
  ];
  return (
    <li
      ref={setNodeRef}
      className={['card', ...state].filter(Boolean).join(' ')}
      data-card={record.id}
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
