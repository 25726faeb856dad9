import { FilterOutlined, TableOutlined } from '@ant-design/icons';
import { Badge, Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { ObjectView } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { useIsNarrow } from '~/parts';
import { fieldByKey, isSortable, useHeading } from '~/records';
import { conditionFields } from '~/records/condition';
import { ColumnsDrawer } from './ColumnsDrawer';
import { FilterChips } from './FilterChips';
import { FilterDrawer } from './FilterDrawer';
import { listMessages } from './messages';
import type { ListOfRecords } from './useRecords';
import { ViewMenu } from './ViewMenu';

/** On a phone there are no headings to sort by. */
function SortSelect({ object, list }: { object: ObjectView; list: ListOfRecords }) {
  const t = useMessages(listMessages);
  const heading = useHeading();
  const names = [...list.columns, 'created_at', 'updated_at'].filter(
    (name, at, all) => all.indexOf(name) === at && isSortable(fieldByKey(object, name), name),
  );
  return (
    <Select
      className="list-sort"
      aria-label={t.sort}
      placeholder={t.sort}
      allowClear
      value={list.sort}
      options={names.flatMap((name) => [
        { value: name, label: `${heading(object, name)} ↑` },
        { value: `-${name}`, label: `${heading(object, name)} ↓` },
      ])}
      onChange={(sort: string | undefined) => {
        list.change({ sort });
      }}
    />
  );
}

interface ListToolsProps {
  object: ObjectView;
  list: ListOfRecords;
  /** Whether there are views to choose: a pool has none. */
  views?: boolean;
}

/** Views, search, filters and columns of a list, with the chips of what is filtered now. */
export function ListTools({ object, list, views = true }: ListToolsProps) {
  const t = useMessages(listMessages);
  const locale = useLocale();
  const narrow = useIsNarrow();
  const { state, change, view, drawn, draw } = list;
  const [open, setOpen] = useState<'filter' | 'columns' | null>(null);
  const fields = conditionFields(object, locale);
  const close = () => {
    setOpen(null);
  };
  return (
    <>
      <div className="list-tools">
        {views && <ViewMenu object={object} list={list} />}
        <Input.Search
          key={state.q}
          className="list-search"
          allowClear
          aria-label={t.search}
          placeholder={t.search}
          defaultValue={state.q}
          onSearch={(q) => {
            if (q.trim() !== state.q) {
              change({ q: q.trim() });
            }
          }}
        />
        <Badge count={state.filters.length} color="var(--brand)">
          <Button
            icon={<FilterOutlined />}
            onClick={() => {
              setOpen('filter');
            }}
          >
            {t.filter}
          </Button>
        </Badge>
        {narrow ? (
          <SortSelect object={object} list={list} />
        ) : (
          <Button
            icon={<TableOutlined />}
            onClick={() => {
              setOpen('columns');
            }}
          >
            {t.columns}
          </Button>
        )}
      </div>
      <FilterChips
        standing={view.filter}
        filters={state.filters}
        fields={fields}
        onRemove={(filter) => {
          change({ filters: state.filters.filter((one) => one !== filter) });
        }}
        onClear={() => {
          change({ filters: [] });
        }}
      />
      {open === 'filter' && (
        <FilterDrawer
          filters={state.filters}
          fields={fields}
          onApply={(filters) => {
            change({ filters });
            close();
          }}
          onClose={close}
        />
      )}
      {open === 'columns' && (
        <ColumnsDrawer
          object={object}
          columns={list.columns}
          pinned={drawn.pinned ?? []}
          onApply={(columns, pinned) => {
            draw({ pinned });
            change({ columns });
            close();
          }}
          onReset={() => {
            draw({ pinned: undefined, widths: undefined });
            change({ columns: undefined });
            close();
          }}
          onClose={close}
        />
      )}
    </>
  );
}
