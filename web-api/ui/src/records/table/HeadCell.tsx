import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import type { KeyboardEvent, PointerEvent } from 'react';
import { useMessages } from '~/i18n';
import { recordMessages } from '../messages';
import { readSort } from './sort';

interface HeadCellProps {
  name: string;
  label: string;
  sort?: string;
  onSort?: (together: boolean) => void;
  onResize?: (width: number) => void;
}

const narrowest = 72;
const widest = 900;
const bounded = (width: number) => Math.round(Math.max(narrowest, Math.min(widest, width)));

function Handle({ label, onResize }: { label: string; onResize: (width: number) => void }) {
  const t = useMessages(recordMessages);
  const widthOf = (handle: Element) => handle.closest('th')?.getBoundingClientRect().width ?? 150;
  const start = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault();
    event.stopPropagation();
    const from = event.clientX;
    const width = widthOf(event.currentTarget);
    const move = (next: globalThis.PointerEvent) => {
      onResize(bounded(width + next.clientX - from));
    };
    const stop = () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', stop);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', stop);
  };
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowLeft: -16, ArrowRight: 16 }[event.key];
    if (step) {
      event.preventDefault();
      onResize(bounded(widthOf(event.currentTarget) + step));
    }
  };
  return (
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={t.resize(label)}
      tabIndex={0}
      className="head-resize"
      onPointerDown={start}
      onKeyDown={keys}
      onClick={(event) => {
        event.stopPropagation();
      }}
    />
  );
}

/** A heading that sorts and is drawn wider; with Shift it joins the sort that stands. */
export function HeadCell({ name, label, sort, onSort, onResize }: HeadCellProps) {
  const t = useMessages(recordMessages);
  const parts = readSort(sort);
  const at = parts.findIndex((part) => part.name === name);
  const part = parts[at];
  return (
    <span className="head-cell">
      {onSort ? (
        <button
          type="button"
          title={t.sortHint}
          onClick={(event) => {
            onSort(event.shiftKey);
          }}
        >
          <span className="head-label">{label}</span>
          {part && (part.descending ? <ArrowDownOutlined /> : <ArrowUpOutlined />)}
          {part && parts.length > 1 && <sup>{at + 1}</sup>}
        </button>
      ) : (
        <span className="head-label">{label}</span>
      )}
      {onResize && <Handle label={label} onResize={onResize} />}
    </span>
  );
}
