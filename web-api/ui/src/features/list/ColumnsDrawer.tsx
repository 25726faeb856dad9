import { ArrowDownOutlined, ArrowUpOutlined, PushpinFilled, PushpinOutlined } from '@ant-design/icons';
import { Button, Checkbox, Drawer } from 'antd';
import { useState } from 'react';
import type { ObjectView } from '~/api';
import { useMessages } from '~/i18n';
import { partMessages, useIsNarrow } from '~/parts';
import { systemColumns, useHeading } from '~/records';
import { listMessages } from './messages';

interface ColumnsDrawerProps {
  object: ObjectView;
  columns: readonly string[];
  pinned: readonly string[];
  onApply: (columns: string[], pinned: string[]) => void;
  onReset: () => void;
  onClose: () => void;
}

const swapped = (list: readonly string[], at: number, to: number): string[] => {
  const next = [...list];
  const [one] = next.splice(at, 1);
  next.splice(to, 0, one ?? '');
  return next;
};

/** Which columns the list shows, in which order, and which of them stay while the others scroll. */
export function ColumnsDrawer(props: ColumnsDrawerProps) {
  const { object, onApply, onReset, onClose } = props;
  const t = useMessages(listMessages);
  const parts = useMessages(partMessages);
  const narrow = useIsNarrow();
  const heading = useHeading();
  const [columns, setColumns] = useState<string[]>([...props.columns]);
  const [pinned, setPinned] = useState<string[]>([...props.pinned]);
  const [dragged, drag] = useState<number | null>(null);
  const offered = [...object.fields.map((field) => field.key), ...systemColumns];
  const others = offered.filter((name) => !columns.includes(name));
  const shown = (name: string, at: number) => {
    const label = heading(object, name);
    const isPinned = pinned.includes(name);
    return (
      <li
        key={name}
        draggable
        onDragStart={() => {
          drag(at);
        }}
        onDragOver={(event) => {
          event.preventDefault();
          if (dragged !== null && dragged !== at) {
            setColumns(swapped(columns, dragged, at));
            drag(at);
          }
        }}
        onDragEnd={() => {
          drag(null);
        }}
      >
        <Checkbox
          checked
          disabled={columns.length === 1}
          onChange={() => {
            setColumns(columns.filter((one) => one !== name));
          }}
        >
          {label}
        </Checkbox>
        <span>
          <Button
            type="text"
            size="small"
            icon={isPinned ? <PushpinFilled /> : <PushpinOutlined />}
            aria-pressed={isPinned}
            aria-label={t.pin(label)}
            onClick={() => {
              setPinned(isPinned ? pinned.filter((one) => one !== name) : [...pinned, name]);
            }}
          />
          <Button
            type="text"
            size="small"
            icon={<ArrowUpOutlined />}
            disabled={at === 0}
            aria-label={t.moveUp(label)}
            onClick={() => {
              setColumns(swapped(columns, at, at - 1));
            }}
          />
          <Button
            type="text"
            size="small"
            icon={<ArrowDownOutlined />}
            disabled={at === columns.length - 1}
            aria-label={t.moveDown(label)}
            onClick={() => {
              setColumns(swapped(columns, at, at + 1));
            }}
          />
        </span>
      </li>
    );
  };
  return (
    <Drawer
      open
      title={t.columns}
      placement={narrow ? 'bottom' : 'right'}
      size={narrow ? '88dvh' : 420}
      onClose={onClose}
      footer={
        <div className="drawer-foot">
          <Button className="drawer-foot-first" type="text" onClick={onReset}>
            {t.resetColumns}
          </Button>
          <Button onClick={onClose}>{parts.cancel}</Button>
          <Button
            type="primary"
            onClick={() => {
              // What stays stands first.
              const staying = columns.filter((name) => pinned.includes(name));
              const moving = columns.filter((name) => !pinned.includes(name));
              onApply([...staying, ...moving], staying);
            }}
          >
            {t.applyColumns}
          </Button>
        </div>
      }
    >
      <ol className="columns-shown" aria-label={t.columnsShown}>
        {columns.map(shown)}
      </ol>
      <h3 className="columns-head">{t.columnsHidden}</h3>
      <ul className="columns-shown" aria-label={t.columnsHidden}>
        {others.map((name) => (
          <li key={name}>
            <Checkbox
              checked={false}
              onChange={() => {
                setColumns([...columns, name]);
              }}
            >
              {heading(object, name)}
            </Checkbox>
          </li>
        ))}
      </ul>
    </Drawer>
  );
}
