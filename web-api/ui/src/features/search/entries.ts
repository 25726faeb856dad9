import type { SearchGroup } from '~/api';

/** A place of the product that the palette leads to. */
export interface Place {
  to: string;
  label: string;
}

export interface Entry {
  key: string;
  to: string;
  label: string;
  hint?: string;
}

export interface Section {
  key: string;
  label: string;
  entries: Entry[];
}

/** A record that was opened from here lately. */
export interface Recent {
  object: string;
  id: string;
  name: string;
  label: string;
}

export const mostRecent = 8;

export function remembered(recent: readonly Recent[], one: Recent): Recent[] {
  return [one, ...recent.filter((other) => other.id !== one.id)].slice(0, mostRecent);
}

const holds = (label: string, q: string) => label.toLowerCase().includes(q.toLowerCase());

interface Words {
  recent: string;
  pages: string;
  all: (object: string) => string;
}

/** What the box offers: what was found by object, and the pages whose names hold what is typed. */
export function sectionsOf(
  q: string,
  found: readonly SearchGroup[],
  recent: readonly Recent[],
  places: readonly Place[],
  words: Words,
  pagesFirst: boolean,
): Section[] {
  const pages: Section = {
    key: 'pages',
    label: words.pages,
    entries: places
      .filter((place) => q === '' || holds(place.label, q))
      .slice(0, q === '' && !pagesFirst ? 0 : 12)
      .map(({ to, label }) => ({ key: `page ${to}`, to, label })),
  };
  const lately: Section = {
    key: 'recent',
    label: words.recent,
    entries: (q === '' ? recent : []).map((one) => ({
      key: `recent ${one.id}`,
      to: `/o/${one.object}/${one.id}`,
      label: one.name,
      hint: one.label,
    })),
  };
  const groups = found.map((group): Section => {
    const entries = group.items.map((item): Entry => ({
      key: `${group.object} ${item.id}`,
      to: `/o/${group.object}/${item.id}`,
      label: item.name,
      hint: item.hint ?? undefined,
    }));
    const search = new URLSearchParams({ view: 'all', q }).toString();
    const all: Entry = {
      key: `all ${group.object}`,
      to: `/o/${group.object}?${search}`,
      label: words.all(group.label),
    };
    return { key: group.object, label: group.label, entries: group.more ? [...entries, all] : entries };
  });
  const sections = pagesFirst ? [pages, lately, ...groups] : [...groups, lately, pages];
  return sections.filter((section) => section.entries.length > 0);
}
