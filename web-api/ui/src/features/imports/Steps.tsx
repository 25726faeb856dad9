import { Steps as Line } from 'antd';
import { useMessages } from '~/i18n';
import { useIsNarrow } from '~/parts';
import { importMessages } from './messages';

export const steps = ['what', 'file', 'mapping', 'rules', 'check', 'run', 'result'] as const;
export type Step = (typeof steps)[number];

/** The seven steps; those one may go back to are links. */
export function Steps({
  at,
  open,
  failed = false,
  onGo,
}: {
  at: Step;
  open: readonly Step[];
  failed?: boolean;
  onGo: (step: Step) => void;
}) {
  const t = useMessages(importMessages);
  const narrow = useIsNarrow();
  const current = steps.indexOf(at);
  if (narrow) {
    return (
      <p className="import-step">
        {current + 1} / {steps.length} · <strong>{t[`step_${at}`]}</strong>
      </p>
    );
  }
  return (
    <nav aria-label={t.steps}>
      <Line
        size="small"
        className="import-steps"
        current={current}
        status={failed ? 'error' : 'process'}
        items={steps.map((step) => ({ title: t[`step_${step}`], disabled: !open.includes(step) }))}
        onChange={(next) => {
          const step = steps[next];
          if (step && open.includes(step)) {
            onGo(step);
          }
        }}
      />
    </nav>
  );
}
