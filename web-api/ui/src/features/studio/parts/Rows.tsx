import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useMessages } from '~/i18n';
import { read } from '../core/patch';
import { type Path, useStudio } from '../core/Studio';
import { studioMessages } from '../messages';

interface RowsProps<T> {
  path: Path;
  addLabel: string;
  fresh: (all: readonly T[]) => T;
  /** What a row is called, for its buttons. */
  nameOf: (element: T, at: number) => string;
  children: (element: T, at: number, set: (element: T) => void) => ReactNode;
  ordered?: boolean;
  /** Without frames, for long lists of short rows. */
  dense?: boolean;
  mayAdd?: boolean;
  /** Whether a list without elements is left out of the document. */
  optional?: boolean;
}

/** A short list edited in place: options, steps, tasks. */
export function Rows<T>({
  path,
  addLabel,
  fresh,
  nameOf,
  children,
  ordered = true,
  dense = false,
  mayAdd = true,
  optional = true,
}: RowsProps<T>) {
  const t = useMessages(studioMessages);
  const { definition, set, add, move } = useStudio();
  const all = (read(definition, path) as T[] | undefined) ?? [];
  const remove = (at: number) => {
    const rest = all.filter((_, position) => position !== at);
    set(path, rest.length === 0 && optional ? undefined : rest);
  };
  return (
    <div className={dense ? 'rows rows-dense' : 'rows'}>
      {all.map((element, at) => (
        <div className="rows-row" key={at}>
          <div className="rows-content">
            {children(element, at, (next) => {
              set([...path, at], next);
            })}
          </div>
          <div className="rows-ways">
            {ordered && all.length > 1 && (
              <>
                <Button
                  type="text"
                  size="small"
                  icon={<ArrowUpOutlined />}
                  aria-label={t.moveUp(nameOf(element, at))}
                  disabled={at === 0}
                  onClick={() => {
                    move(path, at, at - 1);
                  }}
                />
                <Button
                  type="text"
                  size="small"
                  icon={<ArrowDownOutlined />}
                  aria-label={t.moveDown(nameOf(element, at))}
                  disabled={at === all.length - 1}
                  onClick={() => {
                    move(path, at, at + 1);
                  }}
                />
              </>
            )}
            <Button
              type="text"
              size="small"
              danger
              icon={<DeleteOutlined />}
              aria-label={t.remove(nameOf(element, at))}
              onClick={() => {
                remove(at);
              }}
            />
          </div>
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        disabled={!mayAdd}
        onClick={() => {
          add(path, fresh(all));
        }}
      >
        {addLabel}
      </Button>
    </div>
  );
}
