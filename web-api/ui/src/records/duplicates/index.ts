export * from './DuplicatesDialog';
export * from './useDuplicates';
