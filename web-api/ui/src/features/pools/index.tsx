import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { Link, Navigate, useParams } from 'react-router';
import { poolsQuery, type PoolView } from '~/api';
import { formatNumber, useLocale, useMessages } from '~/i18n';
import { LoadFailed, Notice, PageHead, usePageTitle } from '~/parts';
import { poolPageMessages } from './messages';
import { Pool } from './Pool';
import './pools.css';

function Choice({ pools }: { pools: readonly PoolView[] }) {
  const t = useMessages(poolPageMessages);
  const locale = useLocale();
  const first = pools[0];
  if (!first) {
    return <Notice title={t.none} hint={t.noneHint} ripe={0.2} />;
  }
  if (pools.length === 1) {
    return <Navigate to={`/pools/${first.key}`} replace />;
  }
  return (
    <>
      <PageHead title={t.title} />
      <ul className="pool-cards">
        {pools.map((pool) => (
          <li key={pool.key}>
            <Link to={`/pools/${pool.key}`}>
              <strong>{pool.label}</strong>
              <span>{t.count(formatNumber(locale, pool.count))}</span>
              {pool.warnings > 0 && <span>{t.warnings(pool.warnings)}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The pools of the definition; with one in the address, what can be claimed there. */
export default function PoolsPage() {
  const t = useMessages(poolPageMessages);
  const { pool: key } = useParams();
  const pools = useQuery(poolsQuery());
  const pool = pools.data?.find((one) => one.key === key);
  usePageTitle(pool?.label ?? t.title);
  if (pools.isPending) {
    return <Skeleton active />;
  }
  if (pools.isError) {
    return <LoadFailed error={pools.error} retry={() => void pools.refetch()} />;
  }
  if (!key) {
    return <Choice pools={pools.data} />;
  }
  return pool ? <Pool key={pool.key} pool={pool} /> : <Notice title={t.notFound} ripe={0.15} />;
}
