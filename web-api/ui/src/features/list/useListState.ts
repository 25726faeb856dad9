import { useSearchParams } from 'react-router';

export interface ListState {
  /** CEL expressions that must all hold: one chip each. */
  filters: string[];
  sort?: string;
  q: string;
  view?: string;
  /** The columns, where they are not those of the view. */
  columns?: string[];
  limit: number;
  cursor?: string;
  /** The number of the page's first row, from 1. */
  from: number;
}

export const pageSizes = [50, 100, 200] as const;

const within = (limit: string | null) => pageSizes.find((size) => String(size) === limit) ?? 50;

/** The state of a list lives in its address, so that it can be shared, bookmarked and gone back to. */
export function useListState(): [ListState, (change: Partial<ListState>) => void] {
  const [params, setParams] = useSearchParams();
  const columns = (params.get('columns') ?? '').split(',').filter((name) => name !== '');
  const state: ListState = {
    filters: params.getAll('filter').filter((filter) => filter.trim() !== ''),
    sort: params.get('sort') ?? undefined,
    q: params.get('q') ?? '',
    view: params.get('view') ?? undefined,
    columns: columns.length > 0 ? columns : undefined,
    limit: within(params.get('limit')),
    cursor: params.get('cursor') ?? undefined,
    from: Math.max(1, Number.parseInt(params.get('from') ?? '1', 10) || 1),
  };
  const change = (part: Partial<ListState>) => {
    const turned = 'cursor' in part || 'columns' in part;
    const next = { ...state, ...(turned ? {} : { cursor: undefined, from: 1 }), ...part };
    const query = new URLSearchParams();
    for (const name of ['view', 'q', 'sort', 'cursor'] as const) {
      if (next[name]) {
        query.set(name, next[name]);
      }
    }
    if (next.columns) {
      query.set('columns', next.columns.join(','));
    }
    if (next.limit !== 50) {
      query.set('limit', String(next.limit));
    }
    if (next.cursor && next.from > 1) {
      query.set('from', String(next.from));
    }
    next.filters.forEach((filter) => {
      query.append('filter', filter);
    });
    setParams(query);
  };
  return [state, change];
}
