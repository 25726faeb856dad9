import type { FieldValue, FieldView, Money, ObjectView, RecordView, Reference, Values } from '~/api';

export function isReference(value: FieldValue): value is Reference {
  return typeof value === 'object' && value !== null && 'id' in value;
}

export function isMoney(value: FieldValue): value is Money {
  return typeof value === 'object' && value !== null && 'amount' in value;
}

export function isEmpty(value: FieldValue): boolean {
  if (isMoney(value)) {
    return value.amount === '';
  }
  return value === undefined || value === null || value === '';
}

/** A value as the server wants it on writing; null clears it. */
export function toWire(value: FieldValue): FieldValue {
  if (isEmpty(value)) {
    return null;
  }
  return isReference(value) ? (value.id as FieldValue) : value;
}

export function valuesToWire(values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, toWire(value)]));
}

export function sameValue(one: FieldValue, other: FieldValue): boolean {
  return JSON.stringify(toWire(one)) === JSON.stringify(toWire(other));
}

export function fieldByKey(object: ObjectView, key: string): FieldView | undefined {
  return object.fields.find((field) => field.key === key);
}

export function mayEdit(field: FieldView): boolean {
  return field.permissions?.edit !== false;
}

export function recordName(object: ObjectView, record: RecordView): string {
  const value = object.nameField ? record.values[object.nameField] : undefined;
  if (typeof value === 'string' || typeof value === 'number') {
    return String(value);
  }
  return isReference(value) ? value.name : '';
}

/**
 * The options of a select field with their colours: a funnel's stages and a scale's grades are the options
 * of the fields they stand on.
 */
export function optionsOf(object: ObjectView, field: FieldView): NonNullable<FieldView['options']> {
  if (object.gradeScale?.field === field.key) {
    return object.gradeScale.grades;
  }
  const funnel = object.funnels.find((one) => one.field === field.key);
  return funnel
    ? funnel.stages.map(({ key, label, kind }) => ({ key, label, color: stageColor(kind) }))
    : (field.options ?? []);
}

export function stageColor(kind: 'open' | 'won' | 'lost'): string {
  return { open: '#c98a1b', won: '#1d7f4e', lost: '#8a938d' }[kind];
}

/** The object with every select field's options filled in. */
export function withOptions(object: ObjectView): ObjectView {
  return {
    ...object,
    fields: object.fields.map((field) =>
      field.type === 'select' ? { ...field, options: optionsOf(object, field) } : field,
    ),
  };
}
