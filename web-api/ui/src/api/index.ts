export * from './client';
export * from './definition';
export * from './jobs';
export * from './problem';
export * from './queries';
export * from './simulation';
export * from './types';
