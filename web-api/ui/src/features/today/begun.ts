import { startItem, type WorklistItem } from '~/api';

/** Tells the team that a contact is under way. That it did not hear hinders nobody's call. */
export function begun(item: WorklistItem): void {
  startItem(item.id).catch(() => undefined);
}
