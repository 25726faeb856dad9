import type { FieldView, ObjectView } from '~/api';
import { useMessages } from '~/i18n';
import { recordMessages } from '../messages';
import { fieldByKey } from '../wire';

/** What a list may show beside an object's own fields. */
export const systemColumns = ['owner_id', 'created_at', 'created_by', 'updated_at', 'updated_by'] as const;

/** What the list of the bin shows. */
export const binColumns = ['deleted_at', 'deleted_by', 'purged_at'] as const;

const unsortable: readonly string[] = ['created_by', 'updated_by', ...binColumns, 'subject'];

export function useHeading(): (object: ObjectView, name: string) => string {
  const t = useMessages(recordMessages);
  const system: Record<string, string> = {
    owner_id: t.owner,
    created_at: t.created,
    created_by: t.createdBy,
    updated_at: t.updated,
    updated_by: t.updatedBy,
    deleted_at: t.deletedAt,
    deleted_by: t.deletedBy,
    purged_at: t.purgedAt,
    subject: t.subject,
  };
  return (object, name) => fieldByKey(object, name)?.label ?? system[name] ?? name;
}

const instants: readonly string[] = ['created_at', 'updated_at', ...binColumns];

export function widthOf(field: FieldView | undefined, isName: boolean, name = ''): number {
  if (isName) {
    return 240;
  }
  if (field?.type === 'date_time' || (!field && instants.includes(name) && name !== 'deleted_by')) {
    return 190;
  }
  return field?.type === 'long_text'
    ? 260
    : field?.type === 'phone'
      ? 200
      : ['text', 'email'].includes(field?.type ?? '')
        ? 180
        : 150;
}

const rightAligned = ['integer', 'decimal', 'currency', 'percent'];

export function isRightAligned(field: FieldView | undefined): boolean {
  return field !== undefined && rightAligned.includes(field.type);
}

/** Several values, or a form that hides most of the value, give no order that says anything. */
export function isSortable(field: FieldView | undefined, name: string): boolean {
  return field
    ? field.type !== 'multi_select' && field.permissions?.access !== 'masked'
    : !unsortable.includes(name);
}
