export * from './TransferDialog';
export * from './useTransfer';
