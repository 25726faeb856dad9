export * from './FeedDialog';
