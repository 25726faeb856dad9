import { InputNumber, Select } from 'antd';
import type { Distance } from '~/api';
import { useMessages } from '~/i18n';
import type { Path } from '../core/Studio';
import { studioMessages } from '../messages';
import { useAt } from './controls';
import { RowAt } from './Row';

export function DistanceInput({
  label,
  value,
  onChange,
}: {
  label: string;
  value: Distance | undefined;
  onChange: (distance: Distance | undefined) => void;
}) {
  const t = useMessages(studioMessages);
  return (
    <span className="distance">
      <InputNumber
        aria-label={label}
        min={0}
        max={3650}
        precision={0}
        value={value?.days ?? null}
        onChange={(days) => {
          onChange(days === null ? undefined : { calendar: 'working', ...value, days });
        }}
      />
      <Select
        aria-label={`${label}: ${t.dayKind}`}
        value={value?.calendar ?? 'calendar'}
        options={[
          { value: 'working', label: t.workingDays },
          { value: 'calendar', label: t.calendarDays },
        ]}
        onChange={(calendar: 'working' | 'calendar') => {
          onChange({ days: value?.days ?? 1, calendar });
        }}
      />
    </span>
  );
}

export function DistanceAt({ path, label, hint }: { path: Path; label: string; hint?: string }) {
  const [value, set] = useAt<Distance>(path);
  return (
    <RowAt path={path} label={label} hint={hint}>
      <DistanceInput label={label} value={value} onChange={set} />
    </RowAt>
  );
}
