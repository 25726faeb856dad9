import { Select } from 'antd';
import type { VersatileSelectorProps } from 'react-querybuilder';

/** Chooses a field, a relation or how conditions are combined; its title is also its name for screen readers. */
export function ConditionSelect({
  options,
  value,
  handleOnChange,
  title,
  className,
  disabled,
}: VersatileSelectorProps) {
  return (
    <Select
      aria-label={title}
      className={className}
      disabled={disabled}
      value={value}
      popupMatchSelectWidth={false}
      showSearch={options.length > 8 ? { optionFilterProp: 'label' } : false}
      options={(options as readonly { name?: string; label: string }[]).map(({ name, label }) => ({
        value: name ?? '',
        label,
      }))}
      onChange={(chosen: string) => {
        handleOnChange(chosen);
      }}
    />
  );
}
