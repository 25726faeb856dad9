export * from './messages';
export * from './PlanDialog';
export * from './useMayPlan';
