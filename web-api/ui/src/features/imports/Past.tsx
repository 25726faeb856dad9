import { PlusOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Select, Skeleton, Table, Tag } from 'antd';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { membersQuery, objectsQuery } from '~/api';
import { formatInstant, useLocale, useMessages } from '~/i18n';
import { LinkButton, LoadFailed, Notice, PageHead, partMessages, usePageTitle } from '~/parts';
import { importMessages } from './messages';
import { type Import, importsQuery, type ImportState } from './wire';

const colors: Record<ImportState, string> = {
  ready: 'default',
  checking: 'processing',
  checked: 'default',
  running: 'processing',
  finished: 'success',
  reverting: 'processing',
  reverted: 'warning',
  failed: 'error',
};

export function StateTag({ state }: { state: ImportState }) {
  const t = useMessages(importMessages);
  return (
    <Tag variant="filled" color={colors[state]}>
      {t[`state_${state}`]}
    </Tag>
  );
}

function outcomeOf(one: Import, t: (typeof importMessages)['en']): string {
  const way = one.run ?? one.dryRun;
  return way
    ? [
        [t.createdCount, way.created],
        [t.updatedCount, way.updated],
        [t.skippedCount, way.skipped],
        [t.failedCount, way.failed],
      ]
        .filter(([, count]) => count !== 0)
        .map(([label, count]) => `${String(label)} ${String(count)}`)
        .join(' · ')
    : '';
}

/** The imports so far, the newest first. */
export function PastImports() {
  const t = useMessages(importMessages);
  const parts = useMessages(partMessages);
  const locale = useLocale();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const object = params.get('object') ?? undefined;
  const objects = useQuery(objectsQuery());
  const members = useQuery(membersQuery());
  const imports = useInfiniteQuery(importsQuery(object));
  usePageTitle(t.title);
  const items = imports.data?.pages.flatMap((page) => page.items) ?? [];
  const begin = `/studio/import/new${object ? `?object=${object}` : ''}`;
  return (
    <div className="import">
      <PageHead
        title={t.title}
        below={t.intro}
        actions={
          <LinkButton to={begin} type="primary" icon={<PlusOutlined />}>
            {t.newImport}
          </LinkButton>
        }
      />
      <div className="import-tools">
        <h2>{t.pastImports}</h2>
        <Select
          aria-label={t.object}
          className="import-object"
          value={object ?? ''}
          options={[
            { value: '', label: t.allObjects },
            ...(objects.data ?? []).map((one) => ({ value: one.key, label: one.plural || one.label })),
          ]}
          onChange={(key) => {
            setParams(key ? { object: key } : {});
          }}
        />
      </div>
      {imports.isError && <LoadFailed error={imports.error} retry={() => void imports.refetch()} />}
      {imports.isPending && <Skeleton active />}
      {imports.isSuccess && items.length === 0 && (
        <Notice title={t.noImports} hint={t.noImportsHint} ripe={0.3} />
      )}
      {items.length > 0 && (
        <Table
          size="middle"
          className="record-table"
          rowKey="id"
          pagination={false}
          scroll={{ x: 'max-content' }}
          dataSource={items}
          onRow={(one) => ({
            onClick: (event) => {
              if (!(event.target as HTMLElement).closest('a,button')) {
                void navigate(`/studio/import/${one.id}`);
              }
            },
          })}
          columns={[
            {
              title: t.file,
              render: (_, one) => (
                <Link className="record-link" to={`/studio/import/${one.id}`}>
                  {one.fileName || one.id}
                </Link>
              ),
            },
            {
              title: t.object,
              render: (_, one) => objects.data?.find((each) => each.key === one.object)?.plural ?? one.object,
            },
            {
              title: t.when,
              render: (_, one) =>
                [
                  formatInstant(locale, one.createdAt),
                  members.data?.find((member) => member.id === one.createdBy)?.name,
                ]
                  .filter(Boolean)
                  .join(' · '),
            },
            { title: t.state, render: (_, one) => <StateTag state={one.state} /> },
            { title: t.outcome, render: (_, one) => outcomeOf(one, t as (typeof importMessages)['en']) },
          ]}
        />
      )}
      {imports.hasNextPage && (
        <Button
          type="text"
          block
          loading={imports.isFetchingNextPage}
          onClick={() => void imports.fetchNextPage()}
        >
          {parts.loadMore}
        </Button>
      )}
    </div>
  );
}
