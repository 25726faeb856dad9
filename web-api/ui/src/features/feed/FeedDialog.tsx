import { CopyOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal, Skeleton } from 'antd';
import { calendarFeedQuery, makeCalendarFeed, revokeCalendarFeed } from '~/api';
import { formatInstant, useLocale, useMessages } from '~/i18n';
import { LoadFailed, Notice, ProblemAlert } from '~/parts';
import './feed.css';
import { feedMessages } from './messages';

function Address({ url }: { url: string }) {
  const t = useMessages(feedMessages);
  const { message } = App.useApp();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url);
      void message.success(t.copied);
    } catch {
      void message.warning(t.notCopied);
    }
  };
  return (
    <>
      <div className="feed-address">
        <Input
          readOnly
          aria-label={t.address}
          value={url}
          onFocus={(event) => {
            event.target.select();
          }}
        />
        <Button type="primary" icon={<CopyOutlined aria-hidden />} onClick={() => void copy()}>
          {t.copy}
        </Button>
      </div>
      <p className="feed-hint">{t.once}</p>
    </>
  );
}

function useFeed() {
  const queries = useQueryClient();
  const standing = useQuery(calendarFeedQuery());
  const refresh = () => queries.invalidateQueries({ queryKey: calendarFeedQuery().queryKey });
  const making = useMutation({ mutationFn: makeCalendarFeed, onSuccess: refresh });
  const revoking = useMutation({
    mutationFn: revokeCalendarFeed,
    onSuccess: async () => {
      making.reset();
      await refresh();
    },
  });
  return { standing, making, revoking };
}

/** The secret address by which the member's own calendar shows what she has planned. */
export function FeedDialog({ onClose }: { onClose: () => void }) {
  const t = useMessages(feedMessages);
  const locale = useLocale();
  const { modal, message } = App.useApp();
  const { standing, making, revoking } = useFeed();
  const since = standing.data?.createdAt;
  const url = making.data?.url;
  const make = () => making.mutateAsync().catch(() => undefined);
  const revoke = () =>
    revoking.mutateAsync().then(
      () => message.success(t.revoked),
      () => undefined,
    );
  const newOne = (
    <Button type="primary" loading={making.isPending} onClick={() => void make()}>
      {t.make}
    </Button>
  );
  return (
    <Modal open title={t.title} footer={null} onCancel={onClose}>
      <p className="feed-hint">{t.hint}</p>
      <ProblemAlert error={making.error ?? revoking.error} />
      {standing.isPending && <Skeleton active title={false} />}
      {standing.isError && <LoadFailed error={standing.error} retry={() => void standing.refetch()} />}
      {standing.isSuccess && !since && !url && (
        <Notice compact title={t.none} hint={t.noneHint} action={newOne} />
      )}
      {url && <Address url={url} />}
      {since && (
        <>
          {!url && <p>{t.since(formatInstant(locale, since))}</p>}
          <div className="feed-actions">
            <Button
              loading={making.isPending}
              onClick={() =>
                void modal.confirm({ title: t.renewTitle, content: t.renewHint, okText: t.renew, onOk: make })
              }
            >
              {t.renew}
            </Button>
            <Button
              danger
              loading={revoking.isPending}
              onClick={() =>
                void modal.confirm({
                  title: t.revokeTitle,
                  content: t.revokeHint,
                  okText: t.revoke,
                  okButtonProps: { danger: true },
                  onOk: revoke,
                })
              }
            >
              {t.revoke}
            </Button>
          </div>
        </>
      )}
    </Modal>
  );
}
