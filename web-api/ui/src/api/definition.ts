import type { FieldType, Label, Severity, StageKind } from './types';

/** The definition document as the studio edits it. What the studio does not know passes through untouched. */

export interface CriterionDefinition {
  key: string;
  label: Label;
  when: string;
  message?: Label;
  severity?: Severity;
  builder?: unknown;
}

export type Band = 'upper' | 'middle' | 'lower';

export interface TaskDefinition {
  key: string;
  label: Label;
  helps?: Label;
  required?: boolean;
  /** An activity for which this holds does the task. */
  when?: string;
  channel?: string;
  due?: Distance;
}

export interface StageDefinition {
  key: string;
  label: Label;
  kind?: StageKind;
  probability?: number;
  band?: Band;
  expectedDays?: number;
  staleAfterDays?: number;
  criteria?: CriterionDefinition[];
  /** Asked on every move on from the stage. */
  leaveCriteria?: CriterionDefinition[];
  tasks?: TaskDefinition[];
  guidance?: Label;
  next?: string[];
}

export interface FunnelDefinition {
  key: string;
  object: string;
  field: string;
  label: Label;
  default?: boolean;
  skipped?: 'ignore' | 'ask';
  clock?: 'stage' | 'created' | 'activity';
  undoMinutes?: number;
  stages: StageDefinition[];
}

export interface OptionDefinition {
  key: string;
  label: Label;
  color?: string;
}

export interface RollUpDefinition {
  of: string;
  function: 'count' | 'sum' | 'min' | 'max' | 'avg';
  field?: string;
  where?: string;
}

export interface FieldDefinition {
  key: string;
  label: Label;
  type: FieldType;
  required?: boolean;
  unique?: boolean;
  default?: unknown;
  help?: Label;
  min?: number;
  max?: number;
  maxLength?: number;
  pattern?: string;
  options?: OptionDefinition[];
  currency?: string;
  target?: string;
  reverse?: string;
  onDelete?: 'restrict' | 'clear' | 'cascade';
  requiredWhen?: string;
  visibleWhen?: string;
  readOnlyWhen?: string;
  masked?: boolean;
  /** Whether the search finds records by it; as its type does where absent. */
  searchable?: boolean;
  number?: { prefix?: string; digits?: number; start?: number };
  formula?: string;
  result?: FieldType;
  rollup?: RollUpDefinition;
}

export interface ObjectDefinition {
  key: string;
  label: Label;
  plural?: Label;
  nameField?: string;
  visibility?: 'private' | 'team' | 'public';
  about?: boolean;
  reverse?: string;
  funnelBy?: string;
  fields: FieldDefinition[];
  validations?: Part[];
  duplicates?: Part[];
}

export interface GradeDefinition {
  key: string;
  label: Label;
  ripeness?: number;
  color?: string;
  cadence?: string;
  criteria?: CriterionDefinition[];
}

export interface GradeScaleDefinition {
  object: string;
  field: string;
  minimumHoldDays?: number;
  mode?: 'suggest' | 'automatic';
  grades: GradeDefinition[];
}

export interface Distance {
  days: number;
  calendar?: 'working' | 'calendar';
}

export interface CadenceStep {
  after: Distance;
  channel: string;
  purpose?: Label;
}

export interface Anchor {
  field?: string;
  lunar?: boolean | string;
  solar?: string;
  leadDays?: number;
}

export interface CadenceDefinition {
  key: string;
  label: Label;
  object: string;
  when?: string;
  steps: CadenceStep[];
  repeat?: boolean;
  earliest?: Distance;
  latest?: Distance;
  calendar?: string;
  on?: Anchor;
  optOut?: string;
  from?: 'completion' | 'planned';
  /** An activity for which this holds ends the sequence. */
  until?: string;
}

export type Holiday =
  string | { date?: string; solar?: string; lunar?: string; days?: number; label?: Label };

export interface CalendarDefinition {
  key: string;
  label: Label;
  workdays?: string[];
  holidays?: Holiday[];
  workingDays?: string[];
  halfDays?: string[];
  hours?: { from: string; to: string };
  lunch?: { from: string; to: string };
  default?: boolean;
}

export interface RoleDefinition {
  key: string;
  label: Label;
  parent?: string;
  permissions: {
    admin?: boolean;
    scope: 'own' | 'team' | 'all';
    objects: Record<string, string[]>;
    fields?: Record<string, Record<string, string>>;
    overrideCriteria?: boolean;
  };
}

export interface LayoutDefinition {
  object: string;
  card?: string[];
  list?: string[];
  form?: string[];
  sections?: { key: string; label: Label; fields: string[] }[];
}

/** A part that a described form edits: its members are named by the form. */
export interface Part {
  key: string;
  label?: Label;
  [member: string]: unknown;
}

export interface Definition {
  version: number;
  objects: ObjectDefinition[];
  funnels: FunnelDefinition[];
  gradeScales?: GradeScaleDefinition[];
  cadences?: CadenceDefinition[];
  calendars?: CalendarDefinition[];
  roles?: RoleDefinition[];
  layouts?: LayoutDefinition[];
  views?: Part[];
  pools?: Part[];
  assignments?: Part[];
  automations?: Part[];
  dashboards?: Part[];
  mailTemplates?: Part[];
  workday?: Record<string, unknown>;
  contacts?: { effective?: string };
  branding?: { name?: string; color?: string };
}

export interface Draft {
  definition: Definition;
  etag: string;
}

export interface PatchOperation {
  op: 'add' | 'replace' | 'remove';
  path: string;
  value?: unknown;
}

export interface CheckProblem {
  pointer: string;
  code: string;
  severity: 'error' | 'warning';
  message: string;
  remedy?: string | null;
}

export interface Change {
  kind: string;
  pointer: string;
  text: string;
}

export interface ImpactLine {
  kind: string;
  object: string;
  stage?: string | null;
  criterion?: string | null;
  field?: string | null;
  from?: string | null;
  to?: string | null;
  /** Whether there are figures: counting stops where it takes too long. */
  counted?: boolean;
  label: string;
  /** The whole in a sentence. */
  text?: string | null;
  total?: number | null;
  failing?: number | null;
  filter?: string | null;
}

export interface CheckReport {
  problems: CheckProblem[];
  changes: Change[];
  steps?: string[];
  impact: ImpactLine[];
}

export interface Migration {
  object: string;
  field: string;
  from?: string;
  to?: string;
  convert?: string;
}

export interface Published {
  version: number;
  publishedAt: string;
  jobs?: { id: string; kind: string }[];
}

export interface VersionEntry {
  version: number;
  author?: { id: string; name: string } | null;
  note?: string;
  publishedAt: string;
}

/** A function of the expression language, as the server describes it. */
export interface FunctionHelp {
  key: string;
  /** `function`, `method` (called on a value) or `list` (called on a list of records). */
  call: 'function' | 'method' | 'list';
  signatures: { parameters: string[]; result: string }[];
  description: string;
  example: string;
  inFilters?: boolean;
}
