import type { FunnelView, ListView, ObjectView, SavedView } from '~/api';
import { eachOf, quote } from '../condition';
import { everything, type Kind } from './savedViews';

const pathOf = (object: ObjectView, kind: Kind) => `/o/${object.key}${kind === 'board' ? '/board' : ''}`;

/** The records that go through this funnel, where each names its own; who names none goes through the default. */
export function ofFunnel(object: ObjectView, funnel: FunnelView): string | undefined {
  if (!object.funnelBy || object.funnels.length < 2) {
    return undefined;
  }
  const named = `${object.funnelBy} == ${quote(funnel.key)}`;
  const fallback = object.funnels.find((one) => one.default) ?? object.funnels[0];
  return fallback?.key === funnel.key ? `!has(${object.funnelBy}) || ${named}` : named;
}

/** What the filter of a saved board says: which of several funnels it shows, and what is filtered there. */
export function boardOf(object: ObjectView, filter: string | null) {
  const parts = eachOf(filter);
  const funnel = object.funnels.find((one) => parts.includes(ofFunnel(object, one) ?? ''));
  const filters = parts.filter((part) => !funnel || part !== ofFunnel(object, funnel));
  return { funnel, filters };
}

/** Where a list or a board keeps its filters. */
export function withFilters(filters: readonly (string | undefined)[]): string {
  const query = new URLSearchParams();
  filters.filter((filter) => filter !== undefined).forEach((filter) => query.append('filter', filter));
  return query.toString();
}

/** Where a saved view is opened. */
export function addressOf(object: ObjectView, view: SavedView, limit: string | null = null) {
  const board = view.kind === 'board';
  const { funnel, filters } = board
    ? boardOf(object, view.filter)
    : { funnel: undefined, filters: eachOf(view.filter) };
  const said = { q: view.q, sort: view.sort, limit, funnel: funnel?.key };
  const query = new URLSearchParams({ view: view.id });
  Object.entries(said).forEach(([name, value]) => {
    if (value && (name === 'funnel') === board) {
      query.set(name, value);
    }
  });
  filters.forEach((filter) => {
    query.append('filter', filter);
  });
  return { pathname: pathOf(object, view.kind), search: query.toString() };
}

/** Where a view of the definition is opened. */
export const definedAddress = (object: ObjectView, view: ListView) => ({
  pathname: pathOf(object, view.kind ?? 'list'),
  search: new URLSearchParams({ view: view.key }).toString(),
});

/** Where everything is shown, whatever view is begun with. */
export const wholeAddress = (object: ObjectView, kind: Kind) => ({
  pathname: pathOf(object, kind),
  search: new URLSearchParams({ view: everything }).toString(),
});
