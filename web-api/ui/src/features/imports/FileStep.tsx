import { InboxOutlined } from '@ant-design/icons';
import { Alert, AutoComplete, Button, Form, InputNumber, Select, Spin, Table, Upload } from 'antd';
import { useState } from 'react';
import { useMessages } from '~/i18n';
import { importMessages } from './messages';
import type { FileForm, Import } from './wire';

const encodings = ['UTF-8', 'GB18030', 'GBK', 'UTF-16', 'Big5', 'windows-1252'];

/** The place where a file is dropped or chosen. */
export function Drop({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  const t = useMessages(importMessages);
  return (
    <Spin spinning={busy} description={t.uploading}>
      <Upload.Dragger
        accept=".csv,.txt,.tsv,.xlsx,text/csv"
        showUploadList={false}
        disabled={busy}
        beforeUpload={(file) => {
          onFile(file);
          return false;
        }}
      >
        <p className="import-drop">
          <InboxOutlined />
          <strong>{t.choose}</strong>
          <span>{t.drop}</span>
          <small>{t.dropHint}</small>
        </p>
      </Upload.Dragger>
    </Spin>
  );
}

function Preview({ of }: { of: Import }) {
  const rows = (of.preview ?? []).slice(0, 10);
  return (
    <Table
      className="import-preview"
      size="small"
      pagination={false}
      rowKey="at"
      scroll={{ x: 'max-content' }}
      dataSource={rows.map((cells, at) => ({ at, cells }))}
      columns={of.columns.map((column, at) => ({
        key: String(at),
        title: column,
        width: 160,
        ellipsis: true,
        render: (_, row) => row.cells[at] ?? '',
      }))}
    />
  );
}

interface FileStepProps {
  of: Import;
  /** The file itself, while this page has it. */
  file: File | undefined;
  busy: boolean;
  onRead: (file: File, form: FileForm) => void;
}

/** The file as it was read, and the ways to read it otherwise. */
export function FileStep({ of, file, busy, onRead }: FileStepProps) {
  const t = useMessages(importMessages);
  const [form, setForm] = useState<FileForm>({});
  const workbook = of.sheets !== undefined;
  const delimiters = [
    { value: ',', label: `${t.comma} ,` },
    { value: ';', label: `${t.semicolon} ;` },
    { value: '\t', label: t.tab },
    { value: '|', label: `${t.pipe} |` },
  ];
  const shown = { ...form };
  const changed = Object.entries(shown).some(([key, value]) => value !== of[key as keyof FileForm]);
  return (
    <>
      <p className="import-facts">
        {of.fileName} · {t.rows(of.rows)}
      </p>
      <div className="import-form">
        {workbook ? (
          <Form.Item layout="vertical" label={t.sheet} htmlFor="import-sheet">
            <Select
              id="import-sheet"
              disabled={!file}
              value={form.sheet ?? of.sheet}
              options={of.sheets?.map((sheet) => ({ value: sheet, label: sheet }))}
              onChange={(sheet: string) => {
                setForm({ ...form, sheet });
              }}
            />
          </Form.Item>
        ) : (
          <>
            <Form.Item layout="vertical" label={t.encoding} htmlFor="import-encoding">
              <AutoComplete
                id="import-encoding"
                disabled={!file}
                value={form.encoding ?? of.encoding}
                options={encodings.map((encoding) => ({ value: encoding }))}
                onChange={(encoding: string) => {
                  setForm({ ...form, encoding });
                }}
              />
            </Form.Item>
            <Form.Item layout="vertical" label={t.delimiter} htmlFor="import-delimiter">
              <Select
                id="import-delimiter"
                disabled={!file}
                value={form.delimiter ?? of.delimiter}
                options={delimiters}
                onChange={(delimiter: string) => {
                  setForm({ ...form, delimiter });
                }}
              />
            </Form.Item>
          </>
        )}
        <Form.Item layout="vertical" label={t.headerRow} htmlFor="import-header">
          <InputNumber
            id="import-header"
            min={1}
            max={100}
            precision={0}
            disabled={!file}
            value={form.headerRow ?? of.headerRow ?? 1}
            onChange={(headerRow) => {
              setForm({ ...form, headerRow: headerRow ?? undefined });
            }}
          />
        </Form.Item>
        {file && (
          <Button
            disabled={!changed || busy}
            loading={busy}
            onClick={() => {
              onRead(file, form);
            }}
          >
            {t.readAgain}
          </Button>
        )}
      </div>
      {!file && <Alert type="info" showIcon title={t.fileGone} className="import-note" />}
      <h3>{t.preview}</h3>
      <p className="import-facts">{t.previewHint}</p>
      <Preview of={of} />
    </>
  );
}
