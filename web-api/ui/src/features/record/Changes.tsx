import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import {
  api,
  type EventKind,
  eventKinds,
  type FieldChange,
  type ObjectView,
  recordPath,
  type Reference,
} from '~/api';
import { formatInstant, useLocale, useMessages } from '~/i18n';
import { LoadFailed, Notice, partMessages } from '~/parts';
import { withOptions } from '~/records';
import { recordPageMessages } from './messages';
import { FieldChanges, nameOf } from './TimelineEntry';

interface ChangesPage {
  items: {
    version: number;
    at: string;
    actor: Reference | null;
    kind: string;
    data: Record<string, unknown>;
  }[];
  nextCursor: string | null;
}

const isKind = (kind: string): kind is EventKind => eventKinds.some((one) => one === kind);

/** Who changed which field of this very record, from what to what. */
export function Changes({ object, id }: { object: ObjectView; id: string }) {
  const t = useMessages(recordPageMessages);
  const parts = useMessages(partMessages);
  const locale = useLocale();
  const events = useInfiniteQuery({
    queryKey: ['records', object.key, 'changes', id],
    queryFn: ({ pageParam, signal }) =>
      api.get<ChangesPage>(`${recordPath(object.key, id)}/changes`, { limit: 30, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
  const full = withOptions(object);
  if (events.isError) {
    return <LoadFailed error={events.error} retry={() => void events.refetch()} />;
  }
  if (events.isPending) {
    return <Skeleton active title={false} />;
  }
  const own = events.data.pages.flatMap((page) => page.items);
  return (
    <>
      {own.length === 0 && !events.hasNextPage && <Notice compact title={t.noChanges} />}
      <ol className="changes">
        {own.map((item) => (
          <li key={`${String(item.version)}${item.at}${item.kind}`}>
            <div className="timeline-head">
              <strong>{item.actor?.name ?? t.system}</strong>
              <time dateTime={item.at}>{formatInstant(locale, item.at)}</time>
            </div>
            {item.kind === 'owner' && (
              <p>{`${t.owner}: ${t.ownerChanged(nameOf(item.data.from), nameOf(item.data.to))}`}</p>
            )}
            {item.data.fields ? (
              <FieldChanges view={full} fields={item.data.fields as Record<string, FieldChange>} />
            ) : (
              <p>{isKind(item.kind) ? t[`kind_${item.kind}`] : item.kind}</p>
            )}
          </li>
        ))}
      </ol>
      {events.hasNextPage && (
        <Button
          type="text"
          block
          loading={events.isFetchingNextPage}
          onClick={() => void events.fetchNextPage()}
        >
          {parts.loadMore}
        </Button>
      )}
    </>
  );
}
