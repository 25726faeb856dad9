import { useQuery } from '@tanstack/react-query';
import { Form, Radio, Select } from 'antd';
import { objectsQuery, type ObjectView } from '~/api';
import { useMessages } from '~/i18n';
import { importMessages } from './messages';
import type { Mode } from './wire';

export interface What {
  object: string;
  mode: Mode;
  matchBy: string[];
}

const modes: readonly Mode[] = ['create', 'upsert', 'update'];

/** Whether it is said by which fields records are recognised, where that must be. */
export const isWhole = ({ mode, matchBy }: What) => mode === 'create' || matchBy.length > 0;

/** What is imported, and how a row finds its record. */
export function WhatForm({
  what,
  object,
  fixed = false,
  onChange,
}: {
  what: What;
  object: ObjectView | undefined;
  /** Whether the file has come already: it belongs to its object. */
  fixed?: boolean;
  onChange: (what: What) => void;
}) {
  const t = useMessages(importMessages);
  const objects = useQuery(objectsQuery());
  return (
    <>
      <Form.Item layout="vertical" label={t.object} htmlFor="import-object">
        <Select
          id="import-object"
          className="import-object"
          showSearch={{ optionFilterProp: 'label' }}
          disabled={fixed}
          value={what.object}
          loading={objects.isPending}
          options={objects.data
            ?.filter((one) => one.key !== 'follow_up')
            .map((one) => ({ value: one.key, label: one.plural || one.label }))}
          onChange={(key) => {
            onChange({ ...what, object: key, matchBy: [] });
          }}
        />
      </Form.Item>
      <Form.Item layout="vertical" label={t.mode}>
        <Radio.Group
          className="import-modes"
          aria-label={t.mode}
          value={what.mode}
          onChange={(event) => {
            onChange({ ...what, mode: event.target.value as Mode });
          }}
        >
          {modes.map((mode) => (
            <Radio key={mode} value={mode}>
              {t[mode]}
              <small>{t[`${mode}Hint`]}</small>
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      <Form.Item
        layout="vertical"
        label={t.matchBy}
        htmlFor="import-match"
        extra={t.matchByHint}
        required={what.mode !== 'create'}
      >
        <Select
          id="import-match"
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          value={what.matchBy}
          options={object?.fields
            .filter((field) => !['long_text', 'multi_select', 'boolean'].includes(field.type))
            .map((field) => ({ value: field.key, label: field.label }))}
          onChange={(matchBy: string[]) => {
            onChange({ ...what, matchBy });
          }}
        />
      </Form.Item>
    </>
  );
}
