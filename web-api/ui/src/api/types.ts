/** The wire as the server's contract gives it. */

export type FieldType =
  | 'text'
  | 'long_text'
  | 'integer'
  | 'decimal'
  | 'currency'
  | 'percent'
  | 'date'
  | 'date_time'
  | 'boolean'
  | 'select'
  | 'multi_select'
  | 'phone'
  | 'email'
  | 'url'
  | 'lookup'
  | 'member'
  | 'auto_number'
  | 'formula'
  | 'rollup';

export type Label = Record<string, string>;

export interface Reference {
  id: string;
  name: string;
}

export interface Money {
  amount: string;
  currency: string;
}

export type FieldValue = string | number | boolean | string[] | Money | Reference | null | undefined;
export type Values = Record<string, FieldValue>;

export interface Me {
  member: {
    id: string;
    email: string;
    name: string;
    role: string;
    locale?: string;
    /** In which the member reads her days; null where that is the company's. */
    timeZone: string | null;
  };
  tenant: { slug: string; name: string; locale: string; timeZone: string };
  permissions: {
    admin: boolean;
    scope: 'own' | 'team' | 'all';
    objects: Record<string, string[]>;
    /** May move records although criteria are unmet, for a reason. */
    overrideCriteria?: boolean;
  };
  branding: { name?: string; color?: string };
}

export interface Option {
  key: string;
  label: string;
  color?: string | null;
}

export interface FieldView {
  key: string;
  label: string;
  type: FieldType;
  required?: boolean;
  unique?: boolean;
  /** Whether it computes itself: its type is then that of what it comes to. */
  derived?: boolean;
  options?: Option[];
  currency?: string | null;
  target?: string | null;
  help?: string | null;
  /** What a formula or roll-up comes to. */
  result?: FieldType | null;
  masked?: boolean;
  requiredWhen?: string | null;
  visibleWhen?: string | null;
  readOnlyWhen?: string | null;
  min?: number | null;
  max?: number | null;
  maxLength?: number | null;
  permissions?: { edit: boolean; access?: 'masked' | 'read' | 'edit' };
}

export type Severity = 'block' | 'warn';
export type StageKind = 'open' | 'won' | 'lost';

export interface StageView {
  key: string;
  label: string;
  kind: StageKind;
  probability?: number | null;
  band?: string | null;
  expectedDays?: number | null;
  staleAfterDays?: number | null;
  guidance?: string | null;
  next?: string[] | null;
  criteria?: { key: string; label: string; message: string; severity: Severity }[];
}

export interface FunnelView {
  key: string;
  field: string;
  label: string;
  default?: boolean | null;
  stages: StageView[];
}

export interface GradeView {
  key: string;
  label: string;
  ripeness?: number | null;
  color?: string | null;
  cadence?: string | null;
}

export interface ListView {
  key: string;
  label: string;
  columns: string[];
  filter?: string | null;
  sort?: string | null;
  kind?: 'list' | 'board' | null;
}

export interface ObjectSummary {
  key: string;
  label: string;
  plural: string;
  about?: boolean;
}

export interface ObjectView extends ObjectSummary {
  nameField?: string;
  /** The field that chooses a record's funnel, where there are several. */
  funnelBy?: string | null;
  fields: FieldView[];
  permissions: string[];
  funnels: FunnelView[];
  gradeScale: { field: string; grades: GradeView[] } | null;
  layout: {
    card?: string[];
    list?: string[];
    form?: string[];
    sections?: { key: string; label: string; fields: string[] }[];
  } | null;
  views: ListView[];
  /** The objects whose records point here, and by which field. */
  related?: RelatedList[];
}

export interface RelatedList {
  object: string;
  label: string;
  field: string;
  fieldLabel: string;
}

export interface RecordView {
  id: string;
  version: number;
  createdAt: string;
  createdBy?: Reference | null;
  updatedAt: string;
  updatedBy?: Reference | null;
  ownerId?: string | null;
  owner?: Reference | null;
  subject?: { object: string; id: string; name: string } | null;
  values: Values;
  /** What the reader may do with it; lists leave it out. */
  may?: RecordRight[];
}

export type RecordRight =
  | 'update'
  | 'delete'
  | 'give'
  | 'transfer'
  | 'share'
  | 'move'
  | 'grade'
  | 'merge'
  | 'claim'
  | 'release'
  | 'plan';

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
  total?: number;
}

export interface UnmetCriterion {
  key: string;
  label: string;
  message: string;
  severity: Severity;
  missing: string[];
  fields: string[];
  /** The task of the stage that is to be done first, where it is one. */
  task?: string | null;
  /** What a rule against duplicates found, where it is one that warns. */
  matches?: DuplicateMatch[];
  /** The stage that asks it, and where on the move it stands. */
  stage?: { key: string; label: string; part: 'left' | 'skipped' | 'entered' } | null;
}

