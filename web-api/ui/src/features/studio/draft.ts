import { queryOptions } from '@tanstack/react-query';
import {
  type CheckReport,
  type CriterionDefinition,
  type Definition,
  type Draft,
  type FunnelDefinition,
  type PatchOperation,
  type Published,
  request,
  type StageDefinition,
} from '~/api';
import type { Locale } from '~/i18n';
import type { ConditionField } from '~/records/condition';
import { systemFields } from '~/records/condition';

const path = '/api/v1/config/draft';

export const draftQuery = () =>
  queryOptions({
    queryKey: ['config', 'draft'],
    queryFn: async ({ signal }): Promise<Draft> => {
      const { data, etag } = await request<Definition>('GET', path, { signal });
      return { definition: data, etag: etag ?? String(data.version) };
    },
    staleTime: Infinity,
  });

export async function patchDraft(etag: string, operations: PatchOperation[]): Promise<void> {
  await request('PATCH', path, {
    body: operations,
    ifMatch: etag,
    headers: { 'Content-Type': 'application/json-patch+json' },
  });
}

/** Forgets the draft: the next one begins from the published version. */
export async function dropDraft(): Promise<void> {
  await request('DELETE', path);
}

export async function checkDraft(): Promise<CheckReport> {
  return (await request<CheckReport>('POST', `${path}/check`, { body: {} })).data;
}

export async function publishDraft(note: string): Promise<Published> {
  return (await request<Published>('POST', `${path}/publish`, { body: { note } })).data;
}

/** One operation for each stage that differs, so that nothing else of the draft is touched. */
export function changesOf(
  funnelAt: number,
  before: StageDefinition[],
  after: StageDefinition[],
): PatchOperation[] {
  return after.flatMap((stage, at) =>
    JSON.stringify(stage) === JSON.stringify(before[at])
      ? []
      : [{ op: 'replace' as const, path: `/funnels/${String(funnelAt)}/stages/${String(at)}`, value: stage }],
  );
}

/** The fields of the object as conditions see them, in the draft's own words. */
export function fieldsOf(definition: Definition, funnel: FunnelDefinition, locale: Locale): ConditionField[] {
  const object = definition.objects.find((one) => one.key === funnel.object);
  const named = (options: readonly { key: string; label: Record<string, string> }[] | undefined) =>
    options?.map((option) => ({ key: option.key, label: textOf(option.label, locale) }));
  const own = (object?.fields ?? []).map((field): ConditionField => {
    const stages = definition.funnels.find(
      (one) => one.object === funnel.object && one.field === field.key,
    )?.stages;
    const scales = definition.gradeScales ?? [];
    const grades = scales.find((one) => one.object === funnel.object && one.field === field.key)?.grades;
    return {
      key: field.key,
      label: textOf(field.label, locale),
      type: field.type,
      target: field.target,
      options: named(stages ?? grades ?? field.options),
    };
  });
  return [...own, ...systemFields(locale)];
}

export function textOf(label: Record<string, string> | undefined, locale: Locale): string {
  return label?.[locale] ?? Object.values(label ?? {})[0] ?? '';
}

const keyPattern = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

export type KeyFault = 'keyWrong' | 'keyTaken';

export function keyFault(criteria: readonly CriterionDefinition[], at: number): KeyFault | null {
  const key = criteria[at]?.key ?? '';
  if (!keyPattern.test(key) || key.length > 40) {
    return 'keyWrong';
  }
  return criteria.some((other, position) => position !== at && other.key === key) ? 'keyTaken' : null;
}

/** Whether a stage's criteria can be saved: each with a proper key and a complete condition. */
export function isSound(stage: StageDefinition): boolean {
  const criteria = stage.criteria ?? [];
  return criteria.every((criterion, at) => criterion.when.trim() !== '' && keyFault(criteria, at) === null);
}

/** What a pointer of a problem is about: `/funnels/0/stages/2/criteria/1/when`. */
export function placeOf(
  pointer: string,
  funnelAt: number,
): { stage: number; criterion: number | null } | null {
  const match = /^\/funnels\/(\d+)\/stages\/(\d+)(?:\/criteria\/(\d+))?/.exec(pointer);
  if (!match || Number(match[1]) !== funnelAt) {
    return null;
  }
  return { stage: Number(match[2]), criterion: match[3] === undefined ? null : Number(match[3]) };
}

/** What a pointer is about, in words; the pointer itself where it leads out of the funnel. */
export function nameAt(
  pointer: string,
  funnelAt: number,
  stages: readonly StageDefinition[],
  locale: Locale,
): string {
  const place = placeOf(pointer, funnelAt);
  const stage = place ? stages[place.stage] : undefined;
  if (!place || !stage) {
    return pointer;
  }
  const criterion = place.criterion === null ? undefined : stage.criteria?.[place.criterion];
  return [stage.label, criterion?.label]
    .flatMap((label) => (label ? [textOf(label, locale)] : []))
    .join(' › ');
}
