import {
  DownOutlined,
  ProjectOutlined,
  PushpinOutlined,
  ReloadOutlined,
  StarFilled,
  StarOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Dropdown, type MenuProps } from 'antd';
import { type ReactNode, useState } from 'react';
import { meQuery, type ObjectView, type SavedView } from '~/api';
import { useMessages } from '~/i18n';
import { viewMessages } from './messages';
import { everything } from './savedViews';
import { type Showing, useViews } from './useViews';
import { ViewDialog } from './ViewDialog';
import './views.css';

interface ViewMenuProps {
  object: ObjectView;
  showing: Showing;
}

type Items = NonNullable<MenuProps['items']>;

/** The views to choose: of the definition, one's own, and those of others. */
function useChoices({ object, showing }: ViewMenuProps): Items {
  const t = useMessages(viewMessages);
  const me = useQuery(meQuery());
  const { items, first, error, settled } = showing.views;
  const star = (key: string, label: ReactNode) =>
    first === key ? (
      <span>
        {label} <StarFilled className="view-first" title={t.firstView} aria-label={t.firstView} />
      </span>
    ) : (
      label
    );
  const board = <ProjectOutlined title={t.board} aria-label={t.board} />;
  const own = (one: SavedView) => one.owner.id === me.data?.member.id;
  const group = (
    key: string,
    label: string,
    views: SavedView[],
    called: (one: SavedView) => string,
  ): Items =>
    views.length === 0
      ? []
      : [
          {
            key,
            type: 'group',
            label,
            children: views.map((one) => ({
              key: one.id,
              label: star(one.id, called(one)),
              icon: one.kind === 'board' ? board : one.shared ? <TeamOutlined /> : undefined,
            })),
          },
        ];
  const none = settled && !error && items.length === 0;
  return [
    { key: everything, label: t.allRecords },
    ...object.views.map(({ key, label, kind }) => ({
      key,
      label: star(key, label),
      icon: kind === 'board' ? board : undefined,
    })),
    ...group('mine', t.myViews, items.filter(own), (one) => one.label),
    ...group(
      'shared',
      t.sharedViews,
      items.filter((one) => !own(one)),
      (one) => t.sharedBy(one.label, one.owner.name),
    ),
    ...(none ? [{ key: '+none', label: t.noViews, disabled: true }] : []),
    ...(error ? [{ key: '+retry', icon: <ReloadOutlined />, label: t.viewsFailed }] : []),
    { type: 'divider' },
  ];
}

/** What may be done with the view that is open. */
function useDeeds({ showing }: ViewMenuProps, changed: boolean): Items {
  const t = useMessages(viewMessages);
  const { view, views } = showing;
  const { saved } = view;
  return [
    { key: '+save', label: t.saveView },
    ...(saved?.mayEdit
      ? [
          { key: '+update', label: t.updateView, disabled: !changed },
          { key: '+rename', label: t.renameView },
        ]
      : []),
    ...(saved
      ? [{ key: '+pin', icon: <PushpinOutlined />, label: saved.pinned ? t.unpinView : t.pinView }]
      : []),
    ...(view.key
      ? [
          {
            key: '+first',
            icon: <StarOutlined />,
            label: views.first === view.key ? t.notFirst : t.makeFirst,
          },
        ]
      : []),
    ...(saved?.mayEdit ? [{ key: '+remove', label: t.removeView, danger: true }] : []),
  ];
}

/** The views at hand, one press away. */
function Pinned({ showing, onOpen }: { showing: Showing; onOpen: (key: string) => void }) {
  const t = useMessages(viewMessages);
  const pinned = showing.views.items.filter((one) => one.pinned);
  if (pinned.length === 0) {
    return null;
  }
  return (
    <div className="list-pinned" role="group" aria-label={t.pinnedViews}>
      {pinned.map((one) => (
        <Button
          key={one.id}
          size="small"
          shape="round"
          aria-pressed={one.id === showing.view.key}
          type={one.id === showing.view.key ? 'primary' : 'default'}
          onClick={() => {
            onOpen(one.id);
          }}
        >
          {one.label}
        </Button>
      ))}
    </div>
  );
}

/** The views to choose, and what may be done with the one that is open. */
export function ViewMenu({ object, showing }: ViewMenuProps) {
  const t = useMessages(viewMessages);
  const views = useViews(object, showing);
  const [naming, setNaming] = useState<'new' | SavedView | null>(null);
  const { view } = showing;
  const { saved } = view;
  const items = [...useChoices({ object, showing }), ...useDeeds({ object, showing }, views.changed)];
  const label = saved?.label ?? object.views.find((one) => one.key === view.key)?.label ?? t.allRecords;
  const deeds: Record<string, () => void> = {
    '+retry': showing.views.retry,
    '+save': () => {
      setNaming('new');
    },
    '+first': () => void views.beginWith(),
    ...(saved && {
      '+update': () => void views.update(saved),
      '+rename': () => {
        setNaming(saved);
      },
      '+pin': () => void views.pin(saved),
      '+remove': () => void views.remove(saved),
    }),
  };
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items,
          selectable: true,
          selectedKeys: [view.key ?? everything],
          onClick: ({ key }) => {
            const deed = deeds[key];
            if (deed) {
              deed();
            } else {
              views.open(key);
            }
          },
        }}
      >
        <Button className="list-view" aria-label={`${t.view}: ${label}`}>
          {label} <DownOutlined />
        </Button>
      </Dropdown>
      {views.changed && saved?.mayEdit && (
        <Button type="link" title={t.changed} onClick={() => void views.update(saved)}>
          {t.updateView}
        </Button>
      )}
      <Pinned showing={showing} onOpen={views.open} />
      {naming && (
        <ViewDialog
          view={naming === 'new' ? undefined : naming}
          kind={showing.kind}
          onSave={(names) => (naming === 'new' ? views.save(names) : views.rename(naming, names))}
          onClose={() => {
            setNaming(null);
          }}
        />
      )}
    </>
  );
}
