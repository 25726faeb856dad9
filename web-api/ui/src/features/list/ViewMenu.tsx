import {
  DownOutlined,
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
import { listMessages } from './messages';
import { everything } from './savedViews';
import type { ListOfRecords } from './useRecords';
import { useViews } from './useViews';
import { ViewDialog } from './ViewDialog';

interface ViewMenuProps {
  object: ObjectView;
  list: ListOfRecords;
}

type Items = NonNullable<MenuProps['items']>;

/** The views to choose: of the definition, one's own, and those of others. */
function useChoices({ object, list }: ViewMenuProps): Items {
  const t = useMessages(listMessages);
  const me = useQuery(meQuery());
  const { items, first, error, settled } = list.views;
  const star = (key: string, label: ReactNode) =>
    first === key ? (
      <span>
        {label} <StarFilled className="view-first" title={t.firstView} aria-label={t.firstView} />
      </span>
    ) : (
      label
    );
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
              icon: one.shared ? <TeamOutlined /> : undefined,
            })),
          },
        ];
  const none = settled && !error && items.length === 0;
  return [
    { key: everything, label: t.allRecords },
    ...object.views.map(({ key, label }) => ({ key, label: star(key, label) })),
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
function useDeeds({ list }: ViewMenuProps, changed: boolean): Items {
  const t = useMessages(listMessages);
  const { view, views } = list;
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
function Pinned({ list, onOpen }: { list: ListOfRecords; onOpen: (key: string) => void }) {
  const t = useMessages(listMessages);
  const pinned = list.views.items.filter((one) => one.pinned);
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
          aria-pressed={one.id === list.view.key}
          type={one.id === list.view.key ? 'primary' : 'default'}
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
export function ViewMenu({ object, list }: ViewMenuProps) {
  const t = useMessages(listMessages);
  const views = useViews(object, list);
  const [naming, setNaming] = useState<'new' | SavedView | null>(null);
  const { view } = list;
  const { saved } = view;
  const items = [...useChoices({ object, list }), ...useDeeds({ object, list }, views.changed)];
  const label = saved?.label ?? object.views.find((one) => one.key === view.key)?.label ?? t.allRecords;
  const deeds: Record<string, () => void> = {
    '+retry': list.views.retry,
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
      <Pinned list={list} onOpen={views.open} />
      {naming && (
        <ViewDialog
          view={naming === 'new' ? undefined : naming}
          onSave={(names) => (naming === 'new' ? views.save(names) : views.rename(naming, names))}
          onClose={() => {
            setNaming(null);
          }}
        />
      )}
    </>
  );
}
