import { Button } from 'antd';
import type { LayoutDefinition, ObjectDefinition } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { useStudio } from '../core/Studio';
import { emptyLabel, suggestKey, textOf } from '../core/words';
import { studioMessages } from '../messages';
import { LabelAt, SeveralAt } from '../parts/controls';
import { OrderedAt } from '../parts/OrderedAt';
import { Group } from '../parts/Row';
import { Rows } from '../parts/Rows';

type Section = NonNullable<LayoutDefinition['sections']>[number];

/** Which fields the screens show of an object, in order. */
export function Layout({ object }: { object: ObjectDefinition }) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const { definition, add } = useStudio();
  const at = definition.layouts?.findIndex((one) => one.object === object.key) ?? -1;
  const missing = at < 0;
  const fields = object.fields.map((field) => ({
    value: field.key,
    label: textOf(field.label, locale) || field.key,
  }));
  const system = [
    { value: 'owner_id', label: t.owner },
    { value: 'created_at', label: t.createdAt },
    { value: 'updated_at', label: t.updatedAt },
  ];
  if (missing) {
    return (
      <div className="studio-panel form-page">
        <p className="form-hint">{t.noLayout}</p>
        <Button
          onClick={() => {
            const keys = object.fields.map((field) => field.key);
            add(['layouts'], {
              object: object.key,
              card: keys.slice(0, 3),
              list: keys.slice(0, 6),
              form: keys,
            });
          }}
        >
          {t.addLayout}
        </Button>
      </div>
    );
  }
  const path = ['layouts', at] as const;
  return (
    <div className="studio-panel">
      <div className="layout-lists">
        <OrderedAt path={[...path, 'form']} label={t.formFields} options={fields} />
        <OrderedAt path={[...path, 'list']} label={t.listFields} options={[...fields, ...system]} />
        <OrderedAt path={[...path, 'card']} label={t.cardFields} options={fields} />
      </div>
      <Group title={t.sections} hint={t.sectionsHint}>
        <Rows<Section>
          path={[...path, 'sections']}
          addLabel={t.addSection}
          fresh={(all) => ({
            key: suggestKey('', all.map((one) => one.key), 'section'), // prettier-ignore
            label: emptyLabel(),
            fields: [],
          })}
          nameOf={(section) => textOf(section.label, locale) || section.key}
        >
          {(_, position) => (
            <>
              <LabelAt path={[...path, 'sections', position, 'label']} label={t.name} />
              <SeveralAt
                path={[...path, 'sections', position, 'fields']}
                label={t.fields}
                options={fields}
                required
              />
            </>
          )}
        </Rows>
      </Group>
    </div>
  );
}
