import { UnorderedListOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Select, Skeleton } from 'antd';
import { Link, useParams, useSearchParams } from 'react-router';
import { objectQuery } from '~/api';
import { useMessages } from '~/i18n';
import { LoadFailed, Notice, PageHead, usePageTitle } from '~/parts';
import { Board } from './Board';
import './board.css';
import { boardMessages } from './messages';

/** The board of one object's funnel. */
export default function BoardPage() {
  const t = useMessages(boardMessages);
  const { object: key = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const object = useQuery(objectQuery(key));
  usePageTitle(object.data ? t.title(object.data.label) : undefined);
  if (object.isPending) {
    return <Skeleton active />;
  }
  if (object.isError) {
    return <LoadFailed error={object.error} retry={() => void object.refetch()} />;
  }
  const { funnels } = object.data;
  const funnel =
    funnels.find((one) => one.key === params.get('funnel')) ??
    funnels.find((one) => one.default) ??
    funnels[0];
  if (!funnel) {
    return <Notice title={t.noFunnel} hint={t.noFunnelHint} ripe={0.15} />;
  }
  const filters = new URLSearchParams(params.getAll('filter').map((filter) => ['filter', filter]));
  return (
    <>
      <PageHead
        title={t.title(object.data.label)}
        above={funnel.label}
        actions={
          <>
            {funnels.length > 1 && (
              <Select
                aria-label={t.funnel}
                value={funnel.key}
                options={funnels.map((one) => ({ value: one.key, label: one.label }))}
                onChange={(chosen) => {
                  params.set('funnel', chosen);
                  setParams(params);
                }}
              />
            )}
            <Link to={{ pathname: `/o/${key}`, search: filters.toString() }}>
              <Button icon={<UnorderedListOutlined />}>{t.list}</Button>
            </Link>
          </>
        }
      />
      <Board key={funnel.key} object={object.data} funnel={funnel} />
    </>
  );
}
