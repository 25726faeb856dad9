import { useDroppable } from '@dnd-kit/core';
import type { PlannedDay, PlannedItem } from '~/api';
import { formatDate, useLocale, useMessages } from '~/i18n';
import { plannedMessages } from './messages';
import { Planned } from './Planned';
import type { View } from './days';

const FEW = 4;

/** What kind of day it is, in a word. */
export function useKindOfDay() {
  const t = useMessages(plannedMessages);
  return (day: PlannedDay | undefined, leave: boolean) => {
    if (leave || day?.onLeave) {
      return t.leave;
    }
    if (!day) {
      return '';
    }
    return day.holiday ?? (!day.working ? t.off : day.half ? t.half : '');
  };
}

/** How many stand on a day: those still due and those done. */
export const allOf = (day: PlannedDay | undefined) => (day ? day.due + day.done : 0);

interface DayProps {
  on: string;
  day: PlannedDay | undefined;
  view: View;
  today: string;
  /** Of another month than the one shown. */
  beside: boolean;
  chosen: boolean;
  leave: boolean;
  movable: boolean;
  onChoose: () => void;
  onMove: (item: PlannedItem) => void;
}

/** One day as a cell; only days to come take what is dragged. */
export function Day(props: DayProps) {
  const { on, day, view, today, beside, chosen, leave, movable, onChoose, onMove } = props;
  const t = useMessages(plannedMessages);
  const locale = useLocale();
  const kind = useKindOfDay()(day, leave);
  const { setNodeRef, isOver } = useDroppable({ id: on, disabled: on <= today });
  const items = day?.items ?? [];
  const shown = view === 'month' ? items.slice(0, FEW) : items;
  const all = Math.max(allOf(day), items.length);
  const more = all - shown.length;
  const state = [
    'cell',
    on === today && 'cell-today',
    beside && 'cell-beside',
    chosen && 'cell-chosen',
    day && (!day.working || leave) && 'cell-off',
    isOver && 'cell-over',
  ];
  return (
    <td
      ref={setNodeRef}
      className={state.filter(Boolean).join(' ')}
      aria-current={on === today ? 'date' : undefined}
    >
      <button type="button" className="cell-head" aria-pressed={chosen} onClick={onChoose}>
        <span className="visually-hidden">{formatDate(locale, on, 'full')}</span>
        <span className="cell-number" aria-hidden="true">
          {Number(on.slice(8))}
        </span>
        {kind && <span className="cell-kind">{kind}</span>}
        {day && all > 0 && (
          <span className="cell-count">
            <span aria-hidden="true">{`${String(day.done)}/${String(all)}`}</span>
            <span className="visually-hidden">{t.doneOf(day.done, all)}</span>
          </span>
        )}
      </button>
      <div className="cell-items">
        {shown.map((item) => (
          <Planned
            key={item.id}
            item={item}
            on={on}
            full={view === 'week'}
            movable={movable}
            onMove={onMove}
          />
        ))}
        {more > 0 && (
          <button type="button" className="cell-more" onClick={onChoose}>
            {t.more(more)}
          </button>
        )}
      </div>
    </td>
  );
}
