import {
  type Announcements,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  rectIntersection,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { App } from 'antd';
import { useState } from 'react';
import type { CardFacts, FunnelView, ObjectView, RecordView, StageView } from '~/api';
import { formatMoney, formatNumber, useLocale, useMessages } from '~/i18n';
import { recordName, withOptions } from '~/records';
import { allOf } from '~/records/condition';
import { stageByKey, useMoving } from '~/records/move';
import { ofFunnel } from '~/records/views';
import { CardFace } from './Card';
import { Column } from './Column';
import { boardMessages } from './messages';
import { useEntry } from './reason';
import { amountField, type StageTotal, useShift, useTotals, weighted } from './useBoard';
import { useVerdicts } from './useVerdicts';

/** Arrow keys jump from column to column. */
const columnByColumn: KeyboardCoordinateGetter = (event, { currentCoordinates, context }) => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.code];
  const dragged = context.collisionRect;
  if (!step || !dragged) {
    return undefined;
  }
  event.preventDefault();
  const columns = [...context.droppableRects.entries()].sort(([, one], [, other]) => one.left - other.left);
  const middle = dragged.left + dragged.width / 2;
  const here = columns.findIndex(([, rect]) => middle >= rect.left && middle <= rect.right);
  const next = columns[Math.max(0, Math.min(columns.length - 1, here + step))];
  return next ? { x: next[1].left + 8, y: currentCoordinates.y } : undefined;
};

function useAnnouncements(object: ObjectView, funnel: FunnelView): Announcements {
  const t = useMessages(boardMessages);
  const name = (data: { current?: { record?: RecordView } }) =>
    data.current?.record ? recordName(object, data.current.record) : '';
  const label = (id: unknown) => stageByKey(funnel, id)?.label ?? '';
  return {
    onDragStart: ({ active }) => t.pickedUp(name(active.data)),
    onDragOver: ({ active, over }) => (over ? t.over(name(active.data), label(over.id)) : undefined),
    onDragEnd: ({ active, over }) =>
      over ? t.dropped(name(active.data), label(over.id)) : t.cancelled(name(active.data)),
    onDragCancel: ({ active }) => t.cancelled(name(active.data)),
  };
}

interface Lifted {
  record: RecordView;
  facts?: CardFacts;
}

/** All open ones together: how many, how much, and how much of it is likely. */
function Summary({
  object,
  funnel,
  totals,
}: {
  object: ObjectView;
  funnel: FunnelView;
  totals: Record<string, StageTotal> | null;
}) {
  const t = useMessages(boardMessages);
  const locale = useLocale();
  const amount = amountField(object);
  const open = funnel.stages.filter((stage) => stage.kind === 'open');
  const sum = (of: (stage: StageView) => number) => open.reduce((all, stage) => all + of(stage), 0);
  const money = (value: number) => formatMoney(locale, Math.round(value), amount?.currency ?? undefined);
  return totals ? (
    <p className="board-sum">
      {t.openCount(
        formatNumber(
          locale,
          sum((stage) => totals[stage.key]?.count ?? 0),
        ),
      )}
      {amount && (
        <>
          <strong>{money(sum((stage) => Number(totals[stage.key]?.sum ?? 0)))}</strong>
          <span>{t.weighted(money(sum((stage) => weighted(totals[stage.key], stage) ?? 0)))}</span>
        </>
      )}
    </p>
  ) : null;
}

/** One funnel: a column for each stage. Dropping a card asks the server, which alone decides. */
export function Board({
  object: given,
  funnel,
  filter: chosen,
}: {
  object: ObjectView;
  funnel: FunnelView;
  filter: string | undefined;
}) {
  const t = useMessages(boardMessages);
  const object = withOptions(given);
  const { message } = App.useApp();
  const filter = allOf([chosen, ofFunnel(object, funnel)]);
  const totals = useTotals(object, funnel, filter);
  const { move, dialog } = useMoving(object, funnel);
  const [lifted, lift] = useState<Lifted | null>(null);
  const verdicts = useVerdicts(object.key);
  const entryOf = useEntry(object, funnel);
  const { standing, shift } = useShift(funnel, move, (record, stage) => {
    void message.info(t.returned(recordName(object, record), stage));
  });
  const announcements = useAnnouncements(object, funnel);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: columnByColumn }),
  );
  const onMove = (record: RecordView, to: string) => void shift(record, to);
  const drop = ({ over }: DragEndEvent) => {
    lift(null);
    if (lifted && over) {
      onMove(lifted.record, String(over.id));
    }
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={(args) => {
        const under = pointerWithin(args);
        return under.length > 0 ? under : rectIntersection(args);
      }}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t.dragHelp } }}
      onDragStart={({ active }) => {
        const one = active.data.current as Lifted;
        lift(one);
        verdicts.renew(one.record);
      }}
      onDragCancel={() => {
        lift(null);
      }}
      onDragEnd={drop}
    >
      <Summary object={object} funnel={funnel} totals={totals} />
      <div className="board">
        {funnel.stages.map((stage) => (
          <Column
            key={stage.key}
            object={object}
            funnel={funnel}
            stage={stage}
            filter={filter}
            total={totals?.[stage.key]}
            known={totals !== null}
            standing={standing}
            verdicts={verdicts}
            entry={
              lifted
                ? entryOf(lifted.record, stage.key, verdicts.of(lifted.record, stage.key))
                : { way: 'open' }
            }
            onMove={onMove}
          />
        ))}
      </div>
      <DragOverlay>
        {lifted && (
          <div className="card card-flying">
            <CardFace object={object} funnel={funnel} verdicts={verdicts} {...lifted} onMove={onMove} />
          </div>
        )}
      </DragOverlay>
      {dialog}
    </DndContext>
  );
}