/** A record as it was written, with what its rules remark on. */
export type WrittenRecord = RecordView & { warnings?: UnmetCriterion[] };

export type MovedRecord = WrittenRecord;

export interface Move {
  field: string;
  from?: string | null;
  to?: string | null;
  enteredAt: string;
  leftAt: string | null;
  cause: string;
  actor?: Reference | null;
  reason?: string | null;
  definitionVersion: number;
  /** Undone within the grace: no figure counts it. */
  voided?: boolean;
}

export interface Aggregate {
  groups: { key: Record<string, string | null>; count?: number; [measure: string]: unknown }[];
}

export interface WorklistItem {
  id: string;
  subject: { object: string; id: string; name: string };
  dueOn: string;
  originalDueOn?: string | null;
  channel: string;
  purpose: string | null;
  because: { rule: string; label: string; version: number } | null;
  overdueDays: number;
  grade: { key: string; label: string; color: string | null; ripeness: number | null } | null;
  phone: string | null;
  movedTimes?: number;
  lastContactOn?: string | null;
  amount?: Money | null;
  /** When it falls into the pool unless somebody touches it. */
  reclaimOn?: string | null;
  step?: string | number | null;
  /** What put it on the list. */
  planned?: 'rhythm' | 'occasion' | 'automation' | 'person' | 'task' | null;
  by?: Reference | null;
  /** Whose it is, where it came to a deputy. */
  for?: Reference | null;
  openSubject?: boolean;
  /** Sent back with what is done to it: whoever comes second is told who was first. */
  version?: number;
}

export interface Worklist {
  overdue: WorklistItem[];
  today: WorklistItem[];
  tomorrow: WorklistItem[];
  done: WorklistItem[];
  /** Of what is due today: beyond the day's capacity, the least important. */
  dropped?: WorklistItem[];
  /** Items of subjects that are closed. */
  elsewhere?: WorklistItem[];
  capacity?: number | null;
  closed?: { at: string; note: string | null } | null;
  nextStep?: 'required' | 'optional';
  day?: { on: string; working: boolean; half: boolean; onLeave: boolean };
  counts: {
    overdue: number;
    today: number;
    tomorrow: number;
    done: number;
    dropped?: number;
    elsewhere?: number;
  };
}

export interface Completion {
  activity: {
    kind: string;
    outcome?: string;
    durationSeconds?: number;
    note?: string;
    startedAt: string;
    /** The record whose tasks it does, where that is not plain. */
    countsFor?: { object: string; id: string };
  };
  next?: { dueOn: string; channel: string; purpose: string };
}

export interface Member {
  id: string;
  email: string;
  name: string;
  role: string;
  roleLabel?: string;
  managerId?: string | null;
  active: boolean;
  timeZone?: string | null;
}

export interface Job<R = unknown> {
  id: string;
  kind: string;
  state: 'queued' | 'running' | 'done' | 'failed';
  done: number;
  total: number | null;
  result?: R | null;
}

/** Which grade a record has, which one its criteria speak for, and why. */
export interface GradeSuggestion {
  current: string | null;
  suggested: string | null;
  /** The first day on which it may get another one. */
  heldUntil?: string;
  /** Who chose it by hand, while that choice holds. */
  chosen?: { by: { id: string; name: string }; reason?: string; until: string | null };
  /** The ripest first. */
  grades: {
    key: string;
    label: string;
    ripeness?: number;
    met: { key: string; label: string }[];
    unmet: UnmetCriterion[];
  }[];
}

export type TileKind = 'number' | 'bar' | 'line' | 'pie' | 'table';
export type Period = 'day' | 'week' | 'month' | 'quarter' | 'year';

export interface TileView {
  key: string;
  label: string;
  object: string;
  kind: TileKind;
  measure: { fn: 'count' | 'sum' | 'min' | 'max' | 'avg'; field?: string };
  groupBy?: string;
  period?: Period;
  filter?: string;
  view?: string;
}

export interface DashboardView {
  key: string;
  label: string;
  tiles: TileView[];
}

/** A record that a rule takes for the same as the written one, as the reader may know of it. */
export interface DuplicateMatch {
  rule: string;
  label: string;
  message?: string;
  action: 'block' | 'warn';
  score: number;
  object: string;
  record: {
    id?: string | null;
    name: string;
    owner?: Reference | null;
    pool?: { key: string; label: string } | null;
  } | null;
  fields: string[];
}
