export * from './ClaimButton';
export * from './ReleaseDialog';
