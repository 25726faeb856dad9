export * from './address';
export * from './savedViews';
export { type Showing } from './useViews';
export * from './ViewMenu';
