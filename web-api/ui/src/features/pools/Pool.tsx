import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Button, Input, Skeleton } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { objectQuery, pageQuery, poolWarningsQuery, type PoolView } from '~/api';
import { formatDate, formatNumber, useLocale, useMessages } from '~/i18n';
import { LoadFailed, Notice, PageHead, partMessages } from '~/parts';
import { RecordTable } from '~/records';
import { ClaimButton } from '~/records/pool';
import { poolPageMessages } from './messages';

function Facts({ pool }: { pool: PoolView }) {
  const t = useMessages(poolPageMessages);
  const locale = useLocale();
  return (
    <span className="pool-facts">
      <span>{t.count(formatNumber(locale, pool.count))}</span>
      <span>
        {pool.claimLimit === null
          ? t.claimedOnly(pool.claimedNow)
          : t.claimed(pool.claimedNow, pool.claimLimit)}
      </span>
      {pool.left !== null && <span>{t.left(pool.left)}</span>}
      {pool.coolOffDays ? <span>{t.coolOff(pool.coolOffDays)}</span> : null}
    </span>
  );
}

/** So many warnings are named. */
const most = 8;

function Warnings({ pool }: { pool: PoolView }) {
  const t = useMessages(poolPageMessages);
  const locale = useLocale();
  const warnings = useQuery({ ...poolWarningsQuery(pool.key), enabled: pool.warnings > 0 });
  if (!warnings.data?.length) {
    return null;
  }
  return (
    <Alert
      className="pool-warnings"
      type="warning"
      showIcon
      title={t.warnings(warnings.data.length)}
      description={
        <ul>
          {warnings.data.slice(0, most).map((one) => (
            <li key={one.id}>
              <Link to={`/o/${pool.object}/${one.id}`}>{one.name}</Link>{' '}
              {t.reclaimOn(formatDate(locale, one.reclaimOn.slice(0, 10)))}
            </li>
          ))}
          {warnings.data.length > most && <li>{t.further(warnings.data.length - most)}</li>}
        </ul>
      }
    />
  );
}

/** What lies in one pool, each to be claimed. */
export function Pool({ pool }: { pool: PoolView }) {
  const t = useMessages(poolPageMessages);
  const parts = useMessages(partMessages);
  const [params, setParams] = useSearchParams();
  const q = params.get('q') ?? '';
  const sort = params.get('sort') ?? undefined;
  const cursor = params.get('cursor') ?? undefined;
  const change = (part: Record<string, string | undefined>) => {
    const next = Object.entries({ q, sort, ...part }).filter(([, value]) => value);
    setParams(Object.fromEntries(next) as Record<string, string>);
  };
  const object = useQuery(objectQuery(pool.object));
  const page = useQuery({
    ...pageQuery(pool.object, { pool: pool.key, q: q || undefined, sort, limit: 50, cursor }),
    placeholderData: keepPreviousData,
  });
  const failure = object.error ?? page.error;
  const laidOut = object.data?.layout?.list ?? object.data?.fields.map((field) => field.key) ?? [];
  const columns = laidOut.filter((name) => name !== 'owner_id').slice(0, 7);
  return (
    <>
      <PageHead title={pool.label} above={<Link to="/pools">{t.title}</Link>} below={<Facts pool={pool} />} />
      <Warnings pool={pool} />
      <div className="pool-tools">
        <Input.Search
          key={q}
          allowClear
          aria-label={parts.search}
          placeholder={parts.search}
          defaultValue={q}
          onSearch={(text) => {
            change({ q: text.trim() });
          }}
        />
      </div>
      {failure && <LoadFailed error={failure} retry={() => void page.refetch()} />}
      {!failure && (!page.data || !object.data) && <Skeleton active paragraph={{ rows: 6 }} />}
      {page.data?.items.length === 0 && <Notice title={t.empty} hint={t.emptyHint} ripe={0.9} />}
      {object.data && page.data && page.data.items.length > 0 && (
        <RecordTable
          object={object.data}
          columns={columns}
          records={page.data.items}
          sort={sort}
          onSort={(next) => {
            change({ sort: next });
          }}
          rowAction={(record) =>
            object.data.permissions.includes('update') && (
              <ClaimButton object={object.data} id={record.id} pool={pool.key} />
            )
          }
        />
      )}
      {(page.data?.nextCursor ?? page.data?.prevCursor) && (
        <div className="pool-pager">
          <Button
            icon={<LeftOutlined />}
            aria-label={parts.previous}
            disabled={!page.data?.prevCursor}
            onClick={() => {
              change({ cursor: page.data?.prevCursor ?? undefined });
            }}
          />
          <Button
            icon={<RightOutlined />}
            aria-label={parts.next}
            disabled={!page.data?.nextCursor}
            onClick={() => {
              change({ cursor: page.data?.nextCursor ?? undefined });
            }}
          />
        </div>
      )}
    </>
  );
}
