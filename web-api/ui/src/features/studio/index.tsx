import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { Route, Routes, useLocation } from 'react-router';
import { useMessages } from '~/i18n';
import { LoadFailed, Notice, partMessages } from '~/parts';
import { DraftBar } from './core/DraftBar';
import { draftQuery, publishedQuery } from './core/draft';
import { StudioProvider, useStudio } from './core/Studio';
import { FunnelPage } from './funnels/FunnelPage';
import { ObjectPage, ObjectsPage } from './objects';
import { AutomationsPage } from './pages/Automations';
import { CadencesPage } from './pages/Cadences';
import { CalendarsPage } from './pages/Calendars';
import { GradesPage } from './pages/Grades';
import { MailTemplatesPage } from './pages/MailTemplates';
import { BrandingPage, DocumentPage, OverviewPage } from './pages/Others';
import { AssignmentsPage, PoolsPage } from './pages/Pools';
import { RolesPage } from './pages/Roles';
import { VersionsPage } from './pages/Versions';
import { DashboardsPage, ViewsPage } from './pages/Views';
import { WorkdayPage } from './pages/Workday';
import './studio.css';

function NotThere() {
  const t = useMessages(partMessages);
  return <Notice title={t.notFound} hint={t.notFoundHint} ripe={0.15} />;
}

function Pages() {
  const { generation } = useStudio();
  const { pathname } = useLocation();
  const part = pathname.split('/')[2] ?? '';
  return (
    <div className="studio-page" key={`${part} ${String(generation)}`}>
      <Routes>
        <Route index element={<OverviewPage />} />
        <Route path="objects" element={<ObjectsPage />} />
        <Route path="objects/:object/:tab?/:part?" element={<ObjectPage />} />
        <Route path="funnels/:funnel?" element={<FunnelPage />} />
        <Route path="grades/:object?/:grade?" element={<GradesPage />} />
        <Route path="cadences/:part?" element={<CadencesPage />} />
        <Route path="calendars/:part?" element={<CalendarsPage />} />
        <Route path="workday" element={<WorkdayPage />} />
        <Route path="mail/:part?" element={<MailTemplatesPage />} />
        <Route path="roles/:part?" element={<RolesPage />} />
        <Route path="assignments/:part?" element={<AssignmentsPage />} />
        <Route path="automations/:part?" element={<AutomationsPage />} />
        <Route path="pools/:part?" element={<PoolsPage />} />
        <Route path="views/:part?" element={<ViewsPage />} />
        <Route path="dashboards/:part?" element={<DashboardsPage />} />
        <Route path="branding" element={<BrandingPage />} />
        <Route path="document" element={<DocumentPage />} />
        <Route path="versions" element={<VersionsPage />} />
        <Route path="*" element={<NotThere />} />
      </Routes>
    </div>
  );
}

/** The studio: everything a company defines, edited in one draft. */
export default function StudioPages() {
  const draft = useQuery(draftQuery());
  const published = useQuery(publishedQuery());
  const failed = draft.error ?? published.error;
  if (failed) {
    const again = () => {
      void draft.refetch();
      void published.refetch();
    };
    return <LoadFailed error={failed} retry={again} />;
  }
  if (!draft.data || !published.data) {
    return <Skeleton active paragraph={{ rows: 8 }} />;
  }
  return (
    <StudioProvider draft={draft.data} published={published.data}>
      <DraftBar />
      <Pages />
    </StudioProvider>
  );
}
