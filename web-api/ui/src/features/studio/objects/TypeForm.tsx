import { Input, Select } from 'antd';
import { useId } from 'react';
import type { FieldDefinition, ObjectDefinition, OptionDefinition, RollUpDefinition } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { put } from '../core/patch';
import type { Path } from '../core/Studio';
import { useStudio } from '../core/Studio';
import { childrenOf, emptyLabel, suggestKey, textOf } from '../core/words';
import { studioMessages } from '../messages';
import { ConditionAt } from '../parts/ConditionAt';
import { ColorInput, NumberAt, RadioAt, SelectAt, TextAt } from '../parts/controls';
import { ExpressionAt } from '../parts/ExpressionAt';
import { Group, RowAt } from '../parts/Row';
import { Rows } from '../parts/Rows';
import { typeMessages } from '../types/messages';

interface TypeFormProps {
  object: ObjectDefinition;
  field: FieldDefinition;
  path: Path;
}

const isNumeric = (field: FieldDefinition) =>
  ['integer', 'decimal', 'percent', 'currency'].includes(field.result ?? field.type) ||
  field.type === 'rollup';

function Options({ path }: { path: Path }) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  return (
    <RowAt path={[...path, 'options']} label={t.options}>
      <Rows<OptionDefinition>
        path={[...path, 'options']}
        addLabel={t.addOption}
        optional={false}
        fresh={(all) => ({
          key: suggestKey('', all.map((option) => option.key), 'option'), // prettier-ignore
          label: emptyLabel(),
        })}
        nameOf={(option) => textOf(option.label, locale) || option.key}
      >
        {(option, at, set) => <OptionRow path={[...path, 'options', at]} option={option} set={set} />}
      </Rows>
    </RowAt>
  );
}

function OptionRow({
  option,
  set,
  path,
}: {
  path: Path;
  option: OptionDefinition;
  set: (option: OptionDefinition) => void;
}) {
  const t = useMessages(studioMessages);
  const { definition, published } = useStudio();
  const [, at, , position] = path;
  const object = definition.objects[Number(at)];
  const field = object?.fields[Number(position)];
  const old = published.objects
    .find((one) => one.key === object?.key)
    ?.fields.find((one) => one.key === field?.key)?.options;
  const fixed = old?.some((one) => one.key === option.key) ?? false;
  const others = (field?.options ?? []).filter((one) => one !== option).map((one) => one.key);
  const named = (locale: string, text: string) => {
    set({ ...option, label: { ...option.label, [locale]: text } });
  };
  return (
    <div className="option-row">
      <ColorInput
        label={t.color}
        value={option.color}
        onChange={(color) => {
          set(put(option, ['color'], color) as OptionDefinition);
        }}
      />
      <Input
        lang="zh-CN"
        aria-label={t.labelZh}
        placeholder={t.labelZh}
        value={option.label['zh-CN'] ?? ''}
        onChange={(event) => {
          named('zh-CN', event.target.value);
        }}
      />
      <Input
        lang="en"
        aria-label={t.labelEn}
        placeholder={t.labelEn}
        value={option.label.en ?? ''}
        onChange={(event) => {
          named('en', event.target.value);
        }}
        onBlur={() => {
          if (!fixed && /^option(_\d+)?$/.test(option.key) && option.label.en) {
            set({ ...option, key: suggestKey(option.label.en, others, option.key) });
          }
        }}
      />
      <Input
        className="mono"
        aria-label={t.key}
        readOnly={fixed}
        variant={fixed ? 'filled' : 'outlined'}
        value={option.key}
        onChange={(event) => {
          set({ ...option, key: event.target.value });
        }}
      />
    </div>
  );
}

function Lookup({ object, path }: TypeFormProps) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const { definition } = useStudio();
  return (
    <>
      <SelectAt
        path={[...path, 'target']}
        label={t.target}
        required
        options={definition.objects.map((one) => ({ value: one.key, label: textOf(one.label, locale) }))}
      />
      <TextAt
        path={[...path, 'reverse']}
        label={t.reverse}
        hint={t.reverseHint(textOf(object.plural ?? object.label, locale))}
        mono
      />
      <RadioAt
        path={[...path, 'onDelete']}
        label={t.onDelete}
        fallback="clear"
        options={[
          { value: 'clear', label: t.onDeleteClear },
          { value: 'restrict', label: t.onDeleteRestrict },
          { value: 'cascade', label: t.onDeleteCascade },
        ]}
      />
    </>
  );
}

const results = [
  'text',
  'integer',
  'decimal',
  'currency',
  'percent',
  'date',
  'date_time',
  'boolean',
] as const;

