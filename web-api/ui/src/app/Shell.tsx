import {
  BellOutlined,
  CalendarOutlined,
  ClockCircleOutlined,
  GlobalOutlined,
  LogoutOutlined,
  SearchOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Badge, Button, Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link, Outlet } from 'react-router';
import { meQuery, unreadQuery } from '~/api';
import { chooseLocale, homeZone, type Locale, useLocale, useMessages } from '~/i18n';
import { LoadFailed, Melon, useIsNarrow } from '~/parts';
import { Live, OfflineMark, Waiting } from './Live';
import { Loading } from './Loading';
import { appMessages } from './messages';
import { BottomNavigation, SideNavigation } from './Navigation';
import { signOut } from './session';
import './shell.css';
import { type Asked, KeySheet, useShortcuts } from './Shortcuts';
import { useDestinations } from './useDestinations';
import { useFocusReturn } from './useFocusReturn';
import { useScrollMemory } from './useScrollMemory';

const SearchDialog = lazy(async () => ({ default: (await import('~/features/search')).SearchDialog }));
const FeedDialog = lazy(async () => ({ default: (await import('~/features/feed')).FeedDialog }));

const ZoneDialog = lazy(async () => ({ default: (await import('~/features/profile')).ZoneDialog }));

const names: Record<Locale, string> = { 'zh-CN': '中文', en: 'English' };

function LanguageSwitch() {
  const t = useMessages(appMessages);
  const locale = useLocale();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectable: true,
        selectedKeys: [locale],
        items: Object.entries(names).map(([key, label]) => ({ key, label })),
        onClick: ({ key }) => {
          chooseLocale(key as Locale);
        },
      }}
    >
      <Button type="text" icon={<GlobalOutlined />} aria-label={t.language}>
        {names[locale]}
      </Button>
    </Dropdown>
  );
}

function Account({ name }: { name: string }) {
  const t = useMessages(appMessages);
  const narrow = useIsNarrow();
  const [shown, show] = useState<'feed' | 'zone' | null>(null);
  const close = () => {
    show(null);
  };
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'zone', icon: <ClockCircleOutlined />, label: t.zone },
            { key: 'feed', icon: <CalendarOutlined />, label: t.feed },
            { key: 'out', icon: <LogoutOutlined />, label: t.signOut },
          ],
          onClick: ({ key }) => {
            if (key === 'feed' || key === 'zone') {
              show(key);
            } else {
              void signOut();
            }
          },
        }}
      >
        <Button type="text" icon={<UserOutlined />} aria-label={t.account(name)}>
          {!narrow && name}
        </Button>
      </Dropdown>
      <Suspense>
        {shown === 'feed' && <FeedDialog onClose={close} />}
        {shown === 'zone' && <ZoneDialog onClose={close} />}
      </Suspense>
    </>
  );
}

/** How much the member has not read, and the way there. */
function Bell() {
  const t = useMessages(appMessages);
  const unread = useQuery(unreadQuery()).data ?? 0;
  return (
    <Link className="shell-bell" to="/notifications" aria-label={t.notifications(unread)}>
      <Badge count={unread} size="small" overflowCount={99}>
        <BellOutlined />
      </Badge>
    </Link>
  );
}

/** The search box of the header, and what the keys of every page open. */
function Finder() {
  const t = useMessages(appMessages);
  const [asked, ask] = useState<Asked | null>(null);
  const { work, records, studio } = useDestinations();
  useShortcuts(ask);
  const close = () => {
    ask(null);
  };
  return (
    <>
      <button
        type="button"
        className="shell-search"
        aria-label={t.searchHint}
        aria-keyshortcuts="Control+/"
        onClick={() => {
          ask('search');
        }}
      >
        <SearchOutlined />
        <span>{t.search}</span>
        <kbd>Ctrl /</kbd>
      </button>
      {(asked === 'search' || asked === 'palette') && (
        <Suspense>
          <SearchDialog
            places={[...work, ...records, ...studio]}
            pagesFirst={asked === 'palette'}
            onClose={close}
          />
        </Suspense>
      )}
      {asked === 'keys' && <KeySheet onClose={close} />}
    </>
  );
}

/** The frame of every page. */
export function Shell() {
  const t = useMessages(appMessages);
  const me = useQuery(meQuery());
  const narrow = useIsNarrow();
  useScrollMemory();
  useFocusReturn();
  if (me.isPending) {
    return <Loading />;
  }
  if (me.isError) {
    return <LoadFailed error={me.error} retry={() => void me.refetch()} />;
  }
  const { branding, tenant, member } = me.data;
  return (
    <div className="shell">
      <Live />
      <a className="shell-skip" href="#content">
        {t.skip}
      </a>
      <header className="shell-head">
        <Link className="shell-brand" to="/today">
          <Melon />
          <span>{branding.name ?? tenant.name}</span>
        </Link>
        <div className="shell-tools">
          <OfflineMark />
          <Finder />
          <Bell />
          <LanguageSwitch />
          <Account name={member.name} />
        </div>
      </header>
      {!narrow && <SideNavigation />}
      <main className="shell-main" id="content" tabIndex={-1}>
        <Waiting />
        <Suspense fallback={<Loading />}>
          <Outlet key={homeZone()} />
        </Suspense>
      </main>
      {narrow && <BottomNavigation />}
    </div>
  );
}
