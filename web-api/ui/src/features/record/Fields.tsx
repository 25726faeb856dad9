import { CalculatorOutlined, EditOutlined, LockOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import {
  asProblem,
  type FieldValue,
  type FieldView,
  type ObjectView,
  recordQuery,
  type RecordView,
} from '~/api';
import { useMessages } from '~/i18n';
import { focusOn, isComposing, partMessages, ProblemAlert } from '~/parts';
import {
  fieldsInState,
  isDerived,
  mayDo,
  mayEdit,
  RecordValue,
  sameValue,
  useFormState,
  ValueInput,
  withOptions,
} from '~/records';
import { useDuplicates } from '~/records/duplicates';
import { ConflictAlert } from './ConflictAlert';
import { recordPageMessages } from './messages';
import { type Conflict, conflictOf, useSave } from './useSave';

interface EditorProps {
  field: FieldView;
  value: FieldValue;
  saving: boolean;
  messages: string[];
  onChange: (value: FieldValue) => void;
  onSave: () => void;
  onCancel: () => void;
}

function Editor({ field, value, saving, messages, onChange, onSave, onCancel }: EditorProps) {
  const t = useMessages(recordPageMessages);
  const parts = useMessages(partMessages);
  const long = field.type === 'long_text';
  const typed = !['select', 'lookup', 'member', 'date', 'date_time'].includes(field.type);
  const keys = (event: KeyboardEvent) => {
    const save = event.key === 'Enter' && (event.ctrlKey || event.metaKey || (typed && !long));
    if (save && !isComposing(event)) {
      event.preventDefault();
      onSave();
    } else if (event.key === 'Escape' && !isComposing(event)) {
      onCancel();
    }
  };
  return (
    <div className="field-editor" onKeyDown={keys}>
      <ValueInput
        id={`edit-${field.key}`}
        field={field}
        value={value}
        onChange={onChange}
        autoFocus
        status={messages.length > 0 ? 'error' : undefined}
      />
      {messages.map((message) => (
        <p key={message} className="field-message" role="alert">
          {message}
        </p>
      ))}
      <div className="field-ways">
        <Button size="small" type="primary" loading={saving} onClick={onSave}>
          {parts.save}
        </Button>
        <Button size="small" onClick={onCancel}>
          {parts.cancel}
        </Button>
        <span>{long ? t.longHint : t.escHint}</span>
      </div>
    </div>
  );
}

interface FieldsProps {
  object: ObjectView;
  record: RecordView;
  /** Fields that have controls of their own on the page: a funnel's stage. */
  without: readonly string[];
}

interface Section {
  key: string;
  /** Null where there is but one, without a heading; empty for what no section names. */
  label: string | null;
  fields: FieldView[];
}

/** The fields in the sections of the object's layout; what none of them names comes last. */
function sectionsOf(object: ObjectView, fields: readonly FieldView[], without: readonly string[]): Section[] {
  const shown = fields.filter((field) => !without.includes(field.key));
  const sections = object.layout?.sections ?? [];
  if (sections.length === 0) {
    return [{ key: '', label: null, fields: shown }];
  }
  const named = sections.flatMap((section) => section.fields);
  const rest: Section = { key: '', label: '', fields: shown.filter((field) => !named.includes(field.key)) };
  const laidOut = sections.map(({ key, label, fields: keys }) => ({
    key,
    label,
    fields: keys.flatMap((one) => shown.filter((field) => field.key === one)),
  }));
  return [...laidOut, rest].filter((section) => section.fields.length > 0);
}

/** The same field was changed by someone while it is being edited: told before the save, nothing is lost. */
function overtakenBy(
  fields: readonly FieldView[],
  editing: { key: string; value: FieldValue; read: RecordView } | null,
  now: RecordView,
): Conflict | null {
  if (!editing || sameValue(editing.read.values[editing.key], now.values[editing.key])) {
    return null;
  }
  return conflictOf(fields, editing.read, now, { field: editing.key, value: editing.value });
}

/** The record's fields, each edited where it stands. */
export function Fields({ object, record, without }: FieldsProps) {
  const t = useMessages(recordPageMessages);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [editing, edit] = useState<{ key: string; value: FieldValue; read: RecordView } | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const all = withOptions(object).fields;
  const changed = editing ? { [editing.key]: editing.value } : {};
  const state = useFormState(object.key, all, changed, record);
  const fields = fieldsInState(all, state);
  const duplicates = useDuplicates(object);
  const saving = useSave(object.key, all, record, setConflict);
  const overtaken = saving.isIdle ? overtakenBy(all, editing, record) : null;
  const shownConflict = conflict ?? overtaken;
  const stop = () => {
    edit(null);
    setConflict(null);
    saving.reset();
  };
  const save = (field: FieldView) => {
    if (!editing || saving.isPending || shownConflict) {
      return;
    }
    saving.mutate(
      { field: field.key, value: editing.value },
      {
        onSuccess: (written) => {
          void message.success(t.saved(field.label));
          stop();
          focusOn(field.key);
          duplicates.warned(written);
        },
        onError: (failure) => {
          duplicates.refused(failure, record);
        },
      },
    );
  };
  const reload = (keepMine: boolean) => {
    if (conflict) {
      queries.setQueryData(recordQuery(object.key, record.id).queryKey, conflict.theirs);
    }
    setConflict(null);
    saving.reset();
    edit(keepMine && editing ? { ...editing, read: conflict?.theirs ?? record } : null);
  };
  const problem = asProblem(saving.error);
  const row = (field: FieldView) => (
    <div key={field.key} className={field.type === 'long_text' ? 'field field-wide' : 'field'}>
      <dt>
        {editing?.key === field.key ? (
          <label htmlFor={`edit-${field.key}`}>{field.label}</label>
        ) : (
          <>
            {field.label}
            {field.required && <span className="field-required" title={t.required} aria-hidden="true" />}
          </>
        )}
      </dt>
      <dd>
        {editing?.key === field.key ? (
          <Editor
            field={field}
            value={editing.value}
            saving={saving.isPending}
            messages={problem?.messagesAt(field.key) ?? []}
            onChange={(value) => {
              edit({ ...editing, value });
            }}
            onSave={() => {
              save(field);
            }}
            onCancel={() => {
              stop();
              focusOn(field.key);
            }}
          />
        ) : (
          <>
            <RecordValue field={field} value={record.values[field.key]} />
            {field.permissions?.access === 'masked' && (
              <LockOutlined className="field-derived" title={t.masked} aria-label={t.masked} />
            )}
            {isDerived(field) && (
              <CalculatorOutlined
                className="field-derived"
                title={t.madeByPlatform}
                aria-label={t.madeByPlatform}
              />
            )}
            {mayEdit(field) && mayDo(object, record, 'update') && (
              <Button
                className="field-edit"
                type="text"
                size="small"
                icon={<EditOutlined />}
                data-edit={field.key}
                aria-label={t.edit(field.label)}
                onClick={() => {
                  stop();
                  edit({ key: field.key, value: record.values[field.key], read: record });
                }}
              />
            )}
          </>
        )}
      </dd>
    </div>
  );
  return (
    <section className="panel" aria-labelledby="record-details">
      <h2 id="record-details">{t.details}</h2>
      {shownConflict && <ConflictAlert conflict={shownConflict} onReload={reload} />}
      {problem && problem.status !== 412 && !shownConflict && (
        <ProblemAlert error={problem} shownFields={editing ? [editing.key] : []} />
      )}
      {sectionsOf(object, fields, without).map((section) => (
        <div key={section.key}>
          {section.label !== null && <h3 className="fields-section">{section.label || t.further}</h3>}
          <dl className="fields">{section.fields.map(row)}</dl>
        </div>
      ))}
      {duplicates.dialog}
    </section>
  );
}
