import { Segmented, Select } from 'antd';
import { useParams } from 'react-router';
import type { Anchor, CadenceDefinition, CadenceStep } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { PageHead, usePageTitle } from '~/parts';
import { type Path, useStudio } from '../core/Studio';
import { emptyLabel, optionsOf, textOf } from '../core/words';
import { studioMessages } from '../messages';
import { ConditionAt } from '../parts/ConditionAt';
import { LabelAt, NumberAt, RadioAt, SelectAt, SwitchAt, TextAt, useAt } from '../parts/controls';
import { DistanceAt, DistanceInput } from '../parts/Distance';
import { Parts } from '../parts/Parts';
import { Group } from '../parts/Row';
import { Rows } from '../parts/Rows';

function Steps({ path }: { path: Path }) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const { definition } = useStudio();
  const channels = (optionsOf(definition, 'follow_up', 'channel') ?? []).map((option) => ({
    value: option.key,
    label: textOf(option.label, locale) || option.key,
  }));
  return (
    <Rows<CadenceStep>
      path={path}
      addLabel={t.addStep}
      optional={false}
      fresh={() => ({ after: { days: 3, calendar: 'working' }, channel: 'call', purpose: emptyLabel() })}
      nameOf={(_, at) => t.step(at + 1)}
    >
      {(step, at, set) => (
        <>
          <div className="step-line">
            <strong>{t.step(at + 1)}</strong>
            <span>{t.after}</span>
            <DistanceInput
              label={t.after}
              value={step.after}
              onChange={(after) => {
                set({ ...step, after: after ?? { days: 0, calendar: 'calendar' } });
              }}
            />
            <Select
              aria-label={t.channel}
              className="step-channel"
              value={step.channel}
              options={channels}
              onChange={(channel: string) => {
                set({ ...step, channel });
              }}
            />
          </div>
          <LabelAt path={[...path, at, 'purpose']} label={t.purpose} required={false} />
        </>
      )}
    </Rows>
  );
}

/** A rhythm that follows a yearly day: a birthday, a holiday by the sun or the moon. */
function YearlyAnchor({ path, object }: { path: Path; object: string }) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const { definition } = useStudio();
  const [anchor, set] = useAt<Anchor>(path);
  const kind = !anchor
    ? 'none'
    : anchor.field !== undefined
      ? 'field'
      : anchor.solar !== undefined
        ? 'solar'
        : 'lunar';
  const dates = (definition.objects.find((one) => one.key === object)?.fields ?? []).filter(
    (field) => field.type === 'date',
  );
  const choose = (next: string) => {
    const lead = anchor?.leadDays === undefined ? {} : { leadDays: anchor.leadDays };
    set(
      next === 'none'
        ? undefined
        : next === 'field'
          ? { ...lead, field: dates[0]?.key ?? '' }
          : next === 'solar'
            ? { ...lead, solar: '12-25' }
            : { ...lead, lunar: '08-15' },
    );
  };
  return (
    <Group title={t.anchor} hint={t.anchorHint}>
      <Segmented
        value={kind}
        options={[
          { value: 'none', label: t.anchorNone },
          { value: 'field', label: t.anchorField, disabled: dates.length === 0 },
          { value: 'solar', label: t.anchorSolar },
          { value: 'lunar', label: t.anchorLunar },
        ]}
        onChange={choose}
      />
      {kind === 'field' && (
        <>
          <SelectAt
            path={[...path, 'field']}
            label={t.anchorDate}
            required
            options={dates.map((field) => ({ value: field.key, label: textOf(field.label, locale) }))}
          />
          <SwitchAt path={[...path, 'lunar']} label={t.byMoon} hint={t.byMoonHint} />
        </>
      )}
      {kind === 'solar' && <TextAt path={[...path, 'solar']} label={t.monthDay} hint={t.monthDayHint} mono />}
      {kind === 'lunar' && <TextAt path={[...path, 'lunar']} label={t.lunarDay} hint={t.lunarDayHint} mono />}
      {kind !== 'none' && (
        <NumberAt path={[...path, 'leadDays']} label={t.leadDays} min={0} suffix={t.days} />
      )}
    </Group>
  );
}

