import { Select } from 'antd';
import { useMessages } from '~/i18n';
import { read } from '../core/patch';
import { type Path, useStudio } from '../core/Studio';
import { studioMessages } from '../messages';
import type { Choice } from './controls';
import { Group, Problems } from './Row';
import { Rows } from './Rows';

/** A list of names in an order that matters: columns, fields of a form. */
export function OrderedAt({
  path,
  label,
  hint,
  addLabel,
  options,
}: {
  path: Path;
  label: string;
  hint?: string;
  addLabel?: string;
  options: readonly Choice[];
}) {
  const t = useMessages(studioMessages);
  const { definition } = useStudio();
  const chosen = (read(definition, path) as string[] | undefined) ?? [];
  const free = options.filter((option) => !chosen.includes(option.value));
  const nameOf = (key: string) => options.find((option) => option.value === key)?.label ?? key;
  return (
    <Group title={label} hint={hint}>
      <Rows<string>
        path={path}
        dense
        addLabel={addLabel ?? t.addField}
        mayAdd={free.length > 0}
        fresh={() => free[0]?.value ?? ''}
        nameOf={nameOf}
      >
        {(key, _, set) => (
          <Select
            className="value-select"
            aria-label={addLabel ? label : t.field}
            showSearch={{ optionFilterProp: 'label' }}
            value={key}
            options={[{ value: key, label: nameOf(key) }, ...free]}
            onChange={set}
          />
        )}
      </Rows>
      <Problems path={path} />
    </Group>
  );
}
