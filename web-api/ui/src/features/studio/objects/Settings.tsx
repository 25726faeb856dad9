import { DeleteOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { ObjectDefinition } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { useStudio } from '../core/Studio';
import { usesOfObject, withoutObject } from '../core/uses';
import { textOf } from '../core/words';
import { studioMessages } from '../messages';
import { LabelAt, RadioAt, SelectAt, TextAt } from '../parts/controls';
import { isStandard } from './standard';
import { RemoveDialog } from './RemoveDialog';

/** What holds for an object as a whole. */
export function Settings({ object, at }: { object: ObjectDefinition; at: number }) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const navigate = useNavigate();
  const { definition, change } = useStudio();
  const [leaving, leave] = useState(false);
  const path = ['objects', at] as const;
  const texts = object.fields.filter((field) => ['text', 'auto_number', 'formula'].includes(field.type));
  const selects = object.fields.filter((field) => field.type === 'select' && field.options === undefined);
  const funnels = definition.funnels.filter((funnel) => funnel.object === object.key);
  const choices = (fields: ObjectDefinition['fields']) =>
    fields.map((field) => ({ value: field.key, label: textOf(field.label, locale) || field.key }));
  return (
    <div className="studio-panel form-page">
      <LabelAt path={[...path, 'label']} label={t.name} />
      <LabelAt path={[...path, 'plural']} label={t.plural} required={false} />
      <SelectAt
        path={[...path, 'nameField']}
        label={t.nameField}
        hint={t.nameFieldHint}
        options={choices(texts)}
        required
      />
      <RadioAt
        path={[...path, 'visibility']}
        label={t.visibility}
        hint={t.visibilityHint}
        fallback="private"
        options={[
          { value: 'private', label: t.visibilityPrivate },
          { value: 'team', label: t.visibilityTeam },
          { value: 'public', label: t.visibilityPublic },
        ]}
      />
      {object.about && (
        <TextAt path={[...path, 'reverse']} label={t.reverse} hint={t.aboutReverseHint} mono />
      )}
      {(funnels.length > 1 || object.funnelBy) && (
        <SelectAt
          path={[...path, 'funnelBy']}
          label={t.funnelBy}
          hint={t.funnelByHint}
          options={choices(selects)}
        />
      )}
      <p className="form-hint">
        {t.key}: <code>{object.key}</code>
      </p>
      {isStandard(object.key) ? (
        <p className="form-hint">{t.standardObject}</p>
      ) : (
        <Button
          danger
          type="text"
          icon={<DeleteOutlined />}
          onClick={() => {
            leave(true);
          }}
        >
          {t.removeObject}
        </Button>
      )}
      {leaving && (
        <RemoveDialog
          title={t.removeObjectTitle(textOf(object.label, locale) || object.key)}
          hint={t.removeObjectHint}
          uses={usesOfObject(definition, object.key)}
          confirm={object.key}
          okText={t.removeObject}
          onClose={() => {
            leave(false);
          }}
          onRemove={() => {
            change((now) => withoutObject(now, object.key));
            void navigate('/studio/objects');
          }}
        />
      )}
    </div>
  );
}