function Cadence({ cadence, path }: { cadence: CadenceDefinition; path: Path }) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const { definition } = useStudio();
  const booleans = (definition.objects.find((one) => one.key === cadence.object)?.fields ?? []).filter(
    (field) => field.type === 'boolean',
  );
  const grades = (definition.gradeScales ?? [])
    .filter((scale) => scale.object === cadence.object)
    .flatMap((scale) => scale.grades.filter((grade) => grade.cadence === cadence.key));
  return (
    <>
      <LabelAt path={[...path, 'label']} label={t.name} />
      <SelectAt
        path={[...path, 'object']}
        label={t.object}
        required
        options={definition.objects
          .filter((one) => !one.about)
          .map((one) => ({ value: one.key, label: textOf(one.label, locale) }))}
      />
      <p className="form-hint">
        {grades.length > 0
          ? t.usedByGrades(grades.map((grade) => textOf(grade.label, locale)).join(', '))
          : t.usedByNoGrade}
      </p>
      <ConditionAt
        path={[...path, 'when']}
        object={cadence.object}
        label={t.appliesWhen}
        hint={t.appliesHint}
      />
      <Group title={t.steps_}>
        <Steps path={[...path, 'steps']} />
        <SwitchAt path={[...path, 'repeat']} label={t.repeat} hint={t.repeatHint} />
      </Group>
      <ConditionAt path={[...path, 'until']} object="activity" label={t.until} hint={t.untilHint} />
      <Group title={t.bounds} hint={t.boundsHint}>
        <div className="form-pair">
          <DistanceAt path={[...path, 'earliest']} label={t.earliest} />
          <DistanceAt path={[...path, 'latest']} label={t.latest} />
        </div>
      </Group>
      <YearlyAnchor path={[...path, 'on']} object={cadence.object} />
      <Group title={t.further}>
        <RadioAt
          path={[...path, 'from']}
          label={t.countFrom}
          fallback="completion"
          options={[
            { value: 'completion', label: t.fromCompletion },
            { value: 'planned', label: t.fromPlanned },
          ]}
        />
        <SelectAt
          path={[...path, 'calendar']}
          label={t.calendar}
          placeholder={t.defaultCalendar}
          options={(definition.calendars ?? []).map((one) => ({
            value: one.key,
            label: textOf(one.label, locale) || one.key,
          }))}
        />
        <SelectAt
          path={[...path, 'optOut']}
          label={t.optOut}
          hint={t.optOutHint}
          options={booleans.map((field) => ({ value: field.key, label: textOf(field.label, locale) }))}
        />
      </Group>
    </>
  );
}

/** When to come back: the rhythms of follow-ups. */
export function CadencesPage() {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const { part } = useParams();
  const { definition } = useStudio();
  usePageTitle(t.cadences);
  return (
    <>
      <PageHead title={t.cadences} below={t.cadencesHint} />
      <Parts<CadenceDefinition>
        path={['cadences']}
        title={t.cadences}
        home="/studio/cadences"
        chosen={part}
        empty={t.noCadences}
        addLabel={t.addCadence}
        stem="cadence"
        fresh={({ key, label }) => ({
          key,
          label,
          object: 'customer',
          steps: [{ after: { days: 3, calendar: 'working' }, channel: 'call', purpose: emptyLabel() }],
          repeat: true,
        })}
        itemOf={(cadence) => ({
          below: `${textOf(definition.objects.find((one) => one.key === cadence.object)?.label, locale)} · ${t.stepsCount(cadence.steps.length)}`,
        })}
        removeLabel={t.removeCadence}
        keeps={(cadence) =>
          definition.gradeScales?.some((scale) => scale.grades.some((grade) => grade.cadence === cadence.key))
            ? t.cadenceInUse
            : null
        }
      >
        {(cadence, path) => <Cadence key={cadence.key} cadence={cadence} path={path} />}
      </Parts>
    </>
  );
}
