import { useMessages } from '~/i18n';
import type { ImportCounts } from './imports';
import { importMessages } from './messages';

export function Counts({ of }: { of: ImportCounts }) {
  const t = useMessages(importMessages);
  const shown = [
    ['created', t.createdCount],
    ['updated', t.updatedCount],
    ['skipped', t.skippedCount],
    ['failed', t.failedCount],
  ] as const;
  return (
    <dl className="counts">
      {shown.map(([key, label]) => (
        <div key={key} className={key === 'failed' && of.failed > 0 ? 'counts-failed' : undefined}>
          <dt>{label}</dt>
          <dd>{of[key]}</dd>
        </div>
      ))}
    </dl>
  );
}
