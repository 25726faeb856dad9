import { queryOptions } from '@tanstack/react-query';
import { api, request } from './client';
import type { Reference } from './types';

/** Lists and boards that members keep under a name. */

const path = '/api/v1/views';

export interface SavedView {
  id: string;
  object: string;
  label: string;
  kind: 'list' | 'board';
  filter: string | null;
  sort: string | null;
  q: string | null;
  /** Those of the layout where empty. */
  columns: string[];
  shared: boolean;
  /** Whom it is shared with; everybody where it is shared and none is named. */
  roles: string[];
  pinned: boolean;
  default: boolean;
  owner: Reference;
  mayEdit: boolean;
}

export interface SavedViews {
  items: SavedView[];
  /** The view that the member begins with, by id, or by key where the company defined it. */
  default: string | null;
}

/** What is said of a view; an empty text or list takes away what there was. */
export type ViewWish = Partial<Omit<SavedView, 'id' | 'owner' | 'mayEdit'>>;

export const viewsQuery = (object: string) =>
  queryOptions({
    queryKey: ['views', object],
    queryFn: ({ signal }) => api.get<SavedViews>(path, { object }, signal),
    staleTime: 60_000,
  });

/** The same key makes the same view but once. */
export const addView = (wish: ViewWish, key?: string) =>
  api.post<SavedView>(path, wish, key ? { headers: { 'Idempotency-Key': key } } : {});

export const changeView = (id: string, wish: ViewWish) =>
  api.patch<SavedView>(`${path}/${encodeURIComponent(id)}`, wish);

export const removeView = (id: string) => api.delete(`${path}/${encodeURIComponent(id)}`);

export const beginWithView = async (object: string, view: string | null) =>
  (await request<SavedViews>('PUT', `${path}/default`, { body: view ? { object, view } : { object } })).data;
