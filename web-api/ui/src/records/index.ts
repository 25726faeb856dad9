export * from './FieldsForm';
export * from './LookupSelect';
export * from './MemberSelect';
export * from './messages';
export * from './RecordTable';
export * from './RecordValue';
export * from './ValueInput';
export * from './wire';
