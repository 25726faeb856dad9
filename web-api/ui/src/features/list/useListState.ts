import { useSearchParams } from 'react-router';

export interface ListState {
  /** CEL expressions that must all hold: one chip each. */
  filters: string[];
  sort?: string;
  q: string;
  view?: string;
}

/** The state of a list lives in its address, so that it can be shared, bookmarked and gone back to. */
export function useListState(): [ListState, (change: Partial<ListState>) => void] {
  const [params, setParams] = useSearchParams();
  const state: ListState = {
    filters: params.getAll('filter').filter((filter) => filter.trim() !== ''),
    sort: params.get('sort') ?? undefined,
    q: params.get('q') ?? '',
    view: params.get('view') ?? undefined,
  };
  const change = (part: Partial<ListState>) => {
    const next = { ...state, ...part };
    const query = new URLSearchParams();
    for (const name of ['view', 'q', 'sort'] as const) {
      if (next[name]) {
        query.set(name, next[name]);
      }
    }
    next.filters.forEach((filter) => {
      query.append('filter', filter);
    });
    setParams(query);
  };
  return [state, change];
}
