import { useQuery } from '@tanstack/react-query';
import { Alert, AutoComplete, Select, Table } from 'antd';
import { objectQuery, type ObjectView } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { useIsNarrow } from '~/parts';
import { importMessages } from './messages';
import { dateFormats, lacking, mapped, targetsOf, writingOf } from './targets';
import type { ColumnMapping, Import, Mode } from './wire';

interface WritingProps {
  object: ObjectView;
  of: ColumnMapping;
  onChange: (of: ColumnMapping) => void;
}

/** By which field of the other object a lookup's cells name its records. */
function Link({ object, of, onChange }: WritingProps) {
  const t = useMessages(importMessages);
  const target = object.fields.find((field) => field.key === of.field)?.target ?? '';
  const other = useQuery({ ...objectQuery(target), enabled: target !== '' });
  return (
    <Select
      className="mapping-writing"
      aria-label={t.formatOf(of.column)}
      value={of.matchBy ?? ''}
      options={[
        { value: '', label: t.byName },
        ...(other.data?.fields ?? [])
          .filter((field) => ['text', 'phone', 'email', 'auto_number', 'url'].includes(field.type))
          .filter((field) => field.key !== other.data?.nameField)
          .map((field) => ({ value: field.key, label: t.byField(field.label) })),
      ]}
      onChange={(matchBy) => {
        onChange({ column: of.column, field: of.field, ...(matchBy ? { matchBy } : {}) });
      }}
    />
  );
}

/** How the cells of a column are written, where there are several ways. */
function Writing(props: WritingProps) {
  const { object, of, onChange } = props;
  const t = useMessages(importMessages);
  const set = (format: string | undefined) => {
    onChange({ column: of.column, field: of.field, ...(format ? { format } : {}) });
  };
  switch (writingOf(object, of.field)) {
    case 'link':
      return <Link {...props} />;
    case 'time':
      return (
        <AutoComplete
          className="mapping-writing"
          aria-label={t.formatOf(of.column)}
          allowClear
          placeholder={t.writtenAuto}
          value={of.format}
          options={dateFormats.map((value) => ({ value }))}
          onChange={set}
        />
      );
    case 'number':
      return (
        <Select
          className="mapping-writing"
          aria-label={t.formatOf(of.column)}
          value={of.format ?? ''}
          options={[
            { value: '', label: '1,234.50' },
            { value: 'decimal_comma', label: t.writtenComma },
          ]}
          onChange={set}
        />
      );
    case null:
      return null;
  }
}

interface MappingStepProps {
  object: ObjectView;
  of: Import;
  mode: Mode;
  matchBy: readonly string[];
  defaults: Readonly<Record<string, unknown>>;
  mapping: readonly ColumnMapping[];
  onChange: (mapping: ColumnMapping[]) => void;
}

/** Each column of the file beside a sample of it and the field it goes to. */
export function MappingStep({ object, of, mode, matchBy, defaults, mapping, onChange }: MappingStepProps) {
  const t = useMessages(importMessages);
  const locale = useLocale();
  const narrow = useIsNarrow();
  const targets = targetsOf(object, locale);
  const joint = locale === 'en' ? ', ' : '、';
  const labelOf = (key: string) => object.fields.find((field) => field.key === key)?.label ?? key;
  const unmapped = matchBy.filter((key) => !mapping.some((one) => one.field === key));
  const missing = lacking(object, mode, mapping, defaults);
  const writing = (column: string) => {
    const one = mapping.find((each) => each.column === column);
    return one ? (
      <Writing
        object={object}
        of={one}
        onChange={(next) => {
          onChange(mapping.map((each) => (each.column === column ? next : each)));
        }}
      />
    ) : null;
  };
  return (
    <>
      <p className="import-facts">
        {t.mappingHint} {t.mappedCount(mapping.length, of.columns.length)}
      </p>
      {mapping.length === 0 && (
        <Alert type="warning" showIcon title={t.nothingMapped} className="import-note" />
      )}
      {unmapped.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={t.matchUnmapped(unmapped.map(labelOf).join(joint))}
          className="import-note"
        />
      )}
      {missing.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t.lacking(missing.map((field) => field.label).join(joint))}
          className="import-note"
        />
      )}
      <Table
        size="small"
        pagination={false}
        rowKey="column"
        tableLayout="fixed"
        scroll={narrow ? undefined : { x: 760 }}
        dataSource={of.columns.map((column, at) => ({
          column,
          sample: (of.preview ?? [])
            .slice(0, 3)
            .map((row) => row[at])
            .filter(Boolean)
            .join(' · '),
        }))}
        columns={[
          {
            title: t.column,
            width: 160,
            render: (_, { column, sample }) => (
              <>
                {column}
                {narrow && <small className="mapping-sample">{sample}</small>}
              </>
            ),
          },
          ...(narrow ? [] : [{ title: t.sample, dataIndex: 'sample', ellipsis: true, width: 240 }]),
          {
            title: t.target,
            width: 240,
            render: (_, { column }) => (
              <>
                <Select
                  className="mapping-target"
                  aria-label={`${t.target}: ${column}`}
                  showSearch={{ optionFilterProp: 'label' }}
                  popupMatchSelectWidth={false}
                  value={mapping.find((one) => one.column === column)?.field ?? ''}
                  options={[{ value: '', label: t.skip }, ...targets]}
                  onChange={(field) => {
                    onChange(mapped(mapping, column, field));
                  }}
                />
                {narrow && writing(column)}
              </>
            ),
          },
          ...(narrow
            ? []
            : [
                {
                  title: t.writing,
                  width: 200,
                  render: (_: unknown, { column }: { column: string }) => writing(column),
                },
              ]),
        ]}
      />
    </>
  );
}
