import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useNavigate } from 'react-router';
import {
  addView,
  asProblem,
  beginWithView,
  changeView,
  type ObjectView,
  removeView,
  type SavedView,
  type ViewWish,
  viewsQuery,
} from '~/api';
import { useMessages } from '~/i18n';
import { partMessages, useUndoToast } from '~/parts';
import { allOf, eachOf } from '~/records/condition';
import { listMessages } from './messages';
import { everything } from './savedViews';
import type { ListOfRecords } from './useRecords';
import type { ViewNames } from './ViewDialog';

/** The board keeps the list's filters. */
export function filtersOnly(filters: readonly string[]): string {
  return new URLSearchParams(filters.map((filter) => ['filter', filter])).toString();
}

const same = (one: readonly string[], other: readonly string[]) => one.join(',') === other.join(',');

/** What the list shows now, to be kept. */
function standing(list: ListOfRecords): ViewWish {
  const { state, view, sort, columns } = list;
  return {
    filter: allOf([view.filter, ...state.filters]) ?? '',
    sort: sort ?? '',
    q: state.q,
    columns,
  };
}

/** Whether the list shows something else than the saved view that is open. */
function hasChanged(list: ListOfRecords): boolean {
  const { saved, columns } = list.view;
  if (!saved) {
    return false;
  }
  const now = standing(list);
  return (
    now.filter !== (saved.filter ?? '') ||
    now.sort !== (saved.sort ?? '') ||
    now.q !== (saved.q ?? '') ||
    !same(list.columns, columns)
  );
}

const asBefore = ({ object, label, kind, filter, sort, q, columns, ...view }: SavedView): ViewWish => ({
  object,
  label,
  kind,
  columns,
  shared: view.shared,
  roles: view.roles,
  pinned: view.pinned,
  default: view.default,
  ...(filter ? { filter } : {}),
  ...(sort ? { sort } : {}),
  ...(q ? { q } : {}),
});

/** Opens, keeps, changes and removes views. */
export function useViews(object: ObjectView, list: ListOfRecords) {
  const t = useMessages(listMessages);
  const parts = useMessages(partMessages);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const undoable = useUndoToast();
  const { change, view, views } = list;
  const again = () => queries.invalidateQueries({ queryKey: viewsQuery(object.key).queryKey });
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
      await again();
    } catch (failure) {
      const problem = asProblem(failure);
      const why = problem?.code === 'unreachable' ? parts.unreachable : problem?.message;
      void message.error(why ? `${t.viewFailed}: ${why}` : t.viewFailed);
    }
  };
  const toBoard = (filters: readonly string[]) =>
    void navigate({ pathname: `/o/${object.key}/board`, search: filtersOnly(filters) });
  const showAll = () => {
    change({ view: everything, filters: [], q: '', sort: undefined, columns: undefined });
  };
  const enter = (one: SavedView) => {
    if (one.kind === 'board') {
      toBoard(eachOf(one.filter));
      return;
    }
    change({
      view: one.id,
      filters: eachOf(one.filter),
      q: one.q ?? '',
      sort: one.sort ?? undefined,
      columns: undefined,
    });
  };
  return {
    changed: hasChanged(list),
    open: (key: string) => {
      const saved = views.items.find((one) => one.id === key);
      const defined = object.views.find((one) => one.key === key);
      if (saved) {
        enter(saved);
      } else if (defined?.kind === 'board') {
        toBoard(defined.filter ? [defined.filter] : []);
      } else {
        change({ view: key, filters: [], q: '', sort: undefined, columns: undefined });
      }
    },
    save: async (names: ViewNames) => {
      const made = await addView({ object: object.key, ...standing(list), ...names });
      await again();
      enter(made);
    },
    rename: async (one: SavedView, names: ViewNames) => {
      await changeView(one.id, names);
      await again();
    },
    update: (one: SavedView) =>
      attempt(async () => {
        await changeView(one.id, standing(list));
        void message.success(t.savedView(one.label));
      }),
    pin: (one: SavedView) => attempt(() => changeView(one.id, { pinned: !one.pinned })),
    beginWith: () =>
      attempt(() => beginWithView(object.key, views.first === view.key ? null : (view.key ?? null))),
    remove: (one: SavedView) =>
      attempt(async () => {
        await removeView(one.id);
        showAll();
        undoable(t.removedView(one.label), () =>
          attempt(async () => {
            const made = await addView(asBefore(one));
            await again();
            enter(made);
          }),
        );
      }),
  };
}
