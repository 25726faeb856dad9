import type { Definition, SimulationQuestion } from '~/api';
import type { Locale } from '~/i18n';
import { textOf } from '../core/words';

/** What may be asked: a criterion of a stage, a condition of one's own, a filter, or the whole scale. */
export type Asked =
  | { kind: 'criterion'; funnel: string; stage: string; key: string }
  | { kind: 'own' }
  | { kind: 'filter' }
  | { kind: 'grade' };

export const nameOf = (asked: Asked): string =>
  asked.kind === 'criterion' ? `${asked.funnel}/${asked.stage}/${asked.key}` : asked.kind;

export function askedOf(name: string): Asked {
  const [funnel = '', stage = '', key = ''] = name.split('/');
  return name === 'own' || name === 'filter' || name === 'grade'
    ? { kind: name }
    : { kind: 'criterion', funnel, stage, key };
}

const stagesOf = (definition: Definition, object: string) =>
  definition.funnels
    .filter((funnel) => funnel.object === object)
    .flatMap((funnel) => funnel.stages.map((stage) => ({ funnel, stage })));

/** The criteria of an object's funnels, by stage. */
export function criteriaOf(definition: Definition, object: string, locale: Locale) {
  return stagesOf(definition, object).flatMap(({ funnel, stage }) =>
    stage.criteria?.length
      ? [
          {
            label: textOf(stage.label, locale) || stage.key,
            options: stage.criteria.map((criterion) => ({
              value: nameOf({
                kind: 'criterion',
                funnel: funnel.key,
                stage: stage.key,
                key: criterion.key,
              }),
              label: textOf(criterion.label, locale) || criterion.key,
            })),
          },
        ]
      : [],
  );
}

export function stageChoices(definition: Definition, object: string, locale: Locale) {
  const several = definition.funnels.filter((one) => one.object === object).length > 1;
  return stagesOf(definition, object).map(({ funnel, stage }) => ({
    value: `${funnel.key}/${stage.key}`,
    label: [several ? textOf(funnel.label, locale) : '', textOf(stage.label, locale) || stage.key]
      .filter(Boolean)
      .join(' › '),
  }));
}

export interface Form {
  asked: Asked;
  /** Of one's own condition: `funnel/stage`. */
  stage: string | undefined;
  condition: string;
  from: string | undefined;
  to: string | undefined;
  daysBefore: number | null;
}

/** The question on the wire, or null while something is missing. */
export function questionOf(definition: Definition, object: string, form: Form): SimulationQuestion | null {
  const { asked, from, to } = form;
  const over = from || to ? { ...(from ? { from } : {}), ...(to ? { to } : {}) } : undefined;
  const base = { object, ...(over ? { over } : {}) };
  switch (asked.kind) {
    case 'criterion': {
      const stage = definition.funnels
        .find((one) => one.key === asked.funnel)
        ?.stages.find((one) => one.key === asked.stage);
      const when = stage?.criteria?.find((one) => one.key === asked.key)?.when;
      return when ? { ...base, criterion: { funnel: asked.funnel, stage: asked.stage, when } } : null;
    }
    case 'own': {
      const [funnel, stage] = form.stage?.split('/') ?? [];
      return funnel && stage && form.condition
        ? { ...base, criterion: { funnel, stage, when: form.condition } }
        : null;
    }
    case 'filter':
      return form.condition ? { ...base, filter: form.condition } : null;
    case 'grade':
      return { ...base, grade: true, ...(form.daysBefore === null ? {} : { daysBefore: form.daysBefore }) };
  }
}
