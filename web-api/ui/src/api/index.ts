export * from './client';
export * from './definition';
export * from './live';
export * from './problem';
export * from './queries';
export * from './runtime';
export * from './types';
