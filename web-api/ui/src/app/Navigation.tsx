import { MenuOutlined } from '@ant-design/icons';
import { Drawer } from 'antd';
import { useState } from 'react';
import { NavLink, useLocation } from 'react-router';
import { useMessages } from '~/i18n';
import { appMessages } from './messages';
import { type Destination, useDestinations } from './useDestinations';

/** The list of deals and the board of deals share an address: only the longer match is active. */
function isActive(pathname: string, to: string, exact = false): boolean {
  if (pathname === to || exact) {
    return pathname === to;
  }
  return pathname.startsWith(`${to}/`) && !(pathname.endsWith('/board') && !to.endsWith('/board'));
}

function Entries({ of, onChoose }: { of: Destination[]; onChoose?: () => void }) {
  const { pathname } = useLocation();
  return (
    <ul>
      {of.map(({ to, label, icon, exact }) => (
        <li key={to}>
          <NavLink
            to={to}
            onClick={onChoose}
            end={exact}
            className={() => (isActive(pathname, to, exact) ? 'active' : '')}
            aria-current={isActive(pathname, to, exact) ? 'page' : undefined}
          >
            {icon}
            {label}
          </NavLink>
        </li>
      ))}
    </ul>
  );
}

export function SideNavigation({ onChoose }: { onChoose?: () => void }) {
  const t = useMessages(appMessages);
  const { work, figures, records, studio } = useDestinations();
  return (
    <nav className="shell-nav" aria-label={t.main}>
      <Entries of={[...work, ...figures]} onChoose={onChoose} />
      {records.length > 0 && <h2>{t.records}</h2>}
      <Entries of={records} onChoose={onChoose} />
      {studio.length > 0 && <h2>{t.studio}</h2>}
      <Entries of={studio} onChoose={onChoose} />
    </nav>
  );
}

export function BottomNavigation() {
  const t = useMessages(appMessages);
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  const { work, records } = useDestinations();
  const customers = records.filter(({ to }) => to === '/o/customer');
  const deals = records.filter(({ to }) => to === '/o/deal');
  const boards = work.filter(({ to }) => to.endsWith('/board'));
  const shown = [...work.slice(0, 1), ...customers, ...deals, ...boards];
  return (
    <>
      <nav className="shell-bottom" aria-label={t.main}>
        {shown.map(({ to, label, icon }) => (
          <NavLink key={to} to={to} className={() => (isActive(pathname, to) ? 'active' : '')}>
            {icon}
            {label}
          </NavLink>
        ))}
        <button
          type="button"
          aria-expanded={open}
          onClick={() => {
            setOpen(true);
          }}
        >
          <MenuOutlined />
          {t.more}
        </button>
      </nav>
      <Drawer
        open={open}
        placement="bottom"
        title={t.allObjects}
        className="shell-drawer"
        size="70vh"
        onClose={() => {
          setOpen(false);
        }}
      >
        <SideNavigation
          onChoose={() => {
            setOpen(false);
          }}
        />
      </Drawer>
    </>
  );
}
