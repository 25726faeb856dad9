import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  api,
  asProblem,
  type FieldView,
  type FieldValue,
  recordPath,
  recordQuery,
  type RecordView,
  type WrittenRecord,
} from '~/api';
import { sameValue, toWire } from '~/records';

export interface Change {
  field: string;
  value: FieldValue;
}

/** What happened to a record between the version that was read and the newest. */
export interface Conflict {
  mine: Change;
  theirs: RecordView;
  changed: { field: FieldView; before: FieldValue; now: FieldValue }[];
}

export function conflictOf(
  fields: readonly FieldView[],
  read: RecordView,
  theirs: RecordView,
  mine: Change,
): Conflict {
  const changed = fields
    .filter((field) => !sameValue(read.values[field.key], theirs.values[field.key]))
    .map((field) => ({ field, before: read.values[field.key], now: theirs.values[field.key] }));
  return { mine, theirs, changed };
}

/**
 * Saves one field of the version that is on the screen. A stale version is not overwritten: `onConflict` is told
 * what the newest one looks like.
 */
export function useSave(
  object: string,
  fields: readonly FieldView[],
  record: RecordView,
  onConflict: (conflict: Conflict) => void,
) {
  const queries = useQueryClient();
  const { queryKey } = recordQuery(object, record.id);
  return useMutation({
    mutationFn: ({ field, value }: Change) =>
      api.patch<WrittenRecord>(
        recordPath(object, record.id),
        { values: { [field]: toWire(value) } },
        { ifMatch: record.version },
      ),
    onSuccess: (saved) => {
      queries.setQueryData(queryKey, saved);
      void queries.invalidateQueries({ queryKey: ['records', object] });
      void queries.invalidateQueries({ queryKey: ['worklist'] });
    },
    onError: async (failure, mine) => {
      if (asProblem(failure)?.code === 'version-conflict' || asProblem(failure)?.status === 412) {
        const theirs = await api.get<RecordView>(recordPath(object, record.id));
        onConflict(conflictOf(fields, record, theirs, mine));
      }
    },
  });
}
