import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import {
  addView,
  asProblem,
  beginWithView,
  type ListView,
  meQuery,
  type ObjectView,
  type SavedView,
  type SavedViews,
  viewsQuery,
} from '~/api';
import { useStored } from '~/parts';
import { allOf } from '../condition';

/** A view as it was once kept on the device alone. */
interface PrivateView {
  key: string;
  label: string;
  filters: string[];
  sort?: string;
  q?: string;
  columns?: string[];
}

/** How wide columns are drawn and which stay, per view. */
export interface Widths {
  widths?: Record<string, number>;
  pinned?: string[];
}

interface Kept {
  /** What the server does not have yet. */
  views?: PrivateView[];
  first?: string;
  columns?: Record<string, Widths>;
}

/** The view that shows everything, where another one is begun with. */
export const everything = 'all';

/** What this device remembers of one object's lists. */
export function useKept(object: ObjectView, suffix = '') {
  const me = useQuery(meQuery());
  const owner = me.data ? `${me.data.tenant.slug}.${me.data.member.id}` : 'nobody';
  return useStored<Kept>(`ripeline.list.${owner}.${object.key}${suffix}`, {});
}

/** The lists whose views are on their way to the server: it is gone once, however many parts ask. */
const underway = new Set<string>();

const isRefusal = (failure: unknown) => [400, 403, 404, 422].includes(asProblem(failure)?.status ?? 0);

/** Gives the server what the device kept alone; what is not taken over stays for the next time. */
async function bringOver(object: string, kept: Kept, standing: SavedViews, keep: (kept: Kept) => void) {
  let left = { ...kept, views: kept.views ?? [] };
  for (const { key, label, filters, sort, q, columns } of left.views) {
    const others = left.views.filter((view) => view.key !== key);
    const first = left.first === key && !standing.default;
    try {
      const wish = { object, label, filter: allOf(filters), sort, q, columns, default: first };
      const { id } = await addView(wish, `kept-view-${key}`);
      const { [key]: drawn, ...rest } = left.columns ?? {};
      left = { ...left, views: others, columns: drawn ? { ...rest, [id]: drawn } : rest };
    } catch (failure) {
      if (!isRefusal(failure)) {
        throw failure;
      }
      // What it asks for is no longer there: it showed nothing here either.
      left = { ...left, views: others };
    }
    keep(left);
  }
  if (left.first && !left.first.startsWith('my-') && !standing.default) {
    await beginWithView(object, left.first).catch((failure: unknown) => {
      if (!isRefusal(failure)) {
        throw failure;
      }
    });
  }
  keep({ ...left, views: undefined, first: undefined });
}

/** The views of an object that the member has, her own and those shared with her. */
export function useSavedViews(object: ObjectView, wanted = true) {
  const queries = useQueryClient();
  const me = useQuery(meQuery());
  const [kept, keep] = useKept(object);
  const views = useQuery({ ...viewsQuery(object.key), enabled: wanted });
  const standing = views.data;
  const waits = wanted && me.isSuccess && Boolean(kept.views ?? kept.first);
  useEffect(() => {
    if (!waits || !standing || underway.has(object.key)) {
      return;
    }
    underway.add(object.key);
    void bringOver(object.key, kept, standing, keep)
      .catch(() => undefined)
      .then(() => queries.invalidateQueries({ queryKey: viewsQuery(object.key).queryKey }))
      .finally(() => underway.delete(object.key));
    // Only once the views are there; what is kept changes on the way.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [waits, standing === undefined, object.key]);
  return {
    items: standing?.items ?? [],
    first: standing?.default ?? undefined,
    error: views.error,
    /** Whether it is known what the member begins with. */
    settled: !wanted || !views.isPending,
    retry: () => void views.refetch(),
  };
}

export type Kind = SavedView['kind'];

export interface ChosenView {
  key: string | undefined;
  /** The filter of a view that the company defined: it stands beside the reader's own filters. */
  filter?: string;
  sort?: string;
  columns: string[];
  saved?: SavedView;
}

function laidOut(object: ObjectView): string[] {
  const list = object.layout?.list;
  return list?.length ? list : object.fields.slice(0, 6).map((field) => field.key);
}

/** The view of a list or of a board that an address names, or the one the member begins with. */
export function chosenView(
  object: ObjectView,
  saved: readonly SavedView[],
  first: string | undefined,
  named: string | undefined,
  kind: Kind = 'list',
): ChosenView {
  const key = named === everything ? undefined : (named ?? first);
  const own = saved.find((one) => one.id === key && one.kind === kind);
  if (own) {
    const columns = own.columns.length > 0 ? own.columns : laidOut(object);
    return { key, saved: own, columns, sort: own.sort ?? undefined };
  }
  const defined: ListView | undefined = object.views.find(
    (one) => one.key === key && (one.kind === 'board') === (kind === 'board'),
  );
  return {
    key: defined?.key,
    filter: defined?.filter ?? undefined,
    sort: defined?.sort ?? undefined,
    columns: defined?.columns.length ? defined.columns : laidOut(object),
  };
}
