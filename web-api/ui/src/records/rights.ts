import type { ObjectView, RecordRight, RecordView } from '~/api';

/** What a role needs for it on the whole object, where the record itself does not say what its reader may do. */
const ofRole: Partial<Record<RecordRight, string[]>> = {
  update: ['update'],
  delete: ['delete'],
  give: ['update'],
  transfer: ['update'],
  move: ['update'],
  grade: ['update'],
  merge: ['update', 'delete'],
  release: ['update'],
};

/** Whether the reader may do something with a record. Lists do not say; then her role decides, and the server. */
export function mayDo(object: ObjectView, record: RecordView, right: RecordRight): boolean {
  return record.may
    ? record.may.includes(right)
    : (ofRole[right] ?? []).every((needed) => object.permissions.includes(needed));
}
