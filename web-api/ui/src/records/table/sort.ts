/** One part of the server's sort: `-amount` is `{name: 'amount', descending: true}`. */
export interface SortPart {
  name: string;
  descending: boolean;
}

export function readSort(sort: string | undefined | null): SortPart[] {
  return (sort ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => ({
      name: part.replace(/^-/, '').replace(/:.*$/, ''),
      descending: part.startsWith('-'),
    }));
}

export function writeSort(parts: readonly SortPart[]): string | undefined {
  const text = parts.map(({ name, descending }) => (descending ? `-${name}` : name)).join(',');
  return text || undefined;
}

/**
 * What a click on a heading makes of the sort: up, down, none. Alone it replaces the sort, together with others
 * (Shift) it adds to it.
 */
export function toggleSort(sort: string | undefined, name: string, together: boolean): string | undefined {
  const parts = readSort(sort);
  const here = parts.find((part) => part.name === name);
  const next =
    here === undefined ? { name, descending: false } : here.descending ? null : { name, descending: true };
  if (!together) {
    return writeSort(next ? [next] : []);
  }
  const kept = parts.map((part) => (part.name === name ? next : part)).filter((part) => part !== null);
  return writeSort(here === undefined && next ? [...parts, next] : kept);
}
