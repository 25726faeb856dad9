import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';

/** What a card takes where none was measured yet. */
const GUESS = 118;
const GAP = 8;
/** So many are drawn beyond each edge, so that quick scrolling shows no gaps. */
const BEYOND = 4;

export interface Slice {
  first: number;
  /** Behind the last one drawn. */
  end: number;
  before: number;
  after: number;
}

/** Which of a column's cards are drawn: those near what is seen. Without a layout all are. */
export function sliceOf(heights: readonly number[], top: number, height: number): Slice {
  if (height <= 0) {
    return { first: 0, end: heights.length, before: 0, after: 0 };
  }
  let at = 0;
  let first = 0;
  while (first < heights.length && at + (heights[first] ?? 0) < top) {
    at += heights[first] ?? 0;
    first += 1;
  }
  let end = first;
  let below = at;
  while (end < heights.length && below < top + height) {
    below += heights[end] ?? 0;
    end += 1;
  }
  first = Math.max(0, first - BEYOND);
  end = Math.min(heights.length, end + BEYOND);
  const sum = (from: number, to: number) => heights.slice(from, to).reduce((one, other) => one + other, 0);
  return { first, end, before: sum(0, first), after: sum(end, heights.length) };
}

/** The slice of a scrolled list that is drawn; heights are measured as cards come into sight. */
export function useWindow(list: RefObject<HTMLElement | null>, ids: readonly string[]) {
  const [seen, see] = useState({ top: 0, height: 0 });
  const [measured, measure] = useState<ReadonlyMap<string, number>>(new Map());
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) {
      return undefined;
    }
    const look = () => {
      see((before) =>
        Math.abs(before.top - element.scrollTop) < 24 && before.height === element.clientHeight
          ? before
          : { top: element.scrollTop, height: element.clientHeight },
      );
    };
    look();
    const size = new ResizeObserver(look);
    size.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      size.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [list]);
  const known = [...measured.values()];
  const guess = known.length > 0 ? known.reduce((one, other) => one + other, 0) / known.length : GUESS;
  const slice = sliceOf(
    ids.map((id) => measured.get(id) ?? guess),
    seen.top,
    seen.height,
  );
  const drawn = ids.slice(slice.first, slice.end).join();
  useEffect(() => {
    const sizes = new ResizeObserver((entries) => {
      const fresh = new Map(
        entries.map(({ target }) => {
          const card = target as HTMLElement;
          return [card.dataset.card ?? '', card.offsetHeight + GAP];
        }),
      );
      measure((before) =>
        [...fresh].every(([id, height]) => before.get(id) === height)
          ? before
          : new Map([...before, ...fresh]),
      );
    });
    list.current?.querySelectorAll(':scope > [data-card]').forEach((card) => {
      sizes.observe(card);
    });
    return () => {
      sizes.disconnect();
    };
  }, [list, drawn]);
  return slice;
}
