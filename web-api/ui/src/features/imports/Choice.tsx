import { InboxOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Form, Select, Upload } from 'antd';
import { objectsQuery, type ObjectView } from '~/api';
import { useMessages } from '~/i18n';
import type { ImportOptions, Mode } from './imports';
import { importMessages } from './messages';

interface ChoiceProps {
  options: ImportOptions;
  object: ObjectView | undefined;
  onChange: (options: ImportOptions) => void;
  onFile: (file: File) => void;
}

/** What is imported and how records are recognised. */
export function Choice({ options, object, onChange, onFile }: ChoiceProps) {
  const t = useMessages(importMessages);
  const objects = useQuery(objectsQuery());
  const modes: Mode[] = ['create', 'upsert', 'update'];
  return (
    <>
      <div className="import-choice">
        <Form.Item layout="vertical" label={t.object} htmlFor="import-object">
          <Select
            id="import-object"
            value={options.object}
            options={objects.data
              ?.filter((one) => !one.about && one.key !== 'follow_up' && one.key !== 'activity')
              .map((one) => ({ value: one.key, label: one.plural || one.label }))}
            onChange={(key) => {
              onChange({ object: key, mode: options.mode });
            }}
          />
        </Form.Item>
        <Form.Item layout="vertical" label={t.mode} htmlFor="import-mode">
          <Select
            id="import-mode"
            value={options.mode}
            options={modes.map((mode) => ({ value: mode, label: t[mode] }))}
            onChange={(mode) => {
              onChange({
                object: options.object,
                mode,
                ...(mode === 'create' ? {} : { matchBy: options.matchBy }),
              });
            }}
          />
        </Form.Item>
        {options.mode !== 'create' && (
          <Form.Item layout="vertical" label={t.matchBy} htmlFor="import-match">
            <Select
              id="import-match"
              mode="multiple"
              value={options.matchBy ?? []}
              options={object?.fields.map((field) => ({ value: field.key, label: field.label }))}
              onChange={(matchBy: string[]) => {
                onChange({ ...options, matchBy });
              }}
            />
          </Form.Item>
        )}
      </div>
      <Upload.Dragger
        accept=".csv,.txt,text/csv"
        showUploadList={false}
        beforeUpload={(file) => {
          onFile(file);
          return false;
        }}
      >
        <p className="import-drop">
          <InboxOutlined />
          <strong>{t.choose}</strong>
          <span>{t.drop}</span>
        </p>
      </Upload.Dragger>
    </>
  );
}
