import { useSearchParams } from 'react-router';
import type { ObjectView } from '~/api';
import { allOf } from '~/records/condition';
import { boardOf, chosenView, ofFunnel, useSavedViews } from '~/records/views';

/** The board that an address describes: which funnel it shows, filtered how, and by which view. */
export function useShownBoard(object: ObjectView) {
  const [params, setParams] = useSearchParams();
  const named = params.get('view') ?? undefined;
  const own = params.getAll('filter').filter((filter) => filter.trim() !== '');
  const views = useSavedViews(object);
  const view = chosenView(object, views.items, views.first, named, 'board');
  // A saved view's own filters stand until others are chosen.
  const untouched = named === undefined && own.length === 0 && !params.has('funnel');
  const begun = untouched ? view.saved : undefined;
  const kept = begun && boardOf(object, begun.filter);
  const key = params.get('funnel') ?? kept?.funnel?.key;
  const funnel =
    object.funnels.find((one) => one.key === key) ??
    object.funnels.find((one) => one.default) ??
    object.funnels[0];
  const filters = kept?.filters ?? own;
  const filter = allOf([view.filter, ...filters]);
  const change = (part: { filters?: string[]; funnel?: string }) => {
    const next = { filters, funnel: key, ...part };
    const query = new URLSearchParams();
    const shown = named ?? begun?.id;
    if (shown) {
      query.set('view', shown);
    }
    if (next.funnel) {
      query.set('funnel', next.funnel);
    }
    next.filters.forEach((one) => {
      query.append('filter', one);
    });
    setParams(query);
  };
  return {
    kind: 'board' as const,
    views,
    view,
    standing: {
      kind: 'board' as const,
      filter: allOf([view.filter, ...filters, funnel && ofFunnel(object, funnel)]) ?? '',
      sort: '',
      q: '',
      columns: [],
    },
    funnel,
    filters,
    filter,
    change,
    /** Whether it is known what the member begins with. */
    settled: views.settled || !untouched,
  };
}
