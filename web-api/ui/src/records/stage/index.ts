export * from './messages';
export * from './Tasks';
export * from './useUndoMove';
