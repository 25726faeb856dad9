import { Select } from 'antd';
import { useId } from 'react';
import type { FieldDefinition, FieldType, ObjectDefinition } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import type { Path } from '../core/Studio';
import { useStudio } from '../core/Studio';
import { optionsOf } from '../core/words';
import { ConditionAt } from '../parts/ConditionAt';
import { LabelAt, SwitchAt } from '../parts/controls';
import { Group, RowAt } from '../parts/Row';
import { studioMessages } from '../messages';
import { DefaultAt } from './DefaultAt';
import { TypeForm } from './TypeForm';
import { isDerived, retyped, typeChoices } from './types';

interface FieldEditorProps {
  object: ObjectDefinition;
  field: FieldDefinition;
  path: Path;
  /** Whether the field is in force: another type then converts its values. */
  inForce: boolean;
}

function TypeRow({ object, field, path, inForce }: FieldEditorProps) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const id = useId();
  const { set } = useStudio();
  return (
    <RowAt path={[...path, 'type']} label={t.type} id={id} hint={inForce ? t.typeHint : undefined} required>
      <Select
        id={id}
        className="value-select"
        showSearch={{ optionFilterProp: 'label' }}
        value={field.type as string}
        options={typeChoices(locale)}
        onChange={(type: string) => {
          set(path, retyped(field, type as FieldType, object));
        }}
      />
    </RowAt>
  );
}

/** What people write as text, and its numbers: the search can find records by them. */
const searchableTypes: FieldType[] = ['text', 'long_text', 'phone', 'email', 'url', 'auto_number'];
const foundByType: FieldType[] = ['phone', 'email', 'auto_number'];

/** Everything about one field. */
export function FieldEditor(props: FieldEditorProps) {
  const { object, field, path } = props;
  const t = useMessages(studioMessages);
  const { definition } = useStudio();
  const derived = isDerived(field.type);
  const plain = !derived && field.type !== 'multi_select' && field.type !== 'boolean';
  const named = object.nameField === field.key;
  const staged =
    field.type === 'select' && field.options === undefined
      ? optionsOf(definition, object.key, field.key)
      : undefined;
  return (
    <>
      <LabelAt path={[...path, 'label']} label={t.name} />
      <TypeRow {...props} />
      {staged ? (
        <p className="form-hint">{t.optionsElsewhere}</p>
      ) : (
        <TypeForm object={object} field={field} path={path} />
      )}
      <LabelAt path={[...path, 'help']} label={t.help} hint={t.helpHint} required={false} />
      <Group title={t.rules}>
        {!derived && <SwitchAt path={[...path, 'required']} label={t.always} hint={t.requiredHint} />}
        {plain && <SwitchAt path={[...path, 'unique']} label={t.unique} hint={t.uniqueHint} />}
        {searchableTypes.includes(field.type) && (
          <SwitchAt
            path={[...path, 'searchable']}
            label={t.searchable}
            hint={t.searchableHint}
            usual={!object.about && (foundByType.includes(field.type) || named)}
          />
        )}
        <SwitchAt path={[...path, 'masked']} label={t.masked} hint={t.maskedHint} />
        {!derived && (
          <>
            <ConditionAt path={[...path, 'requiredWhen']} object={object.key} label={t.requiredWhen} />
            <ConditionAt path={[...path, 'readOnlyWhen']} object={object.key} label={t.readOnlyWhen} />
          </>
        )}
        <ConditionAt
          path={[...path, 'visibleWhen']}
          object={object.key}
          label={t.visibleWhen}
          hint={t.visibleHint}
        />
        {!derived && <DefaultAt object={object} field={field} path={[...path, 'default']} />}
      </Group>
    </>
  );
}
