import { Button, Skeleton } from 'antd';
import type { FieldChange, ObjectView } from '~/api';
import { formatInstant, useLocale, useMessages } from '~/i18n';
import { LoadFailed, Notice, partMessages } from '~/parts';
import { withOptions } from '~/records';
import { recordPageMessages } from './messages';
import { useTimeline } from './Timeline';
import { FieldChanges } from './TimelineEntry';

/** Who changed which field of this very record, from what to what. */
export function Changes({ object, id }: { object: ObjectView; id: string }) {
  const t = useMessages(recordPageMessages);
  const parts = useMessages(partMessages);
  const locale = useLocale();
  const events = useTimeline(object.key, id, ['change', 'owner', 'created']);
  const full = withOptions(object);
  if (events.isError) {
    return <LoadFailed error={events.error} retry={() => void events.refetch()} />;
  }
  if (events.isPending) {
    return <Skeleton active title={false} />;
  }
  const own = events.data.pages.flatMap((page) => page.items).filter((item) => item.recordId === id);
  return (
    <>
      {own.length === 0 && !events.hasNextPage && <Notice compact title={t.noChanges} />}
      <ol className="changes">
        {own.map((item) => (
          <li key={item.id + item.kind}>
            <div className="timeline-head">
              <strong>{item.actor?.name ?? t.system}</strong>
              <time dateTime={item.at}>{formatInstant(locale, item.at)}</time>
            </div>
            {item.kind === 'change' ? (
              <FieldChanges view={full} fields={(item.data.fields ?? {}) as Record<string, FieldChange>} />
            ) : (
              <p>{t[`kind_${item.kind}`]}</p>
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
