export * from './FilterButton';
export * from './FilterChips';
