import type { Definition, Label } from '~/api';
import type { Locale } from '~/i18n';
import { stepsOf } from './patch';
import { textOf } from './words';

/** Where the studio shows a part of the document. */
export interface Place {
  to: string;
  /** The part in words, outermost first: Opportunity, Amount. */
  words: string[];
}

interface Keyed {
  key?: string;
  object?: string;
  label?: Label;
}

const roots: Partial<Record<string, string>> = {
  cadences: 'cadences',
  calendars: 'calendars',
  roles: 'roles',
  pools: 'pools',
  assignments: 'assignments',
  automations: 'automations',
  dashboards: 'dashboards',
  views: 'views',
  mailTemplates: 'mail',
};

function element(definition: Definition, part: string, at: string | undefined): Keyed | undefined {
  const list = (definition as unknown as Record<string, unknown>)[part];
  return Array.isArray(list) ? (list[Number(at)] as Keyed | undefined) : undefined;
}

function ofObject(definition: Definition, steps: string[], locale: Locale): Place | null {
  const [, at, part, index] = steps;
  const object = definition.objects[Number(at)];
  if (!object) {
    return null;
  }
  const home = `/studio/objects/${object.key}`;
  const name = textOf(object.label, locale) || object.key;
  const lists: Partial<Record<string, readonly Keyed[]>> = {
    fields: object.fields,
    validations: object.validations,
    duplicates: object.duplicates,
  };
  const list = part === undefined ? undefined : lists[part];
  const one = list?.[Number(index)];
  if (part === undefined || !list) {
    return { to: `${home}/settings`, words: [name] };
  }
  return one?.key
    ? { to: `${home}/${part}/${one.key}`, words: [name, textOf(one.label, locale) || one.key] }
    : { to: `${home}/${part}`, words: [name] };
}

function ofFunnel(definition: Definition, steps: string[], locale: Locale): Place | null {
  const funnel = definition.funnels[Number(steps[1])];
  if (!funnel) {
    return null;
  }
  const to = `/studio/funnels/${funnel.key}`;
  const words = [textOf(funnel.label, locale) || funnel.key];
  const stage = steps[2] === 'stages' ? funnel.stages[Number(steps[3])] : undefined;
  if (!stage) {
    return { to, words };
  }
  const list =
    steps[4] === 'criteria' ? stage.criteria : steps[4] === 'leaveCriteria' ? stage.leaveCriteria : undefined;
  const criterion = list?.[Number(steps[5])];
  return {
    to: `${to}?stage=${stage.key}${criterion ? `&criterion=${criterion.key}` : ''}`,
    words: [
      textOf(stage.label, locale) || stage.key,
      ...(criterion ? [textOf(criterion.label, locale) || criterion.key] : []),
    ],
  };
}

function ofScale(definition: Definition, steps: string[], locale: Locale): Place | null {
  const scale = definition.gradeScales?.[Number(steps[1])];
  if (!scale) {
    return null;
  }
  const grade = steps[2] === 'grades' ? scale.grades[Number(steps[3])] : undefined;
  const object = definition.objects.find((one) => one.key === scale.object);
  return {
    to: `/studio/grades/${scale.object}${grade ? `/${grade.key}` : ''}`,
    words: [
      textOf(object?.label, locale) || scale.object,
      ...(grade ? [textOf(grade.label, locale) || grade.key] : []),
    ],
  };
}

/** Where a pointer of a problem or a change leads; null where the studio has no page for it. */
export function placeOf(pointer: string, definition: Definition, locale: Locale): Place | null {
  const steps = stepsOf(pointer);
  const [part = '', at] = steps;
  switch (part) {
    case 'objects':
      return ofObject(definition, steps, locale);
    case 'funnels':
      return ofFunnel(definition, steps, locale);
    case 'gradeScales':
      return ofScale(definition, steps, locale);
    case 'workday':
    case 'contacts':
      return { to: '/studio/workday', words: [] };
    case 'branding':
      return { to: '/studio/branding', words: [] };
    case 'layouts': {
      const layout = definition.layouts?.[Number(at)];
      const object = definition.objects.find((one) => one.key === layout?.object);
      return layout
        ? {
            to: `/studio/objects/${layout.object}/layout`,
            words: [textOf(object?.label, locale) || layout.object],
          }
        : null;
    }
    default: {
      const one = element(definition, part, at);
      const root = roots[part];
      return root
        ? {
            to: `/studio/${root}${one?.key ? `/${one.key}` : ''}`,
            words: one?.key ? [textOf(one.label, locale) || one.key] : [],
          }
        : null;
    }
  }
}
