import type { FieldView, FunnelView, ObjectView, StageView, UnmetCriterion } from '~/api';
import { fieldByKey, mayEdit, withOptions } from '../wire';

/**
 * The fields whose filling in could meet the criteria: of each criterion the missing ones, or, where nothing
 * is missing, those it speaks of. Advice asks for nothing.
 */
export function fieldsToAsk(
  object: ObjectView,
  funnel: FunnelView,
  unmet: readonly UnmetCriterion[],
): FieldView[] {
  const keys = unmet
    .filter((criterion) => criterion.severity !== 'warn')
    .flatMap((criterion) => (criterion.missing.length > 0 ? criterion.missing : criterion.fields));
  const filled = withOptions(object);
  return [...new Set(keys)]
    .filter((key) => key !== funnel.field)
    .map((key) => fieldByKey(filled, key))
    .filter((field): field is FieldView => field !== undefined && mayEdit(field));
}

/** Whether the funnel lets a record go from one stage straight to another. A stage that lists none leads anywhere. */
export function leadsTo(from: StageView | undefined, to: string): boolean {
  return !from?.next?.length || from.key === to || from.next.includes(to);
}

export function stageByKey(funnel: FunnelView, key: unknown): StageView | undefined {
  return funnel.stages.find((stage) => stage.key === key);
}
