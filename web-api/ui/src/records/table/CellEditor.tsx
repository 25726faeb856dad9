import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import {
  api,
  asProblem,
  type FieldValue,
  type FieldView,
  recordPath,
  type RecordView,
  type WrittenRecord,
} from '~/api';
import { useMessages } from '~/i18n';
import { isComposing, partMessages } from '~/parts';
import type { DuplicateAnswers } from '../duplicates';
import { recordMessages } from '../messages';
import { ValueInput } from '../ValueInput';
import { sameValue, toWire } from '../wire';

interface CellEditorProps {
  object: string;
  field: FieldView;
  record: RecordView;
  /** Another way to save: a stage is moved to. */
  move?: (record: RecordView, to: string) => Promise<unknown>;
  /** What is shown of a write that doubles something. */
  duplicates: DuplicateAnswers;
  onClose: () => void;
}

const chosen: readonly FieldView['type'][] = ['select', 'boolean', 'lookup', 'member', 'date'];

/** Edits one value where it stands in the list, under the rules of the record page. */
export function CellEditor({ object, field, record: given, move, duplicates, onClose }: CellEditorProps) {
  const t = useMessages(recordMessages);
  const parts = useMessages(partMessages);
  const queries = useQueryClient();
  // What was read when the edit began: a newer version must not be overwritten unseen.
  const [record] = useState(given);
  const [value, setValue] = useState<FieldValue>(record.values[field.key]);
  const saving = useMutation({
    mutationFn: async (next: FieldValue) => {
      if (move && typeof next === 'string') {
        await move(record, next);
        return null;
      }
      return api.patch<WrittenRecord>(
        recordPath(object, record.id),
        { values: { [field.key]: toWire(next) } },
        { ifMatch: record.version },
      );
    },
    onSuccess: async (written) => {
      onClose();
      if (written) {
        duplicates.warned(written);
      }
      await queries.invalidateQueries({ queryKey: ['records', object] });
    },
    onError: (failure) => {
      duplicates.refused(failure, record);
    },
  });
  const save = (next: FieldValue) => {
    if (sameValue(next, record.values[field.key])) {
      onClose();
    } else if (!saving.isPending) {
      saving.mutate(next);
    }
  };
  const keys = (event: KeyboardEvent) => {
    event.stopPropagation();
    const enter = event.key === 'Enter' && !chosen.includes(field.type) && field.type !== 'multi_select';
    if (enter && !isComposing(event) && (field.type !== 'long_text' || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save(value);
    } else if (event.key === 'Escape') {
      onClose();
    }
  };
  const problem = asProblem(saving.error);
  const conflict = problem?.status === 412 || problem?.code === 'version-conflict';
  const messages = problem ? [...problem.messagesAt(field.key), ...problem.messagesBeside([field.key])] : [];
  const words = messages.length > 0 ? messages : problem ? [problem.message || parts.unreachable] : [];
  return (
    <div
      className="cell-editor"
      onKeyDown={keys}
      onClick={(event) => {
        event.stopPropagation();
      }}
    >
      <label className="visually-hidden" htmlFor={`cell-${record.id}-${field.key}`}>
        {field.label}
      </label>
      <ValueInput
        id={`cell-${record.id}-${field.key}`}
        field={field}
        value={value}
        autoFocus
        status={problem ? 'error' : undefined}
        onChange={(next) => {
          setValue(next);
          if (chosen.includes(field.type)) {
            save(next);
          }
        }}
      />
      {words.map((message) => (
        <p key={message} className="cell-message" role="alert">
          {message}
        </p>
      ))}
      <span className="cell-ways">
        {!chosen.includes(field.type) && (
          <Button
            size="small"
            type="primary"
            loading={saving.isPending}
            onClick={() => {
              save(value);
            }}
          >
            {parts.save}
          </Button>
        )}
        {conflict && (
          <Button
            size="small"
            onClick={() => {
              onClose();
              void queries.invalidateQueries({ queryKey: ['records', object] });
            }}
          >
            {t.loadNewest}
          </Button>
        )}
        <Button size="small" onClick={onClose}>
          {parts.cancel}
        </Button>
      </span>
    </div>
  );
}
