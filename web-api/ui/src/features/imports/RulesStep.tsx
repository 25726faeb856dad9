import { DeleteOutlined } from '@ant-design/icons';
import { Button, Checkbox, Form, Input, Radio, Select } from 'antd';
import type { FieldValue, FieldView, ObjectView } from '~/api';
import { useMessages } from '~/i18n';
import { mayEdit, ValueInput, withOptions } from '~/records';
import { importMessages } from './messages';
import type { ColumnMapping, Duplicates, Mode } from './wire';

export interface Rules {
  defaults: Record<string, FieldValue>;
  duplicates: Duplicates;
  /** Why the criteria of stages are not asked; null where they are. */
  waived: string | null;
}

function Default({
  field,
  value,
  onChange,
  onRemove,
}: {
  field: FieldView;
  value: FieldValue;
  onChange: (value: FieldValue) => void;
  onRemove: () => void;
}) {
  const t = useMessages(importMessages);
  const id = `default-${field.key}`;
  return (
    <Form.Item layout="vertical" label={field.label} htmlFor={id}>
      <div className="import-default">
        <ValueInput id={id} field={field} value={value} onChange={onChange} />
        <Button
          type="text"
          icon={<DeleteOutlined />}
          aria-label={t.removeDefault(field.label)}
          onClick={onRemove}
        />
      </div>
    </Form.Item>
  );
}

/** Values for what the file does not say, and what becomes of rows that are there already. */
export function RulesStep({
  object,
  mode,
  mapping,
  rules,
  onChange,
}: {
  object: ObjectView;
  mode: Mode;
  mapping: readonly ColumnMapping[];
  rules: Rules;
  onChange: (rules: Rules) => void;
}) {
  const t = useMessages(importMessages);
  const fields = withOptions(object).fields.filter(mayEdit);
  const { defaults, duplicates, waived } = rules;
  const free = fields.filter((field) => !(field.key in defaults));
  const set = (next: Record<string, FieldValue>) => {
    onChange({ ...rules, defaults: next });
  };
  return (
    <div className="import-rules">
      {mode !== 'update' && (
        <section>
          <h3>{t.defaults}</h3>
          <p className="import-facts">{t.defaultsHint}</p>
          {fields
            .filter((field) => field.key in defaults)
            .map((field) => (
              <Default
                key={field.key}
                field={field}
                value={defaults[field.key]}
                onChange={(value) => {
                  set({ ...defaults, [field.key]: value });
                }}
                onRemove={() => {
                  set(Object.fromEntries(Object.entries(defaults).filter(([key]) => key !== field.key)));
                }}
              />
            ))}
          <Select
            className="import-add"
            aria-label={t.addDefault}
            placeholder={t.addDefault}
            showSearch={{ optionFilterProp: 'label' }}
            value={null}
            options={[...free]
              .sort((one, other) => needs(other, mapping) - needs(one, mapping))
              .map((field) => ({ value: field.key, label: field.label }))}
            onChange={(key: string | null) => {
              if (key) {
                set({ ...defaults, [key]: null });
              }
            }}
          />
        </section>
      )}
      {mode !== 'update' && (
        <section>
          <h3>{t.duplicates}</h3>
          <p className="import-facts">{t.duplicatesHint}</p>
          <Radio.Group
            className="import-modes"
            aria-label={t.duplicates}
            value={duplicates}
            onChange={(event) => {
              onChange({ ...rules, duplicates: event.target.value as Duplicates });
            }}
          >
            {(['skip', 'update', 'create'] as const).map((way) => (
              <Radio key={way} value={way}>
                {t[`dup_${way}`]}
                <small>{t[`dupHint_${way}`]}</small>
              </Radio>
            ))}
          </Radio.Group>
        </section>
      )}
      {object.funnels.length > 0 && (
        <section>
          <Checkbox
            checked={waived !== null}
            onChange={(event) => {
              onChange({ ...rules, waived: event.target.checked ? '' : null });
            }}
          >
            {t.waive}
          </Checkbox>
          <p className="import-facts">{t.waiveHint}</p>
          {waived !== null && (
            <Form.Item layout="vertical" label={t.waiveReason} htmlFor="import-waive" required>
              <Input
                id="import-waive"
                value={waived}
                onChange={(event) => {
                  onChange({ ...rules, waived: event.target.value });
                }}
              />
            </Form.Item>
          )}
        </section>
      )}
    </div>
  );
}

/** What is required and in no column comes first. */
function needs(field: FieldView, mapping: readonly ColumnMapping[]): number {
  const there = mapping.some((one) => one.field === field.key);
  return (field.required ? 2 : 0) + (there ? 0 : 1);
}
