import { TableOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { ObjectView } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { useIsNarrow } from '~/parts';
import { fieldByKey, isSortable, useHeading } from '~/records';
import { conditionFields } from '~/records/condition';
import { FilterButton, FilterChips } from '~/records/filter';
import { ViewMenu } from '~/records/views';
import { ColumnsDrawer } from './ColumnsDrawer';
import { listMessages } from './messages';
import type { ListOfRecords } from './useRecords';

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
  const [open, setOpen] = useState(false);
  const fields = conditionFields(object, locale);
  const close = () => {
    setOpen(false);
  };
  return (
    <>
      <div className="list-tools">
        {views && <ViewMenu object={object} showing={list} />}
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
        <FilterButton
          filters={state.filters}
          fields={fields}
          onApply={(filters) => {
            change({ filters });
          }}
        />
        {narrow ? (
          <SortSelect object={object} list={list} />
        ) : (
          <Button
            icon={<TableOutlined />}
            onClick={() => {
              setOpen(true);
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
      {open && (
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
