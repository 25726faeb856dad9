import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useParams } from 'react-router';
import { dashboardsQuery, type TileView } from '~/api';
import { useMessages } from '~/i18n';
import { LoadFailed, Notice, PageHead, usePageTitle } from '~/parts';
import './dashboards.css';
import { dashboardMessages } from './messages';
import { Tile } from './Tile';

/** Plain figures that follow each other stand in a row of their own: charts are taller. */
function rowsOf(tiles: readonly TileView[]): TileView[][] {
  return tiles.reduce<TileView[][]>((rows, tile) => {
    const last = rows.at(-1);
    if (last && (last[0]?.kind === 'number') === (tile.kind === 'number')) {
      last.push(tile);
      return rows;
    }
    return [...rows, [tile]];
  }, []);
}

/** A page of figures of the company's own. */
export default function DashboardPage() {
  const t = useMessages(dashboardMessages);
  const { key } = useParams();
  const dashboards = useQuery(dashboardsQuery());
  const dashboard = dashboards.data?.find((one) => one.key === key);
  usePageTitle(dashboard?.label);
  if (dashboards.isError) {
    return <LoadFailed error={dashboards.error} retry={() => void dashboards.refetch()} />;
  }
  if (dashboards.isPending) {
    return <Skeleton active paragraph={{ rows: 8 }} />;
  }
  if (!dashboard) {
    return <Notice title={t.notThere} hint={t.notThereHint} ripe={0.15} />;
  }
  return (
    <>
      <PageHead title={dashboard.label} />
      {rowsOf(dashboard.tiles).map((row) => (
        <div key={row[0]?.key} className={row[0]?.kind === 'number' ? 'tiles tiles-numbers' : 'tiles'}>
          {row.map((tile) => (
            <Tile key={tile.key} tile={tile} />
          ))}
        </div>
      ))}
    </>
  );
}
