import type { Worklist, WorklistItem } from '~/api';

/** Those of a part that are not said to be dropped. */
export function kept(items: readonly WorklistItem[], worklist: Worklist): WorklistItem[] {
  const dropped = new Set((worklist.dropped ?? []).map((item) => item.id));
  return items.filter((item) => !dropped.has(item.id));
}

/** In what order the day is worked off: as the server ranks it, what is dropped last. */
export function queueOf(worklist: Worklist): WorklistItem[] {
  return [
    ...kept(worklist.overdue, worklist),
    ...kept(worklist.today, worklist),
    ...(worklist.dropped ?? []),
  ];
}

/** Who comes after (or before) an item; around the end, those that were passed over. */
export function neighbour(
  queue: readonly WorklistItem[],
  id: string | undefined,
  step: 1 | -1,
): WorklistItem | undefined {
  const at = queue.findIndex((item) => item.id === id);
  const others = queue.length > 1 || at < 0;
  return others ? queue[(at + step + queue.length) % queue.length] : undefined;
}
