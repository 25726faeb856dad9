import { Modal, Select } from 'antd';
import { useId, useState } from 'react';
import type { Definition, GradeDefinition, GradeScaleDefinition, ObjectDefinition } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { onSaveKeys, partMessages } from '~/parts';
import { useStudio } from '../core/Studio';
import { suggestKey, textOf } from '../core/words';
import { studioMessages } from '../messages';
import { Row } from '../parts/Row';

const NEW = ':new';

/** The objects that may get a scale: each has one at most. */
export function ungraded(definition: Definition): ObjectDefinition[] {
  return definition.objects.filter(
    (object) => !object.about && !definition.gradeScales?.some((scale) => scale.object === object.key),
  );
}

/** The select fields a scale may stand on: no funnel's, and not the one that says which funnel. */
function gradable(definition: Definition, object: ObjectDefinition) {
  return object.fields.filter(
    (field) =>
      field.type === 'select' &&
      object.funnelBy !== field.key &&
      !definition.funnels.some((funnel) => funnel.object === object.key && funnel.field === field.key),
  );
}

/** What a scale begins with: the options its field had, else three grades to start from. */
function firstGrades(options: ObjectDefinition['fields'][number]['options']): GradeDefinition[] {
  const count = options?.length ?? 0;
  return options && count > 0
    ? options.map((option, at) => ({
        ...option,
        ripeness: Math.round(90 - (80 * at) / Math.max(1, count - 1)),
      }))
    : [
        { key: 'a', label: { 'zh-CN': 'A', en: 'A' }, ripeness: 90, color: '#1d7f4e' },
        { key: 'b', label: { 'zh-CN': 'B', en: 'B' }, ripeness: 60, color: '#e0a526' },
        { key: 'c', label: { 'zh-CN': 'C', en: 'C' }, ripeness: 30, color: '#8a938d' },
      ];
}

/** The definition with a scale on a field of the object; the field is made where there is none yet. */
export function withScale(before: Definition, objectKey: string, fieldKey: string | null): Definition {
  const object = before.objects.find((one) => one.key === objectKey);
  const chosen = object?.fields.find((one) => one.key === fieldKey);
  const taken = object?.fields.map((field) => field.key) ?? [];
  const field = chosen?.key ?? suggestKey('grade', taken, 'grade');
  const scale: GradeScaleDefinition = { object: objectKey, field, grades: firstGrades(chosen?.options) };
  return {
    ...before,
    objects: before.objects.map((one) =>
      one.key !== objectKey
        ? one
        : {
            ...one,
            fields: chosen
              ? one.fields.map((each) => {
                  return each.key === field ? { ...each, options: undefined } : each;
                })
              : [...one.fields, { key: field, label: { 'zh-CN': '等级', en: 'Grade' }, type: 'select' }],
          },
    ),
    gradeScales: [...(before.gradeScales ?? []), scale],
  };
}

/** Asks which object is to be graded, and in which field its grade stands. */
export function AddScale({ onAdded, onClose }: { onAdded: (object: string) => void; onClose: () => void }) {
  const t = useMessages(studioMessages);
  const parts = useMessages(partMessages);
  const locale = useLocale();
  const id = useId();
  const { definition, change } = useStudio();
  const objects = ungraded(definition);
  const [object, setObject] = useState(objects[0]?.key);
  const [field, setField] = useState<string>(NEW);
  const owner = objects.find((one) => one.key === object);
  const fields = owner ? gradable(definition, owner) : [];
  const takes = fields.find((one) => one.key === field)?.options?.length ?? 0;
  const add = () => {
    if (object) {
      change((before) => withScale(before, object, field === NEW ? null : field));
      onAdded(object);
    }
  };
  return (
    <Modal
      open
      title={t.addScale}
      okText={t.add}
      cancelText={parts.cancel}
      okButtonProps={{ disabled: !object }}
      onOk={add}
      onCancel={onClose}
    >
      <div onKeyDown={onSaveKeys(add)}>
        <Row label={t.object} id={`${id}-object`} required>
          <Select
            id={`${id}-object`}
            className="value-select"
            autoFocus
            showSearch={{ optionFilterProp: 'label' }}
            value={object}
            options={objects.map((one) => ({ value: one.key, label: textOf(one.label, locale) || one.key }))}
            onChange={(next: string) => {
              setObject(next);
              setField(NEW);
            }}
          />
        </Row>
        <Row
          label={t.scaleField}
          id={`${id}-field`}
          hint={takes > 0 ? t.scaleTakesOptions(takes) : t.scaleFieldHint}
        >
          <Select
            id={`${id}-field`}
            className="value-select"
            value={field}
            options={[
              { value: NEW, label: t.scaleNewField },
              ...fields.map((one) => ({ value: one.key, label: textOf(one.label, locale) || one.key })),
            ]}
            onChange={setField}
          />
        </Row>
      </div>
    </Modal>
  );
}
