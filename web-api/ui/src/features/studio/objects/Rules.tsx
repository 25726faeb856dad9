import type { ObjectDefinition, Part } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { useStudio } from '../core/Studio';
import { textOf } from '../core/words';
import { studioMessages } from '../messages';
import { ConditionAt } from '../parts/ConditionAt';
import { LabelAt, NumberAt, RadioAt, SeveralAt } from '../parts/controls';
import { Parts } from '../parts/Parts';

interface RulesProps {
  object: ObjectDefinition;
  at: number;
  chosen?: string;
}

function usePublishedPath(object: ObjectDefinition, list: string) {
  const { published } = useStudio();
  const before = published.objects.findIndex((one) => one.key === object.key);
  return before < 0 ? null : ['objects', before, list];
}

/** What no record may be: each rule tells a fault. */
export function Validations({ object, at, chosen }: RulesProps) {
  const t = useMessages(studioMessages);
  return (
    <Parts<Part>
      path={['objects', at, 'validations']}
      publishedPath={usePublishedPath(object, 'validations')}
      title={t.validations}
      home={`/studio/objects/${object.key}/validations`}
      chosen={chosen}
      empty={t.noValidations}
      addLabel={t.addValidation}
      stem="rule"
      fresh={({ key, label }) => ({
        key,
        label,
        when: `!has(${object.nameField ?? 'id'})`,
        message: label,
        severity: 'block',
      })}
      removeLabel={t.removeValidation}
    >
      {(rule, path) => (
        <div key={rule.key}>
          <LabelAt path={[...path, 'label']} label={t.name} required={false} />
          <ConditionAt
            path={[...path, 'when']}
            object={object.key}
            label={t.faultWhen}
            hint={t.faultHint}
            required
          />
          <LabelAt path={[...path, 'message']} label={t.message} hint={t.messageHint} />
          <RadioAt
            path={[...path, 'severity']}
            label={t.severityOfFault}
            fallback="block"
            options={[
              { value: 'block', label: t.blockSave },
              { value: 'warn', label: t.warn },
            ]}
          />
        </div>
      )}
    </Parts>
  );
}

/** When two records are taken for the same thing. */
export function Duplicates({ object, at, chosen }: RulesProps) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const fields = object.fields.map((field) => ({
    value: field.key,
    label: textOf(field.label, locale) || field.key,
  }));
  return (
    <Parts<Part>
      path={['objects', at, 'duplicates']}
      publishedPath={usePublishedPath(object, 'duplicates')}
      title={t.duplicates}
      home={`/studio/objects/${object.key}/duplicates`}
      chosen={chosen}
      empty={t.noDuplicates}
      addLabel={t.addDuplicate}
      stem="duplicate"
      fresh={({ key, label }) => ({
        key,
        label,
        fields: object.nameField ? [object.nameField] : [],
        match: 'normalised',
        action: 'warn',
      })}
      removeLabel={t.removeDuplicate}
    >
      {(rule, path) => (
        <div key={rule.key}>
          <LabelAt path={[...path, 'label']} label={t.name} required={false} />
          <SeveralAt path={[...path, 'fields']} label={t.sameFields} options={fields} required />
          <RadioAt
            path={[...path, 'match']}
            label={t.match}
            hint={t.matchHint}
            fallback="normalised"
            options={[
              { value: 'exact', label: t.matchExact },
              { value: 'normalised', label: t.matchNormalised },
              { value: 'fuzzy', label: t.matchFuzzy },
            ]}
          />
          {rule.match === 'fuzzy' && (
            <NumberAt
              path={[...path, 'threshold']}
              label={t.threshold}
              hint={t.thresholdHint}
              min={0.1}
              max={1}
              whole={false}
            />
          )}
          <RadioAt
            path={[...path, 'action']}
            label={t.duplicateAction}
            fallback="warn"
            options={[
              { value: 'block', label: t.blockSave },
              { value: 'warn', label: t.warn },
            ]}
          />
          <ConditionAt path={[...path, 'when']} object={object.key} label={t.onlyWhen} />
          <LabelAt path={[...path, 'message']} label={t.message} required={false} />
        </div>
      )}
    </Parts>
  );
}
