import { LeftOutlined, RightOutlined, RollbackOutlined } from '@ant-design/icons';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { asProblem, batch, objectQuery, objectsQuery, type ObjectView, pageQuery, Problem } from '~/api';
import { formatNumber, useLocale, useMessages } from '~/i18n';
import { LoadFailed, Notice, PageHead, partMessages, usePageTitle } from '~/parts';
import { binColumns, RecordTable } from '~/records';
import './bin.css';
import { binMessages } from './messages';

/** Restores some records, each with a result of its own. */
function useRestore(object: ObjectView) {
  const t = useMessages(binMessages);
  const { message, notification } = App.useApp();
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (ids: readonly string[]) =>
      batch(
        object.key,
        ids.map((id) => ({ op: 'restore' as const, id })),
      ),
    onSuccess: (results, ids) => {
      const refused = results.filter((one) => one.status >= 300);
      const well = results.length - refused.length;
      const only = well === 1 && ids.length === 1 ? ids[0] : undefined;
      if (well > 0) {
        void message.success(
          only ? (
            <>
              {t.restored('1')}
              <Button type="link" size="small" onClick={() => void navigate(`/o/${object.key}/${only}`)}>
                {t.open}
              </Button>
            </>
          ) : (
            t.restored(String(well))
          ),
        );
      }
      if (refused.length > 0) {
        const reasons = refused.map((one) => new Problem(one.status, one.problem ?? {}).message);
        notification.error({
          title: t.notRestored(String(refused.length)),
          description: [...new Set(reasons)].join(' '),
        });
      }
    },
    onError: (failure) => {
      notification.error({ title: t.failed, description: asProblem(failure)?.message });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['records'] }),
  });
}

function Deleted({ object }: { object: ObjectView }) {
  const t = useMessages(binMessages);
  const parts = useMessages(partMessages);
  const locale = useLocale();
  const [params, setParams] = useSearchParams();
  const [ids, setIds] = useState<string[]>([]);
  const cursor = params.get('cursor') ?? undefined;
  const page = useQuery({
    ...pageQuery(object.key, { deleted: true, limit: 50, cursor }),
    placeholderData: keepPreviousData,
  });
  const restoring = useRestore(object);
  const turn = (to: string | null | undefined) => {
    setParams({ object: object.key, ...(to ? { cursor: to } : {}) });
  };
  if (page.isError) {
    return <LoadFailed error={page.error} retry={() => void page.refetch()} />;
  }
  if (page.isPending) {
    return <Skeleton active paragraph={{ rows: 6 }} />;
  }
  const { items, nextCursor, prevCursor } = page.data;
  const chosen = ids.filter((id) => items.some((one) => one.id === id));
  if (items.length === 0) {
    return <Notice title={t.empty} hint={t.emptyHint(object.plural || object.label)} ripe={0.2} />;
  }
  return (
    <>
      {chosen.length > 0 && (
        <div className="bin-tools">
          <Button
            type="primary"
            icon={<RollbackOutlined />}
            loading={restoring.isPending}
            onClick={() => {
              restoring.mutate(chosen, {
                onSettled: () => {
                  setIds([]);
                },
              });
            }}
          >
            {t.restoreAll(formatNumber(locale, chosen.length))}
          </Button>
        </div>
      )}
      <RecordTable
        object={object}
        columns={[object.nameField ?? 'created_at', ...binColumns, 'owner_id']}
        records={items}
        linked={false}
        selection={{ ids: chosen, onChange: setIds }}
        rowAction={(record) => (
          <Button
            size="small"
            onClick={() => {
              restoring.mutate([record.id]);
            }}
          >
            {t.restore}
          </Button>
        )}
      />
      {(nextCursor ?? prevCursor) && (
        <div className="bin-pager">
          <Button
            icon={<LeftOutlined />}
            aria-label={parts.previous}
            disabled={!prevCursor}
            onClick={() => {
              turn(prevCursor);
            }}
          />
          <Button
            icon={<RightOutlined />}
            aria-label={parts.next}
            disabled={!nextCursor}
            onClick={() => {
              turn(nextCursor);
            }}
          />
        </div>
      )}
    </>
  );
}

/** What was deleted, by object: who did it, when, and until when it can be had back. */
export default function BinPage() {
  const t = useMessages(binMessages);
  const [params, setParams] = useSearchParams();
  const objects = useQuery(objectsQuery());
  const offered = (objects.data ?? []).filter((one) => !one.about);
  const key = params.get('object') ?? offered[0]?.key ?? '';
  const object = useQuery({ ...objectQuery(key), enabled: key !== '' });
  usePageTitle(t.title);
  const failure = objects.error ?? object.error;
  return (
    <>
      <PageHead title={t.title} below={t.hint} />
      <div className="bin-tools">
        <Select
          aria-label={t.object}
          value={key || undefined}
          options={offered.map((one) => ({ value: one.key, label: one.plural || one.label }))}
          onChange={(chosen) => {
            setParams({ object: chosen });
          }}
        />
      </div>
      {failure && <LoadFailed error={failure} retry={() => void object.refetch()} />}
      {object.data && <Deleted key={object.data.key} object={object.data} />}
    </>
  );
}
