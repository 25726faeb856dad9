import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { membersQuery } from '~/api';
import { useMessages } from '~/i18n';
import type { ReferenceSelectProps } from './LookupSelect';
import { recordMessages } from './messages';
import { isReference } from './wire';

/** Chooses a colleague, of all of them or only among some. */
export function MemberSelect({
  among,
  value,
  onChange,
  ...rest
}: ReferenceSelectProps & { among?: ReadonlySet<string> }) {
  const t = useMessages(recordMessages);
  const members = useQuery(membersQuery());
  const chosen = isReference(value) ? value : null;
  const offered = (members.data ?? [])
    .filter((member) => (member.active && (among?.has(member.id) ?? true)) || member.id === chosen?.id)
    .map((member) => ({ value: member.id, label: member.name }));
  return (
    <Select
      {...rest}
      className="value-select"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t.search}
      loading={members.isLoading}
      value={chosen?.id}
      options={offered.length > 0 || !chosen ? offered : [{ value: chosen.id, label: chosen.name }]}
      labelRender={(shown) => shown.label ?? chosen?.name ?? String(shown.value)}
      onChange={(id: string | undefined) => {
        const member = offered.find((option) => option.value === id);
        onChange(member ? { id: member.value, name: member.label } : null);
      }}
    />
  );
}
