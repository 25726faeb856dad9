import { PlusOutlined } from '@ant-design/icons';
import { Button, Collapse, Form, Input, InputNumber, Tag } from 'antd';
import { useState } from 'react';
import type { CheckProblem, CriterionDefinition, StageDefinition } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { type ConditionField, describeCondition } from '~/records/condition';
import { Criterion } from './Criterion';
import { keyFault, placeOf, textOf } from './draft';
import { studioMessages } from './messages';

interface StageEditorProps {
  stage: StageDefinition;
  /** The stage as it is stored: what stands there has a fixed key. */
  stored: StageDefinition | undefined;
  fields: readonly ConditionField[];
  problems: readonly CheckProblem[];
  funnelAt: number;
  generation: number;
  onChange: (stage: StageDefinition) => void;
}

function Settings({ stage, onChange }: Pick<StageEditorProps, 'stage' | 'onChange'>) {
  const t = useMessages(studioMessages);
  return (
    <div className="stage-settings">
      {(['zh-CN', 'en'] as const).map((locale) => (
        <Form.Item
          key={locale}
          layout="vertical"
          label={locale === 'en' ? t.labelEn : t.labelZh}
          htmlFor={`stage-label-${locale}`}
        >
          <Input
            id={`stage-label-${locale}`}
            lang={locale}
            value={stage.label[locale] ?? ''}
            onChange={(event) => {
              onChange({ ...stage, label: { ...stage.label, [locale]: event.target.value } });
            }}
          />
        </Form.Item>
      ))}
      <Form.Item layout="vertical" label={t.winRate} htmlFor="stage-probability">
        <InputNumber
          id="stage-probability"
          min={0}
          max={100}
          suffix="%"
          value={stage.probability}
          onChange={(probability) => {
            onChange({ ...stage, probability: probability ?? 0 });
          }}
        />
      </Form.Item>
    </div>
  );
}

function freeKey(criteria: readonly CriterionDefinition[]): string {
  let number = criteria.length + 1;
  while (criteria.some((criterion) => criterion.key === `criterion_${String(number)}`)) {
    number += 1;
  }
  return `criterion_${String(number)}`;
}

/** One stage: its words, its win rate and what must hold on entering it. */
export function StageEditor({
  stage,
  stored,
  fields,
  problems,
  funnelAt,
  generation,
  onChange,
}: StageEditorProps) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const criteria = stage.criteria ?? [];
  const [open, setOpen] = useState<string[]>([]);
  const set = (next: CriterionDefinition[]) => {
    onChange({ ...stage, criteria: next });
  };
  const add = () => {
    const first = fields[0]?.key ?? '';
    const key = freeKey(criteria);
    set([
      ...criteria,
      {
        key,
        label: { 'zh-CN': '', en: '' },
        message: { 'zh-CN': '', en: '' },
        severity: 'block',
        when: `has(${first})`,
        builder: { combinator: 'and', rules: [{ field: first, operator: 'filled', value: '' }] },
      },
    ]);
    setOpen([...open, String(criteria.length)]);
  };
  return (
    <div className="stage-editor">
      <h2>{textOf(stage.label, locale) || stage.key}</h2>
      <Settings stage={stage} onChange={onChange} />
      <div className="criteria-head">
        <div>
          <h3>{t.criteria}</h3>
          <p>{criteria.length > 0 ? t.criteriaHint : t.noCriteria}</p>
        </div>
        <Button icon={<PlusOutlined />} onClick={add}>
          {t.addCriterion}
        </Button>
      </div>
      <Collapse
        className="criteria"
        activeKey={open}
        onChange={(keys) => {
          setOpen(keys);
        }}
        items={criteria.map((criterion, at) => {
          const mine = problems.filter((problem) => placeOf(problem.pointer, funnelAt)?.criterion === at);
          const fault = keyFault(criteria, at);
          const broken = mine.some((problem) => problem.severity === 'error') || fault || !criterion.when;
          return {
            key: String(at),
            label: (
              <span className="criterion-line">
                <strong className={broken ? 'criterion-broken' : undefined}>
                  {textOf(criterion.label, locale) || t.newCriterion}
                </strong>
                <span>
                  {describeCondition(locale, criterion.when, fields) ?? <code>{criterion.when}</code>}
                </span>
              </span>
            ),
            extra: (
              <Tag variant="filled" color={criterion.severity === 'warn' ? 'warning' : 'default'}>
                {t[criterion.severity]}
              </Tag>
            ),
            children: (
              <Criterion
                key={`${stage.key}-${String(at)}-${String(criteria.length)}-${String(generation)}`}
                criterion={criterion}
                fields={fields}
                fresh={!stored?.criteria?.some((one) => one.key === criterion.key) || fault !== null}
                fault={fault}
                problems={mine}
                onChange={(next) => {
                  set(criteria.map((one, position) => (position === at ? next : one)));
                }}
                onRemove={() => {
                  setOpen([]);
                  set(criteria.filter((_, position) => position !== at));
                }}
              />
            ),
          };
        })}
      />
    </div>
  );
}
