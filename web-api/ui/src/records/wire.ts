import type {
  FieldValue,
  FieldView,
  FunnelView,
  Money,
  ObjectView,
  RecordView,
  Reference,
  Values,
} from '~/api';

export function isReference(value: FieldValue): value is Reference {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'id' in value;
}

export function isMoney(value: FieldValue): value is Money {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'amount' in value;
}

export function isEmpty(value: FieldValue): boolean {
  if (isMoney(value)) {
    return value.amount === '';
  }
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
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
  return field.permissions?.edit !== false && !isDerived(field);
}

/** Whether the platform gives the value: nobody types it. */
export function isDerived(field: FieldView): boolean {
  return field.derived === true || ['auto_number', 'formula', 'rollup'].includes(field.type);
}

/** The field as what its value is: a formula's result, a roll-up's figure. */
export function asValueField(field: FieldView, value?: FieldValue): FieldView {
  if (field.type === 'formula' || field.type === 'rollup') {
    return { ...field, type: field.result ?? typeOf(value) };
  }
  return field.type === 'auto_number' ? { ...field, type: 'text' } : field;
}

/** What a computed value is, told by its form on the wire. */
function typeOf(value: FieldValue): FieldView['type'] {
  if (isMoney(value)) {
    return 'currency';
  }
  if (typeof value === 'boolean') {
    return 'boolean';
  }
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  if (/^-?\d+(\.\d+)?$/.test(text)) {
    return 'decimal';
  }
  return /^\d{4}-\d{2}-\d{2}$/.test(text)
    ? 'date'
    : /^\d{4}-\d{2}-\d{2}T.*Z$/.test(text)
      ? 'date_time'
      : 'text';
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
  const funnels = object.funnels.filter((one) => one.field === field.key);
  const stages = funnels.flatMap((funnel) => funnel.stages);
  return funnels.length > 0
    ? stages
        .filter((stage, at) => stages.findIndex((one) => one.key === stage.key) === at)
        .map(({ key, label, kind }) => ({ key, label, color: stageColor(kind) }))
    : object.funnelBy === field.key && !field.options?.length
      ? object.funnels.map(({ key, label }) => ({ key, label }))
      : (field.options ?? []);
}

export function stageColor(kind: 'open' | 'won' | 'lost'): string {
  return { open: '#c98a1b', won: '#1d7f4e', lost: '#8a938d' }[kind];
}

/** The funnel that a record goes through: the one it names, else the default or the only one. */
export function funnelOf(object: ObjectView, values: Values): FunnelView | undefined {
  const named = object.funnelBy ? values[object.funnelBy] : undefined;
  return (
    object.funnels.find((funnel) => funnel.key === named) ??
    object.funnels.find((funnel) => funnel.default) ??
    object.funnels[0]
  );
}

/** The object with every select field's options filled in. */
export function withOptions(object: ObjectView): ObjectView {
  return {
    ...object,
    fields: object.fields.map((field) =>
      field.type === 'select' || field.type === 'multi_select'
        ? { ...field, options: optionsOf(object, field) }
        : field,
    ),
  };
}
