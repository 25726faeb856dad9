import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useNavigate, useSearchParams } from 'react-router';
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
import { addressOf, definedAddress, wholeAddress } from './address';
import { viewMessages } from './messages';
import type { ChosenView, Kind, useSavedViews } from './savedViews';
import type { ViewNames } from './ViewDialog';

/** What a list or a board shows, as far as its views are concerned. */
export interface Showing {
  kind: Kind;
  views: ReturnType<typeof useSavedViews>;
  /** The view that is open. */
  view: ChosenView;
  /** What is shown now, to be kept. */
  standing: ViewWish;
}

const same = (one: readonly string[], other: readonly string[]) => one.join(',') === other.join(',');

/** Whether something else is shown than the saved view that is open. */
function hasChanged({ view, kind, standing }: Showing): boolean {
  const { saved, columns } = view;
  return (
    saved !== undefined &&
    (standing.filter !== (saved.filter ?? '') ||
      standing.sort !== (saved.sort ?? '') ||
      standing.q !== (saved.q ?? '') ||
      (kind === 'list' && !same(standing.columns ?? [], columns)))
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
export function useViews(object: ObjectView, showing: Showing) {
  const t = useMessages(viewMessages);
  const parts = useMessages(partMessages);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const { message } = App.useApp();
  const undoable = useUndoToast();
  const { kind, view, views, standing } = showing;
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
  const showAll = () => navigate(wholeAddress(object, kind));
  const enter = (one: SavedView) => navigate(addressOf(object, one, params.get('limit')));
  return {
    changed: hasChanged(showing),
    open: (key: string) => {
      const saved = views.items.find((one) => one.id === key);
      const defined = object.views.find((one) => one.key === key);
      void (saved ? enter(saved) : defined ? navigate(definedAddress(object, defined)) : showAll());
    },
    save: async (names: ViewNames) => {
      const made = await addView({ object: object.key, ...standing, ...names });
      await again();
      await enter(made);
    },
    rename: async (one: SavedView, names: ViewNames) => {
      await changeView(one.id, names);
      await again();
    },
    update: (one: SavedView) =>
      attempt(async () => {
        await changeView(one.id, standing);
        void message.success(t.savedView(one.label));
      }),
    pin: (one: SavedView) => attempt(() => changeView(one.id, { pinned: !one.pinned })),
    beginWith: () =>
      attempt(() => beginWithView(object.key, views.first === view.key ? null : (view.key ?? null))),
    remove: (one: SavedView) =>
      attempt(async () => {
        await removeView(one.id);
        await showAll();
        undoable(t.removedView(one.label), () =>
          attempt(async () => {
            const made = await addView(asBefore(one));
            await again();
            await enter(made);
          }),
        );
      }),
  };
}
