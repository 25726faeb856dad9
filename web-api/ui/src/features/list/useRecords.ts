import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ObjectView, pageQuery, totalQuery } from '~/api';
import { allOf, eachOf } from '~/records/condition';
import { chosenView, everything, useKept, useSavedViews } from '~/records/views';
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
  const views = useSavedViews(object, !pool);
  const view = chosenView(object, views.items, views.first, address.view);
  // A saved view's own filters stand until others are chosen.
  const untouched = address.filters.length === 0 && address.q === '' && address.view === undefined;
  const begun = untouched ? view.saved : undefined;
  const own = begun && { filters: eachOf(begun.filter), q: begun.q ?? '' };
  const state: ListState = own ? { ...address, ...own, sort: address.sort ?? view.sort } : address;
  const sort = state.sort ?? view.sort;
  const question: Question = {
    filter: allOf([view.filter, ...state.filters]),
    q: state.q || undefined,
    pool,
  };
  // Where the address does not say it, the member's own beginning is waited for.
  const known =
    views.settled ||
    address.view === everything ||
    object.views.some((one) => one.key === address.view && one.kind !== 'board');
  const page = useQuery({
    ...pageQuery(object.key, { ...question, sort, limit: state.limit, cursor: state.cursor }),
    placeholderData: keepPreviousData,
    enabled: known,
  });
  const total = useQuery({
    ...totalQuery(object.key, question),
    placeholderData: keepPreviousData,
    enabled: known,
  });
  const columns = state.columns ?? view.columns;
  const drawn = kept.columns?.[view.key ?? ''] ?? {};
  return {
    state,
    change: (part: Partial<ListState>) => {
      // Leaving a view that was begun with unasked must not fall back into it.
      change(begun ? { ...own, view: begun.id, ...part } : part);
    },
    kind: 'list' as const,
    views,
    view,
    standing: {
      kind: 'list' as const,
      filter: question.filter ?? '',
      sort: sort ?? '',
      q: state.q,
      columns,
    },
    sort,
    question,
    page,
    total: total.data,
    columns,
    drawn,
    draw: (next: typeof drawn) => {
      keep({ ...kept, columns: { ...kept.columns, [view.key ?? '']: { ...drawn, ...next } } });
    },
  };
}

export type ListOfRecords = ReturnType<typeof useRecords>;
