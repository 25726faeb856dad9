import { Navigate, type RouteObject } from 'react-router';
import { page } from './page';
import { AdminOnly, BrokenPage, NotFoundPage } from './pages';
import { Shell } from './Shell';

const TodayPage = page(() => import('~/features/today'));
const NextPage = page(() => import('~/features/today/next'));
const PlannedPage = page(() => import('~/features/today/calendar'));
const ListPage = page(() => import('~/features/list'));
const RecordPage = page(() => import('~/features/record'));
const BoardPage = page(() => import('~/features/board'));
const BinPage = page(() => import('~/features/bin'));
const PoolsPage = page(() => import('~/features/pools'));
const TransfersPage = page(() => import('~/features/transfers'));
const NotificationsPage = page(() => import('~/features/notifications'));
const TeamPage = page(() => import('~/features/team'));
const UnknownCallsPage = page(() => import('~/features/calls'));
const SheetsPage = page(() => import('~/features/sheets'));
const OverridesPage = page(() => import('~/features/overrides'));
const GradesPage = page(() => import('~/features/grades'));
const DashboardPage = page(() => import('~/features/dashboards'));
const StudioPages = page(() => import('~/features/studio'));
const ImportPage = page(() => import('~/features/imports'));

export const routes: RouteObject[] = [
  {
    element: <Shell />,
    errorElement: <BrokenPage />,
    children: [
      { index: true, element: <Navigate to="/today" replace /> },
      { path: '/today', element: <TodayPage /> },
      { path: '/notifications', element: <NotificationsPage /> },
      { path: '/team', element: <TeamPage /> },
      { path: '/team/:member/:on', element: <TeamPage /> },
      { path: '/calls/unknown', element: <UnknownCallsPage /> },
      { path: '/sheets', element: <SheetsPage /> },
      { path: '/today/next', element: <NextPage /> },
      { path: '/today/calendar', element: <PlannedPage /> },
      { path: '/dashboards/:key', element: <DashboardPage /> },
      { path: '/o/:object', element: <ListPage /> },
      { path: '/o/:object/board', element: <BoardPage /> },
      { path: '/o/:object/:id', element: <RecordPage /> },
      { path: '/bin', element: <BinPage /> },
      { path: '/pools', element: <PoolsPage /> },
      { path: '/pools/:pool', element: <PoolsPage /> },
      { path: '/transfers', element: <TransfersPage /> },
      { path: '/overrides', element: <OverridesPage /> },
      { path: '/grades/:object', element: <GradesPage /> },
      {
        path: '/studio/*',
        element: (
          <AdminOnly>
            <StudioPages />
          </AdminOnly>
        ),
      },
      {
        path: '/studio/import/*',
        element: (
          <AdminOnly>
            <ImportPage />
          </AdminOnly>
        ),
      },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
];
