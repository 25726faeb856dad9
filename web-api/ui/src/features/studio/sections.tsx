import {
  ApartmentOutlined,
  BgColorsOutlined,
  BranchesOutlined,
  CalendarOutlined,
  CodeOutlined,
  DashboardOutlined,
  DatabaseOutlined,
  FieldTimeOutlined,
  FunnelPlotOutlined,
  HistoryOutlined,
  InboxOutlined,
  MailOutlined,
  StarOutlined,
  SyncOutlined,
  TableOutlined,
  ThunderboltOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Definition } from '~/api';

interface Section {
  key:
    | 'objects'
    | 'funnels'
    | 'grades'
    | 'cadences'
    | 'calendars'
    | 'workday'
    | 'mail'
    | 'roles'
    | 'assignments'
    | 'automations'
    | 'pools'
    | 'views'
    | 'dashboards'
    | 'branding'
    | 'document'
    | 'versions';
  icon: ReactNode;
  count?: (definition: Definition) => number;
}

/** The parts of the studio, in the order in which a company is set up. */
export const sections: readonly Section[] = [
  { key: 'objects', icon: <DatabaseOutlined />, count: (of) => of.objects.length },
  { key: 'funnels', icon: <FunnelPlotOutlined />, count: (of) => of.funnels.length },
  {
    key: 'grades',
    icon: <StarOutlined />,
    count: (of) => (of.gradeScales ?? []).flatMap((scale) => scale.grades).length,
  },
  { key: 'cadences', icon: <SyncOutlined />, count: (of) => of.cadences?.length ?? 0 },
  { key: 'calendars', icon: <CalendarOutlined />, count: (of) => of.calendars?.length ?? 0 },
  { key: 'workday', icon: <FieldTimeOutlined /> },
  { key: 'mail', icon: <MailOutlined />, count: (of) => of.mailTemplates?.length ?? 0 },
  { key: 'roles', icon: <ApartmentOutlined />, count: (of) => of.roles?.length ?? 0 },
  { key: 'assignments', icon: <BranchesOutlined />, count: (of) => of.assignments?.length ?? 0 },
  { key: 'automations', icon: <ThunderboltOutlined />, count: (of) => of.automations?.length ?? 0 },
  { key: 'pools', icon: <InboxOutlined />, count: (of) => of.pools?.length ?? 0 },
  { key: 'views', icon: <TableOutlined />, count: (of) => of.views?.length ?? 0 },
  { key: 'dashboards', icon: <DashboardOutlined />, count: (of) => of.dashboards?.length ?? 0 },
  { key: 'branding', icon: <BgColorsOutlined /> },
  { key: 'document', icon: <CodeOutlined /> },
  { key: 'versions', icon: <HistoryOutlined /> },
];
