import { useDroppable } from '@dnd-kit/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { type FunnelView, type ObjectView, type RecordView, recordsQuery, type StageView } from '~/api';
import { formatMoney, formatNumber, useLocale, useMessages } from '~/i18n';
import { LoadFailed, partMessages } from '~/parts';
import { stageColor } from '~/records';
import { allOf, quote } from '~/records/condition';
import { Card } from './Card';
import { boardMessages } from './messages';
import { amountField, type Standing, type StageTotal } from './useBoard';

interface ColumnProps {
  object: ObjectView;
  funnel: FunnelView;
  stage: StageView;
  filter?: string;
  total: StageTotal | undefined;
  standing: Standing;
  /** Whether the card being dragged may come here; true while none is. */
  reachable: boolean;
  onMove: (record: RecordView, to: string) => void;
}

/** The column's cards as they stand on the screen: those under way shown where they are going. */
function placed(records: RecordView[], stage: string, { pending }: Standing): RecordView[] {
  const arriving = Object.values(pending)
    .filter((move) => move.stage === stage)
    .map((move) => move.record);
  return [...arriving, ...records.filter((record) => !(record.id in pending))];
}

function ColumnHead({ object, stage, total }: Pick<ColumnProps, 'object' | 'stage' | 'total'>) {
  const t = useMessages(boardMessages);
  const locale = useLocale();
  const amount = amountField(object);
  return (
    <header className="column-head">
      <h2 id={`column-${stage.key}`}>
        <span className="menu-dot" style={{ background: stageColor(stage.kind) }} />
        {stage.label}
      </h2>
      <span className="column-count">{formatNumber(locale, total?.count ?? 0)}</span>
      <p>
        {amount && (
          <strong title={formatMoney(locale, total?.sum ?? 0, amount.currency ?? undefined)}>
            {formatMoney(locale, total?.sum ?? 0, amount.currency ?? undefined, true)}
          </strong>
        )}
        {stage.probability != null && <span>{t.probability(stage.probability)}</span>}
      </p>
    </header>
  );
}

export function Column({ object, funnel, stage, filter, total, standing, reachable, onMove }: ColumnProps) {
  const t = useMessages(boardMessages);
  const parts = useMessages(partMessages);
  const { setNodeRef, isOver } = useDroppable({ id: stage.key, data: { stage } });
  const records = useInfiniteQuery(
    recordsQuery(object.key, {
      filter: allOf([filter, `${funnel.field} == ${quote(stage.key)}`]),
      sort: '-updated_at',
      limit: 20,
    }),
  );
  const shown = placed(records.data?.pages.flatMap((page) => page.items) ?? [], stage.key, standing);
  const state = [!reachable && 'column-closed', isOver && reachable && 'column-over'];
  return (
    <section
      ref={setNodeRef}
      className={['column', ...state].filter(Boolean).join(' ')}
      aria-labelledby={`column-${stage.key}`}
    >
      <ColumnHead object={object} stage={stage} total={total} />
      {!reachable && <p className="column-reason">{t.notNext}</p>}
      <ul className="column-cards">
        {shown.map((record) => (
          <Card
            key={record.id}
            object={object}
            funnel={funnel}
            record={record}
            returned={record.id in standing.returned}
            waiting={record.id in standing.pending}
            onMove={onMove}
          />
        ))}
      </ul>
      {records.isPending && <Skeleton active paragraph={{ rows: 2 }} title={false} />}
      {records.isError && <LoadFailed error={records.error} retry={() => void records.refetch()} />}
      {records.isSuccess && shown.length === 0 && <p className="column-empty">{t.emptyColumn}</p>}
      {records.hasNextPage && (
        <Button
          type="text"
          block
          loading={records.isFetchingNextPage}
          onClick={() => void records.fetchNextPage()}
        >
          {parts.loadMore}
        </Button>
      )}
    </section>
  );
}
