import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import {
  api,
  asProblem,
  type FieldView,
  type ObjectView,
  recordsPath,
  type Values,
  type WrittenRecord,
} from '~/api';
import { useMessages } from '~/i18n';
import { onSaveKeys, partMessages, ProblemAlert, useIsNarrow } from '~/parts';
import {
  fieldByKey,
  fieldsInState,
  FieldsForm,
  type FormState,
  isEmpty,
  mayEdit,
  recordName,
  useFormState,
  valuesToWire,
  withOptions,
} from '~/records';
import { useDuplicates } from '~/records/duplicates';
import { listMessages } from './messages';

/** The form's own fields first, then whatever else is required. */
export function formFields(object: ObjectView): FieldView[] {
  const full = withOptions(object);
  const laidOut = full.layout?.form
    ?.map((key) => fieldByKey(full, key))
    .filter((field) => field !== undefined);
  const fields = laidOut?.length ? laidOut : full.fields;
  const forgotten = full.fields.filter((field) => field.required && !fields.includes(field));
  return [...fields, ...forgotten].filter(mayEdit);
}

const given = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)));

/** The form as it stands: what is required now and has no place in it comes after. */
function shownFields(object: ObjectView, state: FormState): FieldView[] {
  const laidOut = formFields(object);
  const now = withOptions(object).fields.filter((field) => state.required.includes(field.key));
  const forgotten = now.filter((field) => !laidOut.some((one) => one.key === field.key) && mayEdit(field));
  return fieldsInState([...laidOut, ...forgotten], state).filter(mayEdit);
}

interface CreateDrawerProps {
  object: ObjectView;
  /** What the new record begins with: where it was asked for from. */
  initial?: Values;
  onClose: () => void;
}

export function CreateDrawer({ object, initial = {}, onClose }: CreateDrawerProps) {
  const t = useMessages(listMessages);
  const parts = useMessages(partMessages);
  const narrow = useIsNarrow();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [values, setValues] = useState<Values>(initial);
  const all = withOptions(object).fields;
  const state = useFormState(object.key, all, given(values));
  const fields = shownFields(object, state);
  const duplicates = useDuplicates(object);
  const saving = useMutation({
    mutationFn: () => {
      const shown = Object.entries(given(values)).filter(([key]) => !state.hidden.includes(key));
      return api.post<WrittenRecord>(recordsPath(object.key), {
        values: valuesToWire(Object.fromEntries(shown)),
      });
    },
    onSuccess: (record) => {
      const go = () => {
        void navigate(`/o/${object.key}/${record.id}`);
      };
      void message.success(t.created(recordName(object, record)));
      void queries.invalidateQueries({ queryKey: ['records', object.key] });
      if (!duplicates.warned(record, go)) {
        go();
      }
    },
    onError: (failure) => {
      duplicates.refused(failure);
    },
  });
  const save = () => {
    if (!saving.isPending) {
      saving.mutate();
    }
  };
  return (
    <Drawer
      open
      title={t.create(object.label)}
      placement={narrow ? 'bottom' : 'right'}
      size={narrow ? '92dvh' : 480}
      onClose={onClose}
      footer={
        <div className="drawer-foot">
          <Button onClick={onClose}>{parts.cancel}</Button>
          <Button type="primary" loading={saving.isPending} onClick={save}>
            {parts.save}
          </Button>
        </div>
      }
    >
      <div onKeyDown={onSaveKeys(save)}>
        <ProblemAlert error={saving.error} shownFields={fields.map((field) => field.key)} />
        <FieldsForm
          fields={fields}
          values={values}
          onChange={setValues}
          problem={asProblem(saving.error)}
          autoFocus
        />
      </div>
      {duplicates.dialog}
    </Drawer>
  );
}
