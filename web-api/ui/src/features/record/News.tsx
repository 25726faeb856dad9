import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useState } from 'react';
import { type LiveEvent, meQuery, useLiveEvents } from '~/api';
import { useMessages } from '~/i18n';
import { recordPageMessages } from './messages';

/** Who else has just changed the record that is on the screen. */
export function News({ object, id }: { object: string; id: string }) {
  const t = useMessages(recordPageMessages);
  const me = useQuery(meQuery());
  const [news, setNews] = useState<LiveEvent | null>(null);
  useLiveEvents((event) => {
    const here = event.kind === 'record-changed' && event.object === object && event.id === id;
    if (here && event.by?.id !== me.data?.member.id) {
      setNews(event);
    }
  });
  if (!news) {
    return null;
  }
  const who = news.by?.name ?? t.someone;
  return (
    <Alert
      className="record-news"
      type={news.op === 'deleted' ? 'warning' : 'info'}
      showIcon
      role="status"
      closable={{
        onClose: () => {
          setNews(null);
        },
      }}
      title={news.op === 'deleted' ? t.newsDeleted(who) : t.newsChanged(who)}
    />
  );
}
