import { lazy } from 'react';
import { Navigate, type RouteObject } from 'react-router';
import { AdminOnly, BrokenPage, NotFoundPage } from './pages';
import { Shell } from './Shell';

const TodayPage = lazy(() => import('~/features/today'));
const NextPage = lazy(() => import('~/features/today/next'));
const PlannedPage = lazy(() => import('~/features/today/calendar'));
const ListPage = lazy(() => import('~/features/list'));
const RecordPage = lazy(() => import('~/features/record'));
const BoardPage = lazy(() => import('~/features/board'));
const BinPage = lazy(() => import('~/features/bin'));
const PoolsPage = lazy(() => import('~/features/pools'));
const TransfersPage = lazy(() => import('~/features/transfers'));
const NotificationsPage = lazy(() => import('~/features/notifications'));
const TeamPage = lazy(() => import('~/features/team'));
const UnknownCallsPage = lazy(() => import('~/features/calls'));
const SheetsPage = lazy(() => import('~/features/sheets'));
const OverridesPage = lazy(() => import('~/features/overrides'));
const GradesPage = lazy(() => import('~/features/grades'));
const DashboardPage = lazy(() => import('~/features/dashboards'));
const StudioPages = lazy(() => import('~/features/studio'));
const ImportPage = lazy(() => import('~/features/imports'));

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
