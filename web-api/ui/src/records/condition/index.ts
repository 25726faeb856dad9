export * from './cel';
export * from './ConditionBuilder';
export * from './describe';
export * from './fields';
export * from './operators';
export * from './read';
