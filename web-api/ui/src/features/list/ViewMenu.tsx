import { DownOutlined, StarFilled, StarOutlined } from '@ant-design/icons';
import { Button, Dropdown, Input, type MenuProps, Modal } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { ObjectView } from '~/api';
import { useMessages } from '~/i18n';
import { isComposing } from '~/parts';
import { listMessages } from './messages';
import { everything, isPrivate, type PrivateView } from './savedViews';
import type { ListOfRecords } from './useRecords';

/** The board keeps the list's filters. */
export function filtersOnly(filters: readonly string[]): string {
  return new URLSearchParams(filters.map((filter) => ['filter', filter])).toString();
}

interface ViewMenuProps {
  object: ObjectView;
  list: ListOfRecords;
}

function useViews({ object, list }: ViewMenuProps) {
  const { kept, keep, state, view, sort, change } = list;
  const navigate = useNavigate();
  const mine = kept.views ?? [];
  const stand = (key: string, label: string): PrivateView => ({
    key,
    label,
    filters: state.filters,
    sort,
    q: state.q || undefined,
    columns: list.columns,
  });
  const enter = (one: PrivateView) => {
    change({ view: one.key, filters: one.filters, q: one.q ?? '', sort: one.sort, columns: one.columns });
  };
  return {
    mine,
    open: (key: string) => {
      const saved = mine.find((one) => one.key === key);
      const defined = object.views.find((one) => one.key === key);
      if (saved) {
        enter(saved);
      } else if (defined?.kind === 'board') {
        const search = filtersOnly(defined.filter ? [defined.filter] : []);
        void navigate({ pathname: `/o/${object.key}/board`, search });
      } else {
        change({ view: key, filters: [], q: '', sort: undefined, columns: undefined });
      }
    },
    save: (label: string) => {
      const one = stand(`my-${Date.now().toString(36)}`, label);
      keep({ ...kept, views: [...mine, one] });
      enter(one);
    },
    update: (one: PrivateView) => {
      keep({ ...kept, views: mine.map((each) => (each.key === one.key ? stand(one.key, one.label) : each)) });
    },
    remove: (one: PrivateView) => {
      const first = kept.first === one.key ? undefined : kept.first;
      keep({ ...kept, first, views: mine.filter((each) => each.key !== one.key) });
      change({ view: everything, filters: [], q: '', sort: undefined, columns: undefined });
    },
    beginWith: () => {
      const key = view.key ?? mine.find((one) => one.key === state.view)?.key;
      keep({ ...kept, first: kept.first === key ? undefined : key });
    },
  };
}

function NameDialog({ onSave, onClose }: { onSave: (name: string) => void; onClose: () => void }) {
  const t = useMessages(listMessages);
  const [name, setName] = useState('');
  const save = () => {
    if (name.trim()) {
      onSave(name.trim());
      onClose();
    }
  };
  return (
    <Modal
      open
      title={t.saveView}
      okText={t.saveView}
      okButtonProps={{ disabled: !name.trim() }}
      onOk={save}
      onCancel={onClose}
    >
      <Input
        autoFocus
        aria-label={t.viewName}
        placeholder={t.viewName}
        maxLength={60}
        value={name}
        onChange={(event) => {
          setName(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !isComposing(event)) {
            save();
          }
        }}
      />
      <p className="list-hint">{t.viewHint}</p>
    </Modal>
  );
}

/** The views of the definition, those of the member, and what may be done with the one that is open. */
export function ViewMenu({ object, list }: ViewMenuProps) {
  const t = useMessages(listMessages);
  const views = useViews({ object, list });
  const [naming, setNaming] = useState(false);
  const { view, state, kept } = list;
  const open = view.key ?? everything;
  const mine = views.mine.find((one) => one.key === (view.key ?? state.view));
  const isFirst = kept.first !== undefined && kept.first === view.key;
  const star = (key: string, label: string) =>
    kept.first === key ? (
      <span>
        {label} <StarFilled className="view-first" title={t.firstView} aria-label={t.firstView} />
      </span>
    ) : (
      label
    );
  const items: MenuProps['items'] = [
    { key: everything, label: t.allRecords },
    ...object.views.map(({ key, label }) => ({ key, label: star(key, label) })),
    ...(views.mine.length > 0
      ? [
          {
            key: 'mine',
            type: 'group' as const,
            label: t.myViews,
            children: views.mine.map(({ key, label }) => ({ key, label: star(key, label) })),
          },
        ]
      : []),
    { type: 'divider' },
    { key: '+save', label: t.saveView },
    ...(mine
      ? [
          { key: '+update', label: t.updateView },
          { key: '+remove', label: t.removeView, danger: true },
        ]
      : []),
    ...(view.key
      ? [{ key: '+first', icon: <StarOutlined />, label: isFirst ? t.notFirst : t.makeFirst }]
      : []),
  ];
  const label = mine?.label ?? object.views.find((one) => one.key === view.key)?.label ?? t.allRecords;
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items,
          selectable: true,
          selectedKeys: [isPrivate(state.view) ? (state.view ?? open) : open],
          onClick: ({ key }) => {
            const acts: Record<string, () => void> = {
              '+save': () => {
                setNaming(true);
              },
              '+update': () => {
                if (mine) views.update(mine);
              },
              '+remove': () => {
                if (mine) views.remove(mine);
              },
              '+first': views.beginWith,
            };
            (
              acts[key] ??
              (() => {
                views.open(key);
              })
            )();
          },
        }}
      >
        <Button className="list-view" aria-label={`${t.view}: ${label}`}>
          {label} <DownOutlined />
        </Button>
      </Dropdown>
      {naming && (
        <NameDialog
          onSave={views.save}
          onClose={() => {
            setNaming(false);
          }}
        />
      )}
    </>
  );
}
