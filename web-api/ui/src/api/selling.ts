import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { currentLocale } from '~/i18n';
import { api } from './client';
import { recordPath, recordsPath } from './queries';
import type { Page, RecordView, Reference, StageKind, UnmetCriterion, WorklistItem } from './types';

/** The selling process: where a record stands, what is due, who is away. */

const base = '/api/v1';

export interface Named {
  key: string;
  label: string;
}

export interface StageTask extends Named {
  help?: string | null;
  required?: boolean;
  channel?: string | null;
  dueOn?: string | null;
  done: boolean;
  doneAt?: string | null;
  by?: Reference | null;
  activityId?: string | null;
  /** What ticked it. */
  how?: 'activity' | 'hand' | null;
}

export type Clock = 'stage' | 'created' | 'activity';

/** A record's stage with what is to be done there. */
export interface StageStanding {
  funnel: Named;
  stage: Named & { kind: StageKind; probability?: number | null; band?: string | null };
  guidance: string | null;
  enteredAt: string;
  /** Working days by the funnel's clock. */
  days: number;
  clock: Clock;
  expectedDays: number | null;
  staleAfterDays: number | null;
  stale: boolean;
  tasks: StageTask[];
  allDone: boolean;
  advanceTo: Named | null;
  stages: (Named & { kind: StageKind; current: boolean; allowed: boolean })[];
  undo: { until: string; to: Named } | null;
}

const stageKey = (object: string, id: string) => ['records', object, 'stage', id, currentLocale()] as const;

export const stageQuery = (object: string, id: string) =>
  queryOptions({
    queryKey: stageKey(object, id),
    queryFn: ({ signal }) => api.get<StageStanding>(`${recordPath(object, id)}/stage`, undefined, signal),
    retry: false,
  });

export const tickTask = (object: string, id: string, task: string, done: boolean) =>
  api.post<StageStanding>(`${recordPath(object, id)}/tasks/${encodeURIComponent(task)}`, { done });

export const undoMove = (object: string, id: string) =>
  api.post<RecordView>(`${recordPath(object, id)}/moves/undo`);

/** Whether a card may enter a stage, and what stands in the way. */
export interface Verdict {
  stage: string;
  allowed: boolean;
  code: string | null;
  unmet?: UnmetCriterion[];
  warnings?: UnmetCriterion[];
}

export const dryRunLimit = 50;

export const dryRun = async (object: string, ids: string[], stages?: string[], signal?: AbortSignal) =>
  (
    await api.post<{ items: { id: string; stages: Verdict[] }[] }>(
      `${recordsPath(object)}/moves/dry-run`,
      { ids, ...(stages ? { stages } : {}) },
      { signal },
    )
  ).items;

/** What a card shows beside the record's own values. */
export interface CardFacts {
  id: string;
  days: number;
  stale: boolean;
  nextTouch: string | null;
  /** Which day it is for the record's owner. */
  today: string;
  tasksOpen: number;
}

export const cardsLimit = 200;

export const cardFacts = async (object: string, ids: string[], signal?: AbortSignal) =>
  (await api.post<{ items: CardFacts[] }>(`${recordsPath(object)}/cards`, { ids }, { signal })).items;

export interface Overriding {
  record: { object: string; id: string; name: string };
  from: string | null;
  to: string;
  reason: string;
  by: Reference | null;
  at: string;
  unmet: Named[];
}

export interface OverrideQuestion {
  object?: string;
  member?: string;
  from?: string;
  to?: string;
}

export const overridesPath = `${base}/overrides`;
export type OverridePage = Page<Overriding>;

export interface GradeShift {
  from: string | null;
  to: string | null;
  count: number;
}

export interface RegradePreview {
  records: number;
  changes: GradeShift[];
  examples: { id: string; name: string; from: string | null; to: string | null }[];
}

export interface Distribution {
  on: string;
  grades: { key: string; label: string; color: string | null }[];
  rows: { member: Reference | null; counts: Record<string, number>; total: number }[];
}

export type DistributionBy = 'company' | 'team' | 'owner';

