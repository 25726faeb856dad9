import {
  ApartmentOutlined,
  AppstoreOutlined,
  BranchesOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  ClusterOutlined,
  DashboardOutlined,
  DatabaseOutlined,
  DeleteOutlined,
  FileTextOutlined,
  FieldTimeOutlined,
  FunnelPlotOutlined,
  HistoryOutlined,
  ImportOutlined,
  InboxOutlined,
  MailOutlined,
  PhoneOutlined,
  PieChartOutlined,
  ProjectOutlined,
  SafetyOutlined,
  SettingOutlined,
  ShoppingOutlined,
  SolutionOutlined,
  StarOutlined,
  SyncOutlined,
  SwapOutlined,
  TableOutlined,
  TeamOutlined,
  ThunderboltOutlined,
  TransactionOutlined,
} from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { dashboardsQuery, meQuery, objectsQuery, poolsQuery } from '~/api';
import { useMessages } from '~/i18n';
import { appMessages } from './messages';

export interface Destination {
  to: string;
  label: string;
  icon: ReactNode;
  /** Whether only this very address is active, not those below it. */
  exact?: boolean;
}

const icons: Record<string, ReactNode> = {
  customer: <TeamOutlined />,
  contact: <SolutionOutlined />,
  deal: <TransactionOutlined />,
  product: <ShoppingOutlined />,
};

/** One way into the studio; within it, every part of it. */
function studioOf(t: Record<StudioPart, string>, within: boolean): Destination[] {
  const parts: readonly (readonly [string, StudioPart, ReactNode])[] = [
    ['objects', 'objects', <DatabaseOutlined key="i" />],
    ['funnels', 'funnels', <FunnelPlotOutlined key="i" />],
    ['grades', 'grades', <StarOutlined key="i" />],
    ['cadences', 'cadences', <SyncOutlined key="i" />],
    ['calendars', 'calendars', <CalendarOutlined key="i" />],
    ['workday', 'workday', <FieldTimeOutlined key="i" />],
    ['mail', 'mailTemplates', <MailOutlined key="i" />],
    ['roles', 'roles', <ApartmentOutlined key="i" />],
    ['assignments', 'assignments', <BranchesOutlined key="i" />],
    ['automations', 'automations', <ThunderboltOutlined key="i" />],
    ['pools', 'pools', <InboxOutlined key="i" />],
    ['views', 'views', <TableOutlined key="i" />],
    ['dashboards', 'dashboards', <DashboardOutlined key="i" />],
    ['versions', 'versions', <HistoryOutlined key="i" />],
  ];
  const inside = within
    ? parts.map(([part, label, icon]): Destination => ({ to: `/studio/${part}`, label: t[label], icon }))
    : [];
  return [
    { to: '/studio', label: t.overview, icon: <SettingOutlined />, exact: true },
    ...inside,
    { to: '/studio/import', label: t.import, icon: <ImportOutlined /> },
  ];
}

type StudioPart =
  | 'overview'
  | 'objects'
  | 'funnels'
  | 'grades'
  | 'cadences'
  | 'calendars'
  | 'workday'
  | 'mailTemplates'
  | 'roles'
  | 'assignments'
  | 'automations'
  | 'pools'
  | 'views'
  | 'dashboards'
  | 'versions'
  | 'import';

/** Where the member can go: the day first, then the records, then the studio for those who may. */
export function useDestinations() {
  const t = useMessages(appMessages);
  const { pathname } = useLocation();
  const objects = useQuery(objectsQuery());
  const me = useQuery(meQuery());
  const pools = useQuery(poolsQuery());
  const dashboards = useQuery(dashboardsQuery());
  const shown = (objects.data ?? []).filter(
    (object) => !object.about && !['activity', 'follow_up'].includes(object.key),
  );
  const work: Destination[] = [{ to: '/today', label: t.today, icon: <CheckSquareOutlined /> }];
  const board: Destination = { to: '/o/deal/board', label: t.board, icon: <ProjectOutlined /> };
  if (shown.some((object) => object.key === 'deal')) {
    work.push(board);
  }
  if (me.data && me.data.permissions.scope !== 'own') {
    work.push({ to: '/team', label: t.team, icon: <ClusterOutlined /> });
    work.push({ to: '/calls/unknown', label: t.unknownCalls, icon: <PhoneOutlined /> });
  }
  work.push({ to: '/sheets', label: t.sheets, icon: <FileTextOutlined /> });
  if (pools.data && pools.data.length > 0) {
    work.push({ to: '/pools', label: t.pools, icon: <InboxOutlined /> });
  }
  const figures = (dashboards.data ?? []).map(({ key, label }): Destination => {
    return { to: `/dashboards/${key}`, label, icon: <DashboardOutlined /> };
  });
  const records: Destination[] = shown.map((object) => ({
    to: `/o/${object.key}`,
    label: object.plural || object.label,
    icon: icons[object.key] ?? <AppstoreOutlined />,
  }));
  records.push(
    { to: '/bin', label: t.bin, icon: <DeleteOutlined /> },
    { to: '/transfers', label: t.transfers, icon: <SwapOutlined /> },
  );
  const studio = me.data?.permissions.admin ? studioOf(t, pathname.startsWith('/studio')) : [];
  if (me.data && me.data.permissions.scope !== 'own') {
    figures.push({ to: '/grades/customer', label: t.gradeDistribution, icon: <PieChartOutlined /> });
    figures.push({ to: '/overrides', label: t.overrides, icon: <SafetyOutlined /> });
  }
  return { work, figures, records, studio };
}
