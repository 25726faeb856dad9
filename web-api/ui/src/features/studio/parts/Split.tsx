import { ArrowDownOutlined, ArrowUpOutlined, LeftOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { useMessages } from '~/i18n';
import { Notice, useIsNarrow } from '~/parts';
import { useStudio } from '../core/Studio';
import { studioMessages } from '../messages';

export interface Item {
  key: string;
  /** Where it stands in the document, for the mark of its problems. */
  pointer: string;
  title: string;
  below?: ReactNode;
  before?: ReactNode;
  after?: ReactNode;
}

interface SplitProps {
  /** What the list is called. */
  title: string;
  items: readonly Item[];
  chosen: string | undefined;
  addressOf: (key: string) => string;
  /** The list's own address: where a phone goes back to. */
  home: string;
  addLabel?: string;
  onAdd?: () => void;
  onMove?: (from: number, to: number) => void;
  empty: string;
  children: ReactNode;
}

const SEARCH_FROM = 12;

function Entry({
  item,
  at,
  count,
  current,
  to,
  onMove,
}: {
  item: Item;
  at: number;
  count: number;
  current: boolean;
  to: string;
  onMove?: (from: number, to: number) => void;
}) {
  const t = useMessages(studioMessages);
  const { report } = useStudio();
  const problems = (report?.problems ?? []).filter(
    (problem) => problem.pointer === item.pointer || problem.pointer.startsWith(`${item.pointer}/`),
  );
  const grave = problems.some((problem) => problem.severity === 'error');
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) {
      row.current?.scrollIntoView?.({ block: 'nearest' });
    }
  }, [current]);
  return (
    <li ref={row} className={current ? 'split-current' : undefined}>
      <Link to={to} aria-current={current ? 'true' : undefined}>
        {item.before}
        <span className="split-words">
          <strong className={grave ? 'criterion-broken' : undefined}>{item.title}</strong>
          {item.below !== undefined && <span>{item.below}</span>}
        </span>
        {item.after}
        {problems.length > 0 && (
          <span className={grave ? 'split-errors' : 'split-warnings'}>{problems.length}</span>
        )}
      </Link>
      {current && onMove && count > 1 && (
        <span className="split-move">
          <Button
            type="text"
            size="small"
            icon={<ArrowUpOutlined />}
            aria-label={t.moveUp(item.title)}
            disabled={at === 0}
            onClick={() => {
              onMove(at, at - 1);
            }}
          />
          <Button
            type="text"
            size="small"
            icon={<ArrowDownOutlined />}
            aria-label={t.moveDown(item.title)}
            disabled={at === count - 1}
            onClick={() => {
              onMove(at, at + 1);
            }}
          />
        </span>
      )}
    </li>
  );
}

/** A list of parts and the chosen one beside it; on a phone one after the other. */
export function Split(props: SplitProps) {
  const { title, items, chosen, addressOf, home, addLabel, onAdd, onMove, empty, children } = props;
  const t = useMessages(studioMessages);
  const narrow = useIsNarrow();
  const [typed, type] = useState('');
  const wanted = typed.trim().toLowerCase();
  const list = (
    <nav className="split-list" aria-label={title}>
      {items.length >= SEARCH_FROM && (
        <Input.Search
          allowClear
          aria-label={t.search}
          placeholder={t.search}
          value={typed}
          onChange={(event) => {
            type(event.target.value);
          }}
        />
      )}
      <ol>
        {items.map((item, at) =>
          wanted === '' || `${item.title} ${item.key}`.toLowerCase().includes(wanted) ? (
            <Entry
              key={item.key}
              item={item}
              at={at}
              count={items.length}
              current={item.key === chosen}
              to={addressOf(item.key)}
              onMove={wanted === '' ? onMove : undefined}
            />
          ) : null,
        )}
      </ol>
      {items.length === 0 && <p className="form-hint">{empty}</p>}
      {onAdd && (
        <Button type="dashed" block icon={<PlusOutlined />} onClick={onAdd}>
          {addLabel}
        </Button>
      )}
    </nav>
  );
  if (narrow) {
    return chosen === undefined ? (
      list
    ) : (
      <div>
        <Link className="split-back" to={home}>
          <LeftOutlined /> {title}
        </Link>
        <div className="studio-panel">{children}</div>
      </div>
    );
  }
  return (
    <div className="split">
      {list}
      <div className="studio-panel">
        {chosen === undefined ? <Notice compact title={items.length > 0 ? t.chooseOne : empty} /> : children}
      </div>
    </div>
  );
}
