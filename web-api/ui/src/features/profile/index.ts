export * from './ZoneDialog';
