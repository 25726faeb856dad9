import type { FieldType, Label, Severity, StageKind } from './types';

/** The parts of the definition document that the studio edits; all others pass through untouched. */

export interface CriterionDefinition {
  key: string;
  label: Label;
  when: string;
  message: Label;
  severity: Severity;
  builder?: unknown;
}

export interface StageDefinition {
  key: string;
  label: Label;
  kind: StageKind;
  probability: number;
  criteria?: CriterionDefinition[];
  [other: string]: unknown;
}

export interface FunnelDefinition {
  key: string;
  object: string;
  field: string;
  label: Label;
  stages: StageDefinition[];
}

export interface FieldDefinition {
  key: string;
  label: Label;
  type: FieldType;
  options?: { key: string; label: Label; color?: string }[];
  target?: string;
  currency?: string;
}

export interface ObjectDefinition {
  key: string;
  label: Label;
  plural?: Label;
  nameField: string;
  fields: FieldDefinition[];
}

export interface Definition {
  version: number;
  objects: ObjectDefinition[];
  funnels: FunnelDefinition[];
  gradeScales?: { object: string; field: string; grades: { key: string; label: Label; color?: string }[] }[];
  [other: string]: unknown;
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

export interface CriterionImpact {
  kind: string;
  object: string;
  stage?: string | null;
  criterion?: string | null;
  label: string;
  total: number;
  failing: number;
  filter: string | null;
}

export interface CheckReport {
  problems: CheckProblem[];
  changes: { kind: string; pointer: string; text: string }[];
  impact: CriterionImpact[];
}

export interface Published {
  version: number;
  publishedAt: string;
}
