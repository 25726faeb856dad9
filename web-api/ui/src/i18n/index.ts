export * from './catalogue';
export * from './format';
export * from './locale';
export * from './zone';
