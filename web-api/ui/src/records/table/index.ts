export * from './columns';
export * from './RecordTable';
export * from './sort';
