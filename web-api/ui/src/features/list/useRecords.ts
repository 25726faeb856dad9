import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ObjectView, pageQuery, totalQuery } from '~/api';
import { allOf } from '~/records/condition';
import { chosenView, useKept } from './savedViews';
import { type ListState, useListState } from './useListState';

/** What a list shows, in the terms of the server. */
export interface Question {
  filter?: string;
  q?: string;
  pool?: string;
}

/** The list that an address describes: its page, its total and how it is drawn. */
export function useRecords(object: ObjectView, pool?: string) {
  const [address, change] = useListState();
  const [kept, keep] = useKept(object, pool ? `.${pool}` : '');
  const view = chosenView(object, kept, address.view);
  // A private view's own filters stand until others are chosen.
  const untouched = address.filters.length === 0 && address.q === '' && address.view === undefined;
  const mine = untouched ? view.mine : undefined;
  const state: ListState = mine
    ? { ...address, filters: mine.filters, q: mine.q ?? '', sort: address.sort ?? mine.sort }
    : address;
  const sort = state.sort ?? view.sort;
  const question: Question = {
    filter: allOf([view.filter, ...state.filters]),
    q: state.q || undefined,
    pool,
  };
  const page = useQuery({
    ...pageQuery(object.key, { ...question, sort, limit: state.limit, cursor: state.cursor }),
    placeholderData: keepPreviousData,
  });
  const total = useQuery({ ...totalQuery(object.key, question), placeholderData: keepPreviousData });
  const drawn = kept.columns?.[view.key ?? ''] ?? {};
  return {
    state,
    change: (part: Partial<ListState>) => {
      // Leaving a view that was begun with unasked must not fall back into it.
      change(mine ? { filters: mine.filters, q: mine.q ?? '', view: mine.key, ...part } : part);
    },
    kept,
    keep,
    view,
    sort,
    question,
    page,
    total: total.data,
    columns: state.columns ?? view.columns,
    drawn,
    draw: (next: typeof drawn) => {
      keep({ ...kept, columns: { ...kept.columns, [view.key ?? '']: { ...drawn, ...next } } });
    },
  };
}

export type ListOfRecords = ReturnType<typeof useRecords>;
