import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { membersQuery } from '~/api';
import { useMessages } from '~/i18n';
import type { ReferenceSelectProps } from './LookupSelect';
import { recordMessages } from './messages';
import { isReference } from './wire';

export function MemberSelect({ value, onChange, ...rest }: ReferenceSelectProps) {
  const t = useMessages(recordMessages);
  const members = useQuery(membersQuery());
  const chosen = isReference(value) ? value : null;
  const offered = (members.data ?? [])
    .filter((member) => member.active || member.id === chosen?.id)
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
