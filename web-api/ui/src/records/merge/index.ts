export * from './MergeDialog';
