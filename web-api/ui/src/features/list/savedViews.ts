import { useQuery } from '@tanstack/react-query';
import { type ListView, meQuery, type ObjectView } from '~/api';
import { useStored } from '~/parts';

/** A view that a member keeps for herself, on this device. */
export interface PrivateView {
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
  views?: PrivateView[];
  /** The view to begin with. */
  first?: string;
  columns?: Record<string, Widths>;
}

/** The view that shows everything, where another one is begun with. */
export const everything = 'all';

export const isPrivate = (key: string | undefined) => key?.startsWith('my-') ?? false;

/** What a member keeps of one object's lists. */
export function useKept(object: ObjectView, suffix = '') {
  const me = useQuery(meQuery());
  const owner = me.data ? `${me.data.tenant.slug}.${me.data.member.id}` : 'nobody';
  return useStored<Kept>(`ripeline.list.${owner}.${object.key}${suffix}`, {});
}

export interface ChosenView {
  key: string | undefined;
  /** The filter of a view that the company defined: it stands beside the reader's own filters. */
  filter?: string;
  sort?: string;
  columns: string[];
  mine?: PrivateView;
}

function laidOut(object: ObjectView): string[] {
  const list = object.layout?.list;
  return list?.length ? list : object.fields.slice(0, 6).map((field) => field.key);
}

/** The view that an address names, or the one the member begins with. */
export function chosenView(object: ObjectView, kept: Kept, named: string | undefined): ChosenView {
  const key = named === everything ? undefined : (named ?? kept.first);
  const mine = kept.views?.find((one) => one.key === key);
  if (mine) {
    return { key, mine, columns: mine.columns ?? laidOut(object), sort: mine.sort };
  }
  const defined: ListView | undefined = object.views.find((one) => one.key === key && one.kind !== 'board');
  return {
    key: defined?.key,
    filter: defined?.filter ?? undefined,
    sort: defined?.sort ?? undefined,
    columns: defined?.columns.length ? defined.columns : laidOut(object),
  };
}
