import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { FieldDefinition, FieldType, ObjectDefinition } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { put } from '../core/patch';
import { useStudio } from '../core/Studio';
import { usesOfField, withoutField } from '../core/uses';
import { textOf } from '../core/words';
import { studioMessages } from '../messages';
import { Parts } from '../parts/Parts';
import { typeMessages } from '../types/messages';
import { FieldEditor } from './FieldEditor';
import { RemoveDialog } from './RemoveDialog';
import { isDerived, newField, typeChoices } from './types';

/** The fields of an object. */
export function Fields({ object, at, chosen }: { object: ObjectDefinition; at: number; chosen?: string }) {
  const t = useMessages(studioMessages);
  const types = useMessages(typeMessages);
  const locale = useLocale();
  const navigate = useNavigate();
  const { definition, published, change } = useStudio();
  const [leaving, leave] = useState<FieldDefinition | null>(null);
  const before = published.objects.findIndex((one) => one.key === object.key);
  const old = published.objects[before]?.fields ?? [];
  const home = `/studio/objects/${object.key}/fields`;
  /** A new field would be invisible if no form showed it. */
  const intoForm = (key: string, type: FieldType) => {
    const index = definition.layouts?.findIndex((one) => one.object === object.key) ?? -1;
    const form = definition.layouts?.[index]?.form;
    if (form && form.length > 0 && !isDerived(type)) {
      change((now) => put(now, ['layouts', index, 'form'], [...form, key]) as typeof now);
    }
  };
  return (
    <>
      <Parts<FieldDefinition>
        path={['objects', at, 'fields']}
        publishedPath={before < 0 ? null : ['objects', before, 'fields']}
        title={t.fieldsOf(textOf(object.label, locale) || object.key)}
        home={home}
        chosen={chosen}
        empty={t.noFields}
        addLabel={t.addField}
        stem="field"
        kinds={{ label: t.type, options: typeChoices(locale), first: 'text' }}
        fresh={({ key, label, kind }) => newField(key, label, (kind ?? 'text') as FieldType, object)}
        onAdded={({ key, kind }) => {
          intoForm(key, (kind ?? 'text') as FieldType);
        }}
        itemOf={(field) => ({
          below: types[field.type],
          after:
            field.required || field.key === object.nameField ? (
              <span className="split-mark">{field.key === object.nameField ? t.isName : t.isRequired}</span>
            ) : undefined,
        })}
        removeLabel={t.removeField}
        keeps={(field) => (field.key === object.nameField ? t.keepsName : null)}
        onRemove={leave}
      >
        {(field, path) => (
          <FieldEditor
            object={object}
            field={field}
            path={path}
            inForce={old.some((one) => one.key === field.key)}
          />
        )}
      </Parts>
      {leaving && (
        <RemoveDialog
          title={t.removeFieldTitle(textOf(leaving.label, locale) || leaving.key)}
          hint={t.removeFieldHint}
          uses={usesOfField(definition, object.key, leaving.key, locale)}
          okText={t.removeField}
          onClose={() => {
            leave(null);
          }}
          onRemove={() => {
            change((now) => withoutField(now, object.key, leaving.key));
            leave(null);
            void navigate(home);
          }}
        />
      )}
    </>
  );
}
