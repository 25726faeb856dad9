import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useEffect, useState } from 'react';
import {
  api,
  type FieldValue,
  objectQuery,
  type Page,
  type RecordView,
  recordsPath,
  type Reference,
} from '~/api';
import { useMessages } from '~/i18n';
import { recordMessages } from './messages';
import { isReference, recordName } from './wire';

export interface ReferenceSelectProps {
  id?: string;
  value: FieldValue;
  onChange: (value: Reference | null) => void;
  'aria-label'?: string;
  status?: 'error';
  autoFocus?: boolean;
}

function useSettled(text: string, milliseconds: number): string {
  const [settled, settle] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => {
      settle(text);
    }, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  }, [text, milliseconds]);
  return settled;
}

/** Searches the records of another object by name. */
export function LookupSelect({
  target,
  value,
  onChange,
  ...rest
}: ReferenceSelectProps & { target: string }) {
  const t = useMessages(recordMessages);
  const [typed, type] = useState('');
  const [open, setOpen] = useState(false);
  const q = useSettled(typed, 250);
  const object = useQuery({ ...objectQuery(target), enabled: open });
  const found = useQuery({
    queryKey: ['records', target, 'lookup', q],
    queryFn: ({ signal }) =>
      api.get<Page<RecordView>>(recordsPath(target), { q: q || undefined, limit: 20 }, signal),
    enabled: open,
  });
  const chosen = isReference(value) ? value : null;
  const offered = (object.data ? found.data?.items : undefined)?.map((record) => ({
    value: record.id,
    label: object.data ? recordName(object.data, record) : record.id,
  }));
  return (
    <Select
      {...rest}
      className="value-select"
      allowClear
      showSearch={{ filterOption: false, onSearch: type, searchValue: typed }}
      placeholder={t.search}
      notFoundContent={found.isFetching ? '…' : t.nothingFound}
      loading={found.isFetching && open}
      onOpenChange={setOpen}
      value={chosen?.id}
      options={offered ?? (chosen ? [{ value: chosen.id, label: chosen.name }] : [])}
      labelRender={(shown) => shown.label ?? chosen?.name ?? String(shown.value)}
      onChange={(id: string | undefined) => {
        const record = offered?.find((option) => option.value === id);
        onChange(record ? { id: record.value, name: record.label } : null);
        type('');
      }}
    />
  );
}