export const distributionQuery = (object: string, on: string, by: DistributionBy) =>
  queryOptions({
    queryKey: ['records', object, 'distribution', on, by, currentLocale()],
    queryFn: ({ signal }) =>
      api.get<Distribution>(`${base}/grades/${encodeURIComponent(object)}/distribution`, { on, by }, signal),
    placeholderData: keepPreviousData,
  });

export interface Conversion {
  from: string;
  to: string;
  rows: { from: string | null; to: string | null; count: number; medianDays: number | null }[];
}

export const conversionQuery = (object: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['records', object, 'conversion', from, to, currentLocale()],
    queryFn: ({ signal }) =>
      api.get<Conversion>(`${base}/grades/${encodeURIComponent(object)}/conversion`, { from, to }, signal),
    placeholderData: keepPreviousData,
  });

export interface PlannedItem {
  id: string;
  subject: { object: string; id: string; name: string };
  channel: string;
  purpose: string | null;
  state: string;
  ripeness?: number | null;
  /** Whose it is, where the reader stands in. */
  for?: Reference | null;
}

export interface PlannedDay {
  on: string;
  working: boolean;
  half: boolean;
  due: number;
  done: number;
  items: PlannedItem[];
  holiday?: string | null;
  onLeave?: boolean;
}

export const plannedQuery = (from: string, to: string, member?: string) =>
  queryOptions({
    queryKey: ['worklist', 'calendar', from, to, member, currentLocale()],
    queryFn: ({ signal }) =>
      api.get<{ days: PlannedDay[] }>(`${base}/worklist/calendar`, { from, to, member }, signal),
    select: (answer) => answer.days,
    placeholderData: keepPreviousData,
  });

export interface Leave {
  id: string;
  from: string;
  to: string;
  deputy?: Reference | null;
  deputyId?: string | null;
}

export const leavesPath = (member: string) => `${base}/members/${encodeURIComponent(member)}/leaves`;

export const leavesQuery = (member: string | undefined) =>
  queryOptions({
    queryKey: ['worklist', 'leaves', member],
    queryFn: ({ signal }) => api.get<{ items: Leave[] }>(leavesPath(member ?? ''), undefined, signal),
    select: (answer) => answer.items,
    enabled: member !== undefined,
    retry: false,
  });

export interface DayClosed {
  on: string;
  due: number;
  done: number;
  moved: number;
  cancelled: number;
  tomorrow: number;
}

export const closeDay = (body: { on?: string; note?: string }) =>
  api.post<DayClosed>(`${base}/worklist/close-day`, body);

/** A follow-up as it is planned by hand. */
export interface Wanted {
  subject: { object: string; id: string };
  dueOn: string;
  channel: string;
  purpose?: string;
  ownerId?: string;
}

export const planItem = (wanted: Wanted) => api.post<WorklistItem>(`${base}/worklist`, wanted);

/** A task of a deal's stage that a contact did. */
export interface DoneTask extends Named {
  record: { object: string; id: string; name: string };
}

const itemPath = (id: string, verb: string) => `${base}/worklist/${encodeURIComponent(id)}/${verb}`;

export const completeItem = (id: string, completion: unknown, version?: number) =>
  api.post<{ next: WorklistItem | null; tasks?: DoneTask[] }>(itemPath(id, 'complete'), completion, {
    ifMatch: version,
  });

export const moveItem = (id: string, verb: 'snooze' | 'cancel', body: unknown, version?: number) =>
  api.post(itemPath(id, verb), body, { ifMatch: version });

/** A record whose tasks a contact may do. */
export interface Countable {
  object: string;
  id: string;
  name: string;
  stage: Named | null;
  tasks: Named[];
  /** The field of the activity that names it, where there is one. */
  link: string | null;
}

/** For which of its open deals a contact with a record would count. */
export const countsForQuery = (object: string, id: string) =>
  queryOptions({
    queryKey: ['records', object, 'counts-for', id, currentLocale()],
    queryFn: ({ signal }) =>
      api.get<{ countsFor: Countable | null; open: Countable[] }>(
        `${recordPath(object, id)}/counts-for`,
        undefined,
        signal,
      ),
    retry: false,
  });
