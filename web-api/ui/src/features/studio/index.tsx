import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { Navigate, useParams } from 'react-router';
import { Problem } from '~/api';
import { useMessages } from '~/i18n';
import { LoadFailed, Notice, usePageTitle } from '~/parts';
import { draftQuery } from './draft';
import { FunnelStudio } from './FunnelStudio';
import { studioMessages } from './messages';
import './studio.css';

/** The studio of sales funnels: stages and what it takes to enter them. */
export default function FunnelPage() {
  const t = useMessages(studioMessages);
  const { funnel: key } = useParams();
  const draft = useQuery(draftQuery());
  usePageTitle(t.title);
  if (draft.isPending) {
    return <Skeleton active paragraph={{ rows: 8 }} />;
  }
  if (draft.isError) {
    return <LoadFailed error={draft.error} retry={() => void draft.refetch()} />;
  }
  const { funnels } = draft.data.definition;
  const first = funnels[0];
  if (!first) {
    return <Notice title={t.noFunnels} hint={t.noFunnelsHint} ripe={0.3} />;
  }
  if (!key) {
    return <Navigate to={`/studio/funnels/${first.key}`} replace />;
  }
  const at = funnels.findIndex((funnel) => funnel.key === key);
  const funnel = funnels[at];
  if (!funnel) {
    return <LoadFailed error={new Problem(404, {})} retry={() => void draft.refetch()} />;
  }
  return <FunnelStudio key={key} draft={draft.data} funnelAt={at} funnel={funnel} />;
}
