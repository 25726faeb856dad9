import { useDroppable } from '@dnd-kit/core';
import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useEffect, useRef } from 'react';
import {
  cardFacts,
  type CardFacts,
  type FunnelView,
  type ObjectView,
  type RecordView,
  recordsQuery,
  type StageView,
} from '~/api';
import { formatMoney, formatNumber, useLocale, useMessages } from '~/i18n';
import { LoadFailed, partMessages } from '~/parts';
import { stageColor } from '~/records';
import { allOf, quote } from '~/records/condition';
import { Card } from './Card';
import { boardMessages } from './messages';
import type { Entry } from './reason';
import { amountField, type Standing, type StageTotal, weighted } from './useBoard';
import type { Verdicts } from './useVerdicts';
import { useWindow } from './useWindow';

const PAGE = 50;

interface ColumnProps {
  object: ObjectView;
  funnel: FunnelView;
  stage: StageView;
  filter?: string;
  total: StageTotal | undefined;
  /** Whether the totals have come: until then nothing is said of them. */
  known: boolean;
  standing: Standing;
  verdicts: Verdicts;
  /** Whether the card being dragged may come here; open while none is. */
  entry: Entry;
  onMove: (record: RecordView, to: string) => void;
}

/** The column's cards as they stand on the screen: those under way shown where they are going. */
function placed(records: RecordView[], stage: string, { pending }: Standing): RecordView[] {
  const arriving = Object.values(pending)
    .filter((move) => move.stage === stage)
    .map((move) => move.record);
  return [...arriving, ...records.filter((record) => !(record.id in pending))];
}

function ColumnHead({
  object,
  stage,
  total,
  known,
}: Pick<ColumnProps, 'object' | 'stage' | 'total' | 'known'>) {
  const t = useMessages(boardMessages);
  const locale = useLocale();
  const amount = amountField(object);
  const currency = amount?.currency ?? undefined;
  const likely = weighted(total, stage);
  return (
    <header className="column-head">
      <h2 id={`column-${stage.key}`}>
        <span className="menu-dot" style={{ background: stageColor(stage.kind) }} />
        {stage.label}
      </h2>
      <span className="column-count">{known ? formatNumber(locale, total?.count ?? 0) : '–'}</span>
      <p>
        {amount && known && (
          <strong title={formatMoney(locale, total?.sum ?? 0, currency)}>
            {formatMoney(locale, total?.sum ?? 0, currency, true)}
          </strong>
        )}
        {amount && known && likely !== null && stage.kind === 'open' && (
          <span title={t.weightedHint(stage.probability ?? 0, formatMoney(locale, likely, currency))}>
            {t.weighted(formatMoney(locale, likely, currency, true))}
          </span>
        )}
        {stage.probability != null && (!amount || stage.kind !== 'open') && (
          <span>{t.probability(stage.probability)}</span>
        )}
      </p>
    </header>
  );
}

/** What the cards show beside their values: asked page by page, as these come. */
function useFacts(object: string, pages: readonly { items: readonly RecordView[] }[]) {
  const answers = useQueries({
    queries: pages.map(({ items }) => {
      const ids = items.map((record) => record.id);
      return {
        queryKey: ['records', object, 'cards', ids],
        queryFn: ({ signal }: { signal: AbortSignal }) => cardFacts(object, ids, signal),
        enabled: ids.length > 0,
        staleTime: 30_000,
        retry: false,
      };
    }),
  });
  return new Map<string, CardFacts>(answers.flatMap(({ data }) => (data ?? []).map((one) => [one.id, one])));
}

export function Column(props: ColumnProps) {
  const { object, funnel, stage, filter, total, known, standing, verdicts, entry, onMove } = props;
  const t = useMessages(boardMessages);
  const parts = useMessages(partMessages);
  const list = useRef<HTMLUListElement>(null);
  const { setNodeRef, isOver } = useDroppable({ id: stage.key, data: { stage } });
  const records = useInfiniteQuery(
    recordsQuery(object.key, {
      filter: allOf([filter, `${funnel.field} == ${quote(stage.key)}`]),
      sort: '-updated_at',
      limit: PAGE,
    }),
  );
  const pages = records.data?.pages ?? [];
  const facts = useFacts(object.key, pages);
  const shown = placed(
    pages.flatMap((page) => page.items),
    stage.key,
    standing,
  );
  const slice = useWindow(
    list,
    shown.map((record) => record.id),
  );
  const drawn = shown.slice(slice.first, slice.end);
  const seen = drawn.map((record) => `${record.id}:${String(record.version)}`).join();
  const { expect } = verdicts;
  useEffect(() => {
    expect(drawn);
    // What is drawn is told by its names: the records themselves are new at every draw.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [seen, expect]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isError } = records;
  const atEnd = slice.before > 0 && slice.end >= shown.length;
  useEffect(() => {
    if (atEnd && hasNextPage && !isFetchingNextPage && !isError) {
      void fetchNextPage();
    }
  }, [atEnd, hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  const state = [
    entry.way === 'closed' && 'column-closed',
    entry.way === 'asks' && 'column-asks',
    isOver && entry.way !== 'closed' && 'column-over',
  ];
  return (
    <section
      ref={setNodeRef}
      className={['column', ...state].filter(Boolean).join(' ')}
      aria-labelledby={`column-${stage.key}`}
    >
      <ColumnHead object={object} stage={stage} total={total} known={known} />
      {entry.reason && <p className="column-reason">{entry.reason}</p>}
      <ul className="column-cards" ref={list}>
        {slice.before > 0 && (
          <li className="card-space" aria-hidden="true" style={{ height: slice.before }} />
        )}
        {drawn.map((record) => (
          <Card
            key={record.id}
            object={object}
            funnel={funnel}
            record={record}
            facts={facts.get(record.id)}
            verdicts={verdicts}
            returned={record.id in standing.returned}
            waiting={record.id in standing.pending}
            onMove={onMove}
          />
        ))}
        {slice.after > 0 && <li className="card-space" aria-hidden="true" style={{ height: slice.after }} />}
      </ul>
      {records.isPending && <Skeleton active paragraph={{ rows: 2 }} title={false} />}
      {records.isError && <LoadFailed error={records.error} retry={() => void records.refetch()} />}
      {records.isSuccess && shown.length === 0 && <p className="column-empty">{t.emptyColumn}</p>}
      {hasNextPage && (
        <Button type="text" block loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {parts.loadMore}
        </Button>
      )}
    </section>
  );
}
