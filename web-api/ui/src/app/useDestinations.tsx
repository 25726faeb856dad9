import {
  AppstoreOutlined,
  CheckSquareOutlined,
  FunnelPlotOutlined,
  ImportOutlined,
  ProjectOutlined,
  ShoppingOutlined,
  SolutionOutlined,
  TeamOutlined,
  TransactionOutlined,
} from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { meQuery, objectsQuery } from '~/api';
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

/** Where the member can go: the day first, then the records, then the studio for those who may. */
export function useDestinations() {
  const t = useMessages(appMessages);
  const objects = useQuery(objectsQuery());
  const me = useQuery(meQuery());
  const shown = (objects.data ?? []).filter(
    (object) => !object.about && !['activity', 'follow_up'].includes(object.key),
  );
  const work: Destination[] = [{ to: '/today', label: t.today, icon: <CheckSquareOutlined /> }];
  const board: Destination = { to: '/o/deal/board', label: t.board, icon: <ProjectOutlined /> };
  if (shown.some((object) => object.key === 'deal')) {
    work.push(board);
  }
  const records: Destination[] = shown.map((object) => ({
    to: `/o/${object.key}`,
    label: object.plural || object.label,
    icon: icons[object.key] ?? <AppstoreOutlined />,
  }));
  const studio: Destination[] = me.data?.permissions.admin
    ? [
        { to: '/studio/funnels', label: t.funnels, icon: <FunnelPlotOutlined /> },
        { to: '/studio/import', label: t.import, icon: <ImportOutlined /> },
      ]
    : [];
  return { work, records, studio };
}
