import { FilterOutlined } from '@ant-design/icons';
import { Badge, Button } from 'antd';
import { useState } from 'react';
import { useMessages } from '~/i18n';
import type { ConditionField } from '../condition';
import { FilterDrawer } from './FilterDrawer';
import { filterMessages } from './messages';

interface FilterButtonProps {
  filters: readonly string[];
  fields: readonly ConditionField[];
  onApply: (filters: string[]) => void;
}

/** Opens the filters, and says how many stand. */
export function FilterButton({ filters, fields, onApply }: FilterButtonProps) {
  const t = useMessages(filterMessages);
  const [open, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
  };
  return (
    <>
      <Badge count={filters.length} color="var(--brand)">
        <Button
          icon={<FilterOutlined />}
          onClick={() => {
            setOpen(true);
          }}
        >
          {t.filter}
        </Button>
      </Badge>
      {open && (
        <FilterDrawer
          filters={filters}
          fields={fields}
          onApply={(next) => {
            onApply(next);
            close();
          }}
          onClose={close}
        />
      )}
    </>
  );
}
