export * from './UnmetDialog';
export * from './unmet';
export * from './useMoving';
