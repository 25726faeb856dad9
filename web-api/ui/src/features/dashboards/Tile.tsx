import { BarChartOutlined, TableOutlined } from '@ant-design/icons';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { Button, Skeleton, Table } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import {
  type Aggregate,
  api,
  type FieldView,
  membersQuery,
  objectQuery,
  type ObjectView,
  type Page,
  recordsPath,
  type RecordView,
  type TileView,
} from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { Chip, LoadFailed, Notice } from '~/parts';
import { recordName } from '~/records';
import { quote } from '~/records/condition';
import {
  type Figure,
  figureName,
  figuresOf,
  figureText,
  groupField,
  groupingOf,
  idsIn,
  measureLabel,
  type Names,
} from './groups';
import { dashboardMessages } from './messages';

const Chart = lazy(() => import('./Chart'));

/** So many groups does the server tell at most. */
const MOST_GROUPS = 1000;
/** So many groups can be told apart in a chart. */
const MOST_SHOWN = { bar: 40, line: 400, pie: 12, table: 200 };

/** The names of the records and people that an answer groups by. */
function useNames(field: FieldView | null, ids: readonly string[]): Names {
  const members = useQuery({ ...membersQuery(), enabled: field?.type === 'member' && ids.length > 0 });
  const target = field?.type === 'lookup' ? (field.target ?? '') : '';
  const object = useQuery({ ...objectQuery(target), enabled: target !== '' && ids.length > 0 });
  const batches = target ? Array.from({ length: Math.ceil(ids.length / 100) }, (_, at) => ids.slice(at * 100, at * 100 + 100)) : []; // prettier-ignore
  const records = useQueries({
    queries: batches.map((batch) => ({
      queryKey: ['records', target, 'names', batch],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.get<Page<RecordView>>(
          recordsPath(target),
          { filter: `id in [${batch.map(quote).join(', ')}]`, limit: 100 },
          signal,
        ),
    })),
  });
  const names: Record<string, string> = {};
  members.data?.forEach((member) => {
    names[member.id] = member.name;
  });
  records
    .flatMap((one) => one.data?.items ?? [])
    .forEach((record) => {
      names[record.id] = (object.data && recordName(object.data, record)) || record.id.slice(0, 8);
    });
  return names;
}

/** The records behind a figure: those of the tile's filter, narrowed to one group. */
function behind(tile: TileView, group?: Figure, exact = false): string | null {
  if (group && group.filter === null) {
    return null;
  }
  const query = new URLSearchParams();
  if (!group && tile.view && !exact) {
    query.set('view', tile.view);
  } else {
    for (const filter of [tile.filter, group?.filter]) {
      if (filter) {
        query.append('filter', filter);
      }
    }
  }
  const text = query.toString();
  return `/o/${tile.object}${text ? `?${text}` : ''}`;
}

function Figures({
  tile,
  object,
  field,
  figures,
}: {
  tile: TileView;
  object: ObjectView;
  field: FieldView;
  figures: Figure[];
}) {
  const t = useMessages(dashboardMessages);
  const locale = useLocale();
  return (
    <Table
      size="small"
      rowKey="key"
      pagination={figures.length > 12 ? { pageSize: 10, size: 'small', showSizeChanger: false } : false}
      dataSource={figures}
      columns={[
        {
          title: field.label || t.group,
          render: (_, one) => {
            const to = behind(tile, one);
            const words = one.color ? <Chip color={one.color}>{one.label}</Chip> : one.label;
            return to ? (
              <Link to={to} aria-label={t.recordsOf(one.label)}>
                {words}
              </Link>
            ) : (
              words
            );
          },
        },
        {
          title: measureLabel(object, tile, locale),
          align: 'end',
          render: (_, one) => figureText(object, tile, locale, one.value),
        },
      ]}
    />
  );
}

function Content({ tile, object }: { tile: TileView; object: ObjectView }) {
  const t = useMessages(dashboardMessages);
  const locale = useLocale();
  const navigate = useNavigate();
  const [table, setTable] = useState(false);
  const field = groupField(object, tile, locale);
  const answer = useQuery({
    queryKey: ['records', tile.object, 'tile', groupingOf(field, tile), tile.measure, tile.filter],
    queryFn: ({ signal }) =>
      api.post<Aggregate>(
        `${recordsPath(tile.object)}/aggregate`,
        {
          groupBy: groupingOf(field, tile),
          measures: [tile.measure.field ? tile.measure : { fn: tile.measure.fn }],
          ...(tile.filter ? { filter: tile.filter } : {}),
        },
        { signal },
      ),
    placeholderData: keepPreviousData,
  });
  const names = useNames(field, idsIn(answer.data, field));
  if (answer.isError) {
    return <LoadFailed error={answer.error} retry={() => void answer.refetch()} />;
  }
  if (!answer.data) {
    return <Skeleton active title={false} />;
  }
  if (!field) {
    const value = answer.data.groups[0]?.[figureName(tile.measure)];
    const known = value !== null && value !== undefined;
    return (
      <Link
        className="tile-number"
        to={behind(tile, undefined, true) ?? ''}
        aria-label={`${tile.label}: ${t.records}`}
      >
        {known ? figureText(object, tile, locale, Number(value)) : '—'}
        <small>{measureLabel(object, tile, locale)}</small>
      </Link>
    );
  }
  const figures = figuresOf(answer.data, field, tile, names, locale);
  if (figures.length === 0) {
    return <Notice compact title={t.nothing} />;
  }
  const chart = tile.kind === 'bar' || tile.kind === 'line' || tile.kind === 'pie' ? tile.kind : null;
  const shown = chart ? figures.slice(0, MOST_SHOWN[chart]) : figures;
  return (
    <>
      {chart && !table ? (
        <Suspense fallback={<Skeleton active title={false} />}>
          <Chart
            kind={chart}
            label={`${tile.label}: ${measureLabel(object, tile, locale)}`}
            figures={shown}
            textOf={(value, compact) => figureText(object, tile, locale, value, compact)}
            onChoose={(figure) => {
              const to = behind(tile, figure);
              if (to) {
                void navigate(to);
              }
            }}
          />
        </Suspense>
      ) : (
        <Figures tile={tile} object={object} field={field} figures={figures} />
      )}
      {(chart !== null || figures.length >= MOST_GROUPS) && (
        <p className="tile-foot">
          {chart && (
            <Button
              type="text"
              size="small"
              icon={table ? <BarChartOutlined /> : <TableOutlined />}
              onClick={() => {
                setTable(!table);
              }}
            >
              {table ? t.asChart : t.asTable}
            </Button>
          )}
          {figures.length >= MOST_GROUPS
            ? t.capped(MOST_GROUPS)
            : shown.length < figures.length && !table && t.others(figures.length - shown.length)}
        </p>
      )}
    </>
  );
}

/** One figure or chart; whatever becomes of it, the others stand. */
export function Tile({ tile }: { tile: TileView }) {
  const object = useQuery(objectQuery(tile.object));
  const to = behind(tile);
  return (
    <section className={`tile tile-${tile.kind}`} aria-label={tile.label}>
      <h2>{to ? <Link to={to}>{tile.label}</Link> : tile.label}</h2>
      {object.isError ? (
        <LoadFailed error={object.error} retry={() => void object.refetch()} />
      ) : object.data ? (
        <Content tile={tile} object={object.data} />
      ) : (
        <Skeleton active title={false} />
      )}
    </section>
  );
}
