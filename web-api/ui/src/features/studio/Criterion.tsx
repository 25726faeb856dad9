import { DeleteOutlined } from '@ant-design/icons';
import { Button, Form, Input, Popconfirm, Radio } from 'antd';
import { type ReactNode, useId } from 'react';
import type { CheckProblem, CriterionDefinition } from '~/api';
import { useMessages } from '~/i18n';
import type { ConditionField } from '~/records/condition';
import { ConditionEditor } from './ConditionEditor';
import type { KeyFault } from './draft';
import { studioMessages } from './messages';

export interface CriterionProps {
  criterion: CriterionDefinition;
  fields: readonly ConditionField[];
  /** Whether the key may still be chosen: it is fixed once stored. */
  fresh: boolean;
  fault: KeyFault | null;
  problems: readonly CheckProblem[];
  onChange: (criterion: CriterionDefinition) => void;
  onRemove: () => void;
}

interface RowProps {
  label: string;
  id?: string;
  hint?: string;
  error?: string;
  children: ReactNode;
}

function Row({ label, id, hint, error, children }: RowProps) {
  return (
    <Form.Item
      layout="vertical"
      label={label}
      htmlFor={id}
      extra={hint}
      validateStatus={error ? 'error' : undefined}
      help={error}
    >
      {children}
    </Form.Item>
  );
}

/** One criterion of a stage. */
export function Criterion({ criterion, fields, fresh, fault, problems, onChange, onRemove }: CriterionProps) {
  const t = useMessages(studioMessages);
  const id = useId();
  const at = (part: string) =>
    problems
      .filter((problem) => problem.pointer.includes(`/${part}`))
      .map((problem) => problem.message)
      .join(' ') || undefined;
  const set = (part: Partial<CriterionDefinition>) => {
    onChange({ ...criterion, ...part });
  };
  const words = (part: 'label' | 'message', locale: string, label: string, hint?: string) => (
    <Row label={label} id={`${id}-${part}-${locale}`} hint={hint} error={at(`${part}/${locale}`)}>
      <Input
        id={`${id}-${part}-${locale}`}
        lang={locale}
        value={criterion[part][locale] ?? ''}
        onChange={(event) => {
          set({ [part]: { ...criterion[part], [locale]: event.target.value } });
        }}
      />
    </Row>
  );
  return (
    <div className="criterion">
      <div className="criterion-words">
        {words('label', 'zh-CN', t.labelZh)}
        {words('label', 'en', t.labelEn)}
        {words('message', 'zh-CN', t.messageZh, t.messageHint)}
        {words('message', 'en', t.messageEn)}
        <Row
          label={t.key}
          id={`${id}-key`}
          hint={fresh ? t.keyHint : undefined}
          error={fault ? t[fault] : at('key')}
        >
          <Input
            id={`${id}-key`}
            className="mono"
            disabled={!fresh}
            value={criterion.key}
            onChange={(event) => {
              set({ key: event.target.value });
            }}
          />
        </Row>
        <Row label={t.severity}>
          <Radio.Group
            aria-label={t.severity}
            optionType="button"
            value={criterion.severity}
            options={[
              { value: 'block', label: t.block },
              { value: 'warn', label: t.warn },
            ]}
            onChange={(event) => {
              set({ severity: event.target.value as CriterionDefinition['severity'] });
            }}
          />
        </Row>
      </div>
      <Row label={t.condition} id={`${id}-when`} error={at('when')}>
        <ConditionEditor
          id={`${id}-when`}
          cel={criterion.when}
          builder={criterion.builder}
          fields={fields}
          onChange={(when, builder) => {
            const rest = { ...criterion, when };
            delete rest.builder;
            onChange(builder ? { ...rest, builder } : rest);
          }}
        />
      </Row>
      <Popconfirm title={t.removeSure} okText={t.removeCriterion} onConfirm={onRemove}>
        <Button danger type="text" icon={<DeleteOutlined />}>
          {t.removeCriterion}
        </Button>
      </Popconfirm>
    </div>
  );
}
