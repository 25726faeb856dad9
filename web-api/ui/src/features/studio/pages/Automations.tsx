import { Select } from 'antd';
import type { Part } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { type Path, useStudio } from '../core/Studio';
import { optionsOf, textOf } from '../core/words';
import { studioMessages } from '../messages';
import { ConditionAt } from '../parts/ConditionAt';
import { LabelAt, NumberAt, SelectAt, useAt } from '../parts/controls';
import { ExpressionText } from '../parts/ExpressionText';
import { Group, Row, RowAt } from '../parts/Row';
import { Rows } from '../parts/Rows';
import { objectOf, useFields, useObjects, WorkPage } from './WorkPage';

type Step = Record<string, unknown>;
type Kind = 'set' | 'followUp' | 'create';
const kindOf = (step: Step): Kind => ('followUp' in step ? 'followUp' : 'create' in step ? 'create' : 'set');

/** Values of fields, each an expression: what an automation writes. */
function ValuesAt({ path, reader, object }: { path: Path; reader: string; object: string }) {
  const t = useMessages(studioMessages);
  const [values = {}, set] = useAt<Record<string, string>>(path);
  const fields = useFields(object);
  const entries = Object.entries(values);
  const free = fields.filter((field) => !(field.value in values));
  return (
    <RowAt path={path} label={t.values} hint={t.valuesHint}>
      <div className="form-stack">
        {entries.map(([field, cel], at) => (
          <div key={field} className="value-line">
            <Select
              aria-label={t.field}
              value={field}
              options={[...fields.filter((one) => one.value === field), ...free]}
              onChange={(next: string) => {
                set(Object.fromEntries(entries.map(([key, value]) => [key === field ? next : key, value])));
              }}
            />
            <div className="cel">
              <ExpressionText
                id={`${path.join('-')}-${String(at)}`}
                object={reader}
                value={cel}
                onChange={(next) => {
                  set({ ...values, [field]: next });
                }}
              />
            </div>
            <button
              type="button"
              className="linklike"
              onClick={() => {
                set(Object.fromEntries(entries.filter(([key]) => key !== field)));
              }}
            >
              {t.removeValue}
            </button>
          </div>
        ))}
        <Select
          aria-label={t.addValue}
          placeholder={t.addValue}
          value={null}
          showSearch={{ optionFilterProp: 'label' }}
          options={free}
          onChange={(field: string | null) => {
            if (field) {
              set({ ...values, [field]: '' });
            }
          }}
        />
      </div>
    </RowAt>
  );
}

function AutomationStep({
  step,
  path,
  object,
  set,
}: {
  step: Step;
  path: Path;
  object: string;
  set: (step: Step) => void;
}) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const { definition } = useStudio();
  const objects = useObjects();
  const kind = kindOf(step);
  const channels = (optionsOf(definition, 'follow_up', 'channel') ?? []).map((option) => ({
    value: option.key,
    label: textOf(option.label, locale),
  }));
  const target = (step.create as { object?: string } | undefined)?.object ?? '';
  return (
    <>
      <Row label={t.stepKind}>
        <Select
          value={kind}
          aria-label={t.stepKind}
          options={(['set', 'followUp', 'create'] as const).map((one) => ({
            value: one,
            label: t[`do_${one}`],
          }))}
          onChange={(next: Kind) => {
            set(
              {
                set: { set: {} },
                followUp: {
                  followUp: {
                    after: { days: 1, calendar: 'working' },
                    channel: 'call',
                    purpose: { 'zh-CN': '跟进', en: 'Follow up' },
                  },
                },
                create: { create: { object: 'customer', values: {} } },
              }[next],
            );
          }}
        />
      </Row>
      {kind === 'set' && <ValuesAt path={[...path, 'set']} reader={object} object={object} />}
      {kind === 'followUp' && (
        <>
          <div className="form-pair">
            <NumberAt path={[...path, 'followUp', 'after', 'days']} label={t.after} min={0} suffix={t.days} />
            <SelectAt path={[...path, 'followUp', 'channel']} label={t.channel} options={channels} required />
          </div>
          <LabelAt path={[...path, 'followUp', 'purpose']} label={t.purpose} />
        </>
      )}
      {kind === 'create' && (
        <>
          <SelectAt path={[...path, 'create', 'object']} label={t.object} options={objects} required />
          <ValuesAt path={[...path, 'create', 'values']} reader={object} object={target} />
        </>
      )}
    </>
  );
}

function Automation({ rule, path }: { rule: Part; path: Path }) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const { definition } = useStudio();
  const object = objectOf(rule);
  const moved = rule.on === 'entered' || rule.on === 'left';
  const stages = definition.funnels
    .filter((funnel) => funnel.object === object)
    .flatMap((funnel) => funnel.stages)
    .map((stage) => ({ value: stage.key, label: textOf(stage.label, locale) || stage.key }));
  const fields = useFields(object);
  return (
    <>
      <SelectAt
        path={[...path, 'on']}
        label={t.on}
        required
        options={(['created', 'updated', 'entered', 'left'] as const).map((one) => ({
          value: one,
          label: t[`on_${one}`],
        }))}
      />
      {moved && <SelectAt path={[...path, 'stage']} label={t.stage} options={stages} required />}
      {rule.on === 'updated' && (
        <SelectAt path={[...path, 'field']} label={t.onField} hint={t.onFieldHint} options={fields} />
      )}
      <ConditionAt path={[...path, 'if']} object={object} label={t.onlyIf} />
      <Group title={t.then} hint={t.thenHint}>
        <Rows<Step>
          path={[...path, 'then']}
          addLabel={t.addStep}
          optional={false}
          fresh={() => ({ set: {} })}
          nameOf={(_, at) => t.step(at + 1)}
        >
          {(step, at, set) => (
            <AutomationStep step={step} path={[...path, 'then', at]} object={object} set={set} />
          )}
        </Rows>
      </Group>
    </>
  );
}

export function AutomationsPage() {
  const t = useMessages(studioMessages);
  return (
    <WorkPage
      list="automations"
      title={t.automations}
      hint={t.automationsHint}
      add={t.addAutomation}
      empty={t.noAutomations}
      remove={t.removeAutomation}
      stem="automation"
      first={(object) => ({ object, on: 'created', then: [{ set: {} }] })}
    >
      {(rule, path) => <Automation rule={rule} path={path} />}
    </WorkPage>
  );
}
