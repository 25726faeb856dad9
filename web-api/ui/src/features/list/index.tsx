import { FilterOutlined, PlusOutlined, ProjectOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Badge, Button, Input, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { type ObjectView, objectQuery, recordsQuery } from '~/api';
import { formatNumber, useLocale, useMessages } from '~/i18n';
import { LoadFailed, Notice, PageHead, partMessages, usePageTitle } from '~/parts';
import { RecordTable } from '~/records';
import { allOf, conditionFields } from '~/records/condition';
import { CreateDrawer } from './CreateDrawer';
import { FilterChips } from './FilterChips';
import { FilterDrawer } from './FilterDrawer';
import './list.css';
import { listMessages } from './messages';
import { type ListState, useListState } from './useListState';

/** The board keeps the list's filters. */
function filtersOnly(filters: readonly string[]): string {
  return new URLSearchParams(filters.map((filter) => ['filter', filter])).toString();
}

function useRecords(object: ObjectView, state: ListState) {
  const view = object.views.find((one) => one.key === state.view);
  const sort = state.sort ?? view?.sort ?? undefined;
  const records = useInfiniteQuery(
    recordsQuery(object.key, {
      filter: allOf([view?.filter, ...state.filters]),
      sort,
      q: state.q || undefined,
      limit: 50,
      count: true,
    }),
  );
  const laidOut = view?.columns ?? object.layout?.list;
  const columns = laidOut?.length ? laidOut : object.fields.slice(0, 6).map((field) => field.key);
  return { records, sort, columns };
}

function ViewSelect({
  object,
  state,
  change,
}: {
  object: ObjectView;
  state: ListState;
  change: (to?: string) => void;
}) {
  const t = useMessages(listMessages);
  const navigate = useNavigate();
  if (object.views.length === 0) {
    return null;
  }
  return (
    <Select
      className="list-view"
      aria-label={t.view}
      value={state.view ?? ''}
      options={[
        { value: '', label: t.allRecords },
        ...object.views.map(({ key, label }) => ({ value: key, label })),
      ]}
      onChange={(key) => {
        const chosen = object.views.find((view) => view.key === key);
        if (chosen?.kind === 'board') {
          const filters = filtersOnly(chosen.filter ? [chosen.filter] : []);
          void navigate({ pathname: `/o/${object.key}/board`, search: filters });
        } else {
          change(key || undefined);
        }
      }}
    />
  );
}

function Records({ object }: { object: ObjectView }) {
  const t = useMessages(listMessages);
  const parts = useMessages(partMessages);
  const locale = useLocale();
  const [state, change] = useListState();
  const [open, setOpen] = useState<'filter' | 'create' | null>(null);
  const { records, sort, columns } = useRecords(object, state);
  const fields = conditionFields(object, locale);
  const items = records.data?.pages.flatMap((page) => page.items) ?? [];
  const total = records.data?.pages[0]?.total;
  const filtered = state.filters.length > 0 || state.q !== '' || state.view !== undefined;
  const close = () => {
    setOpen(null);
  };
  usePageTitle(object.plural);
  return (
    <>
      <PageHead
        title={object.plural || object.label}
        below={total === undefined ? undefined : t.total(formatNumber(locale, total))}
        actions={
          <>
            {object.funnels.length > 0 && (
              <Link to={{ pathname: `/o/${object.key}/board`, search: filtersOnly(state.filters) }}>
                <Button icon={<ProjectOutlined />}>{t.board}</Button>
              </Link>
            )}
            {object.permissions.includes('create') && !object.about && (
              <Button
                type="primary"
                icon={<PlusOutlined />}
                onClick={() => {
                  setOpen('create');
                }}
              >
                {t.create(object.label)}
              </Button>
            )}
          </>
        }
      />
      <div className="list-tools">
        <ViewSelect
          object={object}
          state={state}
          change={(view) => {
            change({ view, sort: undefined });
          }}
        />
        <Input.Search
          key={state.q}
          className="list-search"
          allowClear
          aria-label={t.search}
          placeholder={t.search}
          defaultValue={state.q}
          onSearch={(q) => {
            change({ q: q.trim() });
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
      </div>
      <FilterChips
        filters={state.filters}
        fields={fields}
        onRemove={(filter) => {
          change({ filters: state.filters.filter((one) => one !== filter) });
        }}
        onClear={() => {
          change({ filters: [] });
        }}
      />
      {records.isError && <LoadFailed error={records.error} retry={() => void records.refetch()} />}
      {records.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {records.isSuccess && items.length === 0 && (
        <Notice
          title={filtered ? t.emptyFound : t.emptyFirst(object.plural || object.label)}
          hint={filtered ? t.emptyFoundHint : t.emptyFirstHint}
          ripe={0.3}
        />
      )}
      {items.length > 0 && (
        <RecordTable
          object={object}
          columns={columns}
          records={items}
          sort={sort}
          onSort={(next) => {
            change({ sort: next });
          }}
        />
      )}
      {records.hasNextPage && (
        <div className="list-more">
          <span>{t.shown(items.length)}</span>
          <Button loading={records.isFetchingNextPage} onClick={() => void records.fetchNextPage()}>
            {parts.loadMore}
          </Button>
        </div>
      )}
      {open === 'filter' && (
        <FilterDrawer
          filters={state.filters}
          fields={fields}
          onClose={close}
          onApply={(filters) => {
            change({ filters });
            close();
          }}
        />
      )}
      {open === 'create' && <CreateDrawer object={object} onClose={close} />}
    </>
  );
}

/** The list of one object's records, whatever the object. */
export default function ListPage() {
  const { object: key = '' } = useParams();
  const locale = useLocale();
  const object = useQuery(objectQuery(key));
  if (object.isPending) {
    return <Skeleton active />;
  }
  if (object.isError) {
    return <LoadFailed error={object.error} retry={() => void object.refetch()} />;
  }
  return <Records key={key + locale} object={object.data} />;
}
