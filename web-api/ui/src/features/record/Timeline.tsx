import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import {
  api,
  type EventKind,
  eventKinds,
  objectQuery,
  type ObjectView,
  recordComments,
  recordPath,
  type TimelineItem,
} from '~/api';
import { useMessages } from '~/i18n';
import { LoadFailed, Notice, partMessages } from '~/parts';
import { withOptions } from '~/records';
import { CommentForm } from '~/records/comments';
import { recordPageMessages } from './messages';
import { TimelineEntry } from './TimelineEntry';

interface TimelinePage {
  items: TimelineItem[];
  nextCursor: string | null;
}

export function useTimeline(object: string, id: string, kinds: readonly EventKind[]) {
  const named = kinds.length > 0 ? kinds.join(',') : undefined;
  return useInfiniteQuery({
    queryKey: ['records', object, 'timeline', id, named],
    queryFn: ({ pageParam, signal }) =>
      api.get<TimelinePage>(
        `${recordPath(object, id)}/timeline`,
        { kinds: named, limit: 30, cursor: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}

/** The views of all objects that the events speak of. */
export function useObjects(keys: readonly string[]): Record<string, ObjectView> {
  const names = [...new Set(keys)];
  const found = useQueries({ queries: names.map((key) => objectQuery(key)) });
  const views: Record<string, ObjectView> = {};
  found.forEach((one, at) => {
    const key = names[at];
    if (one.data && key) {
      views[key] = withOptions(one.data);
    }
  });
  return views;
}

/** Everything around a record and the records below it, the newest first. */
export function Timeline({ object, id }: { object: ObjectView; id: string }) {
  const t = useMessages(recordPageMessages);
  const parts = useMessages(partMessages);
  const [kinds, setKinds] = useState<EventKind[]>([]);
  const events = useTimeline(object.key, id, kinds);
  const items = events.data?.pages.flatMap((page) => page.items) ?? [];
  const views = useObjects(['activity', 'follow_up', object.key, ...items.map((item) => item.object)]);
  const toggle = (kind: EventKind) => {
    setKinds(kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind]);
  };
  return (
    <>
      <CommentForm path={recordComments(object.key, id)} />
      <div className="timeline-kinds" role="group" aria-label={t.kinds}>
        {eventKinds.map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={kinds.includes(kind)}
            onClick={() => {
              toggle(kind);
            }}
          >
            {t[`kind_${kind}`]}
          </button>
        ))}
      </div>
      {events.isError && <LoadFailed error={events.error} retry={() => void events.refetch()} />}
      {events.isPending && <Skeleton active title={false} />}
      {events.isSuccess && items.length === 0 && (
        <Notice compact title={kinds.length > 0 ? t.noneOfKind : t.noTimeline} />
      )}
      {items.length > 0 && (
        <ol className="timeline">
          {items.map((item) => (
            <TimelineEntry key={item.id + item.kind} item={item} views={views} here={id} />
          ))}
        </ol>
      )}
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
