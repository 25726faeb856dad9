import type { ReactNode } from 'react';

interface PageHeadProps {
  title: ReactNode;
  above?: ReactNode;
  below?: ReactNode;
  actions?: ReactNode;
}

export function PageHead({ title, above, below, actions }: PageHeadProps) {
  return (
    <header className="page-head">
      <div className="page-head-text">
        {above && <div className="page-above">{above}</div>}
        <h1>{title}</h1>
        {below && <div className="page-below">{below}</div>}
      </div>
      {actions && <div className="page-actions">{actions}</div>}
    </header>
  );
}
