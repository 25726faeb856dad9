export * from './MergeDialog';
export * from './MergeWith';
