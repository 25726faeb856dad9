import type { ReactNode } from 'react';
import { Melon } from './Melon';
import './parts.css';

interface NoticeProps {
  title: string;
  hint?: string;
  ripe?: number;
  action?: ReactNode;
  compact?: boolean;
}

/** An empty state: what is (not) here, why, and what to do. */
export function Notice({ title, hint, ripe = 1, action, compact = false }: NoticeProps) {
  return (
    <div className={compact ? 'notice notice-compact' : 'notice'} role="status">
      {!compact && <Melon size={64} ripe={ripe} />}
      <p className="notice-title">{title}</p>
      {hint && <p className="notice-hint">{hint}</p>}
      {action && <div className="notice-action">{action}</div>}
    </div>
  );
}
