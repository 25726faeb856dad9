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
import type { FunnelView, ObjectView, RecordView } from '~/api';
import { useMessages } from '~/i18n';
import { recordName, withOptions } from '~/records';
import { allOf, quote } from '~/records/condition';
import { leadsTo, stageByKey, useMoving } from '~/records/move';
import { CardFace } from './Card';
import { Column } from './Column';
import { boardMessages } from './messages';
import { useFilter, useShift, useTotals } from './useBoard';

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

/** The records that go through this funnel, where each names its own; who names none goes through the default. */
function ofFunnel(object: ObjectView, funnel: FunnelView): string | undefined {
  if (!object.funnelBy || object.funnels.length < 2) {
    return undefined;
  }
  const named = `${object.funnelBy} == ${quote(funnel.key)}`;
  const fallback = object.funnels.find((one) => one.default) ?? object.funnels[0];
  return fallback?.key === funnel.key ? `!has(${object.funnelBy}) || ${named}` : named;
}

/** One funnel: a column for each stage. Dropping a card asks the server, which alone decides. */
export function Board({ object: given, funnel }: { object: ObjectView; funnel: FunnelView }) {
  const t = useMessages(boardMessages);
  const object = withOptions(given);
  const { message } = App.useApp();
  const filter = allOf([useFilter(), ofFunnel(object, funnel)]);
  const totals = useTotals(object, funnel, filter);
  const { move, dialog } = useMoving(object, funnel);
  const [lifted, lift] = useState<RecordView | null>(null);
  const { standing, shift } = useShift(funnel, move, (record, stage) => {
    void message.info(t.returned(recordName(object, record), stage));
  });
  const announcements = useAnnouncements(object, funnel);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: columnByColumn }),
  );
  const from = lifted ? stageByKey(funnel, lifted.values[funnel.field]) : undefined;
  const onMove = (record: RecordView, to: string) => void shift(record, to);
  const drop = ({ over }: DragEndEvent) => {
    lift(null);
    if (lifted && over) {
      onMove(lifted, String(over.id));
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
        lift((active.data.current as { record: RecordView }).record);
      }}
      onDragCancel={() => {
        lift(null);
      }}
      onDragEnd={drop}
    >
      <div className="board">
        {funnel.stages.map((stage) => (
          <Column
            key={stage.key}
            object={object}
            funnel={funnel}
            stage={stage}
            filter={filter}
            total={totals?.[stage.key]}
            standing={standing}
            reachable={!lifted || leadsTo(from, stage.key)}
            onMove={onMove}
          />
        ))}
      </div>
      <DragOverlay>
        {lifted && (
          <div className="card card-flying">
            <CardFace object={object} funnel={funnel} record={lifted} onMove={onMove} />
          </div>
        )}
      </DragOverlay>
      {dialog}
    </DndContext>
  );
}