function Formula({ object, field, path }: TypeFormProps) {
  const t = useMessages(studioMessages);
  const types = useMessages(typeMessages);
  return (
    <>
      <ExpressionAt path={[...path, 'formula']} object={object.key} label={t.formula} ownOnly />
      <SelectAt
        path={[...path, 'result']}
        label={t.result}
        required
        options={results.map((type) => ({ value: type, label: types[type] }))}
      />
      {field.result === 'currency' && <TextAt path={[...path, 'currency']} label={t.currency} mono />}
    </>
  );
}

function RollUp({ object, field, path }: TypeFormProps) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const id = useId();
  const { definition, set } = useStudio();
  const lists = childrenOf(definition, object.key);
  const rollup = field.rollup ?? { of: '', function: 'count' };
  const child = definition.objects.find(
    (one) => one.key === lists.find((list) => list.key === rollup.of)?.object,
  );
  const dated = rollup.function === 'min' || rollup.function === 'max';
  const numbers = (child?.fields ?? []).filter(
    (one) => isNumeric(one) || (dated && ['date', 'date_time'].includes(one.type)),
  );
  const functions: RollUpDefinition['function'][] = ['count', 'sum', 'min', 'max', 'avg'];
  return (
    <Group title={t.rollup} hint={lists.length === 0 ? t.noLists : undefined}>
      <SelectAt
        path={[...path, 'rollup', 'of']}
        label={t.rollupOf}
        required
        options={lists.map((list) => ({
          value: list.key,
          label: `${textOf(definition.objects.find((one) => one.key === list.object)?.plural, locale) || list.object} (${list.key})`,
        }))}
      />
      <div className="form-pair">
        <RowAt path={[...path, 'rollup', 'function']} label={t.rollupFunction} id={id} required>
          <Select
            id={id}
            value={rollup.function}
            options={functions.map((one) => ({ value: one, label: t[`fn_${one}`] }))}
            onChange={(next) => {
              const rest = put(rollup, ['field'], undefined) as RollUpDefinition;
              set([...path, 'rollup'], { ...(next === 'count' ? rest : rollup), function: next });
            }}
          />
        </RowAt>
        {rollup.function !== 'count' && (
          <SelectAt
            path={[...path, 'rollup', 'field']}
            label={t.rollupField}
            required
            options={numbers.map((one) => ({ value: one.key, label: textOf(one.label, locale) }))}
          />
        )}
      </div>
      {child && (
        <ConditionAt
          key={child.key}
          path={[...path, 'rollup', 'where']}
          object={child.key}
          label={t.rollupWhere}
        />
      )}
    </Group>
  );
}

/** What only fields of this type have. */
export function TypeForm(props: TypeFormProps) {
  const { field, path } = props;
  const t = useMessages(studioMessages);
  const bounds = (
    <div className="form-pair">
      <NumberAt path={[...path, 'min']} label={t.least} whole={field.type === 'integer'} />
      <NumberAt path={[...path, 'max']} label={t.most} whole={field.type === 'integer'} />
    </div>
  );
  switch (field.type) {
    case 'text':
    case 'long_text':
      return (
        <div className="form-pair">
          <NumberAt path={[...path, 'maxLength']} label={t.maxLength} min={1} />
          <TextAt path={[...path, 'pattern']} label={t.pattern} hint={t.patternHint} mono />
        </div>
      );
    case 'integer':
    case 'decimal':
    case 'percent':
      return bounds;
    case 'currency':
      return (
        <>
          <TextAt path={[...path, 'currency']} label={t.currency} hint={t.currencyHint} required mono />
          {bounds}
        </>
      );
    case 'select':
    case 'multi_select':
      return <Options path={path} />;
    case 'lookup':
      return <Lookup {...props} />;
    case 'auto_number':
      return (
        <>
          <TextAt path={[...path, 'number', 'prefix']} label={t.prefix} hint={t.prefixHint} mono />
          <div className="form-pair">
            <NumberAt
              path={[...path, 'number', 'digits']}
              label={t.digits}
              min={1}
              max={18}
              placeholder="5"
            />
            <NumberAt path={[...path, 'number', 'start']} label={t.startAt} min={0} placeholder="1" />
          </div>
        </>
      );
    case 'formula':
      return <Formula {...props} />;
    case 'rollup':
      return <RollUp {...props} />;
    case 'phone':
    case 'email':
    case 'url':
    case 'date':
    case 'date_time':
    case 'boolean':
    case 'member':
      return null;
  }
}
