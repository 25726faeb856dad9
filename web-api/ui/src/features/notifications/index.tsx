import {
  AlertOutlined,
  CommentOutlined,
  ImportOutlined,
  InboxOutlined,
  MailOutlined,
  NotificationOutlined,
  SettingOutlined,
  ShareAltOutlined,
  UserSwitchOutlined,
} from '@ant-design/icons';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Segmented, Skeleton } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { type NoticeKind, notificationsQuery, type NotificationView, readNotifications } from '~/api';
import { formatInstant, useLocale, useMessages } from '~/i18n';
import { LoadFailed, Notice, PageHead, partMessages, usePageTitle } from '~/parts';
import { notificationMessages } from './messages';
import './notifications.css';
import { Settings } from './Settings';

const icons: Record<NoticeKind, ReactNode> = {
  mention: <NotificationOutlined />,
  comment: <CommentOutlined />,
  assigned: <UserSwitchOutlined />,
  share: <ShareAltOutlined />,
  escalation: <AlertOutlined />,
  reclaim: <InboxOutlined />,
  import: <ImportOutlined />,
  mail_failed: <MailOutlined />,
};

function useReading() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: readNotifications,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['notifications'] }),
  });
}

function Entry({ item, read }: { item: NotificationView; read: (id: string) => void }) {
  const t = useMessages(notificationMessages);
  const locale = useLocale();
  const unread = item.readAt === null;
  return (
    <li className={unread ? 'notification notification-unread' : 'notification'}>
      <Link
        to={item.link}
        onClick={() => {
          if (unread) {
            read(item.id);
          }
        }}
      >
        <span className="notification-icon" aria-hidden="true">
          {icons[item.kind]}
        </span>
        <span className="notification-text">
          {item.text}
          <time dateTime={item.at}>{formatInstant(locale, item.at)}</time>
        </span>
        {unread && <span className="notification-dot" role="img" aria-label={t.isUnread} />}
      </Link>
    </li>
  );
}

/** What the member was told, the last first. */
export default function NotificationsPage() {
  const t = useMessages(notificationMessages);
  const parts = useMessages(partMessages);
  const [params, setParams] = useSearchParams();
  const [settings, setSettings] = useState(false);
  const unread = params.get('show') === 'unread';
  const pages = useInfiniteQuery(notificationsQuery(unread));
  const reading = useReading();
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  usePageTitle(t.title);
  return (
    <>
      <PageHead
        title={t.title}
        actions={
          <>
            <Button
              disabled={(pages.data?.pages[0]?.unread ?? 0) === 0}
              loading={reading.isPending}
              onClick={() => {
                reading.mutate({ all: true });
              }}
            >
              {t.readAll}
            </Button>
            <Button
              icon={<SettingOutlined />}
              aria-label={t.settings}
              onClick={() => {
                setSettings(true);
              }}
            />
          </>
        }
      />
      <Segmented
        aria-label={t.which}
        className="notifications-which"
        value={unread ? 'unread' : 'all'}
        options={[
          { value: 'all', label: t.all },
          { value: 'unread', label: t.unread },
        ]}
        onChange={(show) => {
          setParams(show === 'unread' ? { show } : {}, { replace: true });
        }}
      />
      {pages.isError && <LoadFailed error={pages.error} retry={() => void pages.refetch()} />}
      {pages.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {pages.isSuccess && items.length === 0 && (
        <Notice title={unread ? t.noneUnread : t.none} hint={unread ? undefined : t.noneHint} ripe={0.8} />
      )}
      {items.length > 0 && (
        <ul className="notifications">
          {items.map((item) => (
            <Entry
              key={item.id}
              item={item}
              read={(id) => {
                reading.mutate({ ids: [id] });
              }}
            />
          ))}
        </ul>
      )}
      {pages.hasNextPage && (
        <Button
          type="text"
          block
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {parts.loadMore}
        </Button>
      )}
      {settings && (
        <Settings
          onClose={() => {
            setSettings(false);
          }}
        />
      )}
    </>
  );
}
