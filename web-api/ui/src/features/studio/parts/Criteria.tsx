import { DeleteOutlined, ExperimentOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Collapse, Popconfirm, Tag } from 'antd';
import { useState } from 'react';
import type { CriterionDefinition } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { describeCondition } from '~/records/condition';
import { pointerOf } from '../core/patch';
import { type Path, useProblems, useStudio } from '../core/Studio';
import { emptyLabel, fieldsOf, keyFault, textOf } from '../core/words';
import { studioMessages } from '../messages';
import { ConditionAt } from './ConditionAt';
import { LabelAt, RadioAt, useAt } from './controls';
import { KeyRow } from './KeyRow';

interface CriteriaProps {
  path: Path;
  object: string;
  /** The keys that are in force at this place: they stay. */
  fixed: readonly string[];
  /** Whether an unmet one may only warn. A grade's criteria just do not hold. */
  severities?: boolean;
  title: string;
  hint: string;
  none: string;
  first?: string;
  /** Opens what tries a criterion on the past. */
  onSimulate?: (criterion: CriterionDefinition) => void;
}

function freeKey(criteria: readonly CriterionDefinition[]): string {
  let number = criteria.length + 1;
  while (criteria.some((criterion) => criterion.key === `criterion_${String(number)}`)) {
    number += 1;
  }
  return `criterion_${String(number)}`;
}

function Criterion({
  path,
  object,
  all,
  fresh,
  severities,
  onSimulate,
  onRemove,
}: {
  path: Path;
  object: string;
  all: readonly CriterionDefinition[];
  fresh: boolean;
  severities: boolean;
  onSimulate?: () => void;
  onRemove: () => void;
}) {
  const t = useMessages(studioMessages);
  const [key, setKey] = useAt<string>([...path, 'key']);
  const taken = all.map((one) => one.key).filter((_, at) => at !== path.at(-1));
  return (
    <div className="criterion">
      <LabelAt path={[...path, 'label']} label={t.name} />
      <ConditionAt
        path={[...path, 'when']}
        builderPath={[...path, 'builder']}
        object={object}
        label={t.condition}
        required
      />
      <LabelAt path={[...path, 'message']} label={t.message} hint={t.messageHint} required={false} />
      <div className="form-pair">
        <KeyRow value={key ?? ''} taken={taken} fresh={fresh} onChange={setKey} />
        {severities && (
          <RadioAt
            path={[...path, 'severity']}
            label={t.severity}
            fallback="block"
            options={[
              { value: 'block', label: t.block },
              { value: 'warn', label: t.warn },
            ]}
          />
        )}
      </div>
      <div className="criterion-ways">
        {onSimulate && (
          <Button icon={<ExperimentOutlined />} onClick={onSimulate}>
            {t.simulate}
          </Button>
        )}
        <Popconfirm title={t.removeSure} okText={t.removeCriterion} onConfirm={onRemove}>
          <Button danger type="text" icon={<DeleteOutlined />}>
            {t.removeCriterion}
          </Button>
        </Popconfirm>
      </div>
    </div>
  );
}

function Heading({
  criterion,
  pointer,
  object,
  fault,
}: {
  criterion: CriterionDefinition;
  pointer: string;
  object: string;
  fault: boolean;
}) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const { definition } = useStudio();
  const broken = useProblems(pointer).some((problem) => problem.severity === 'error') || fault;
  return (
    <span className="criterion-line">
      <strong className={broken ? 'criterion-broken' : undefined}>
        {textOf(criterion.label, locale) || t.newCriterion}
      </strong>
      <span>
        {describeCondition(locale, criterion.when, fieldsOf(definition, object, locale)) ?? (
          <code>{criterion.when}</code>
        )}
      </span>
    </span>
  );
}

/** Conditions that must hold to enter a stage or a grade, or faults of a record. */
export function Criteria({
  path,
  object,
  fixed,
  severities = true,
  title,
  hint,
  none,
  first,
  onSimulate,
}: CriteriaProps) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const { definition, add, set } = useStudio();
  const [stored] = useAt<CriterionDefinition[]>(path);
  const criteria = stored ?? [];
  const [open, setOpen] = useState<string[]>(() => {
    const at = criteria.findIndex((criterion) => criterion.key === first);
    return at < 0 ? [] : [String(at)];
  });
  const append = () => {
    const field = fieldsOf(definition, object, locale)[0]?.key ?? 'id';
    add(path, {
      key: freeKey(criteria),
      label: emptyLabel(),
      message: emptyLabel(),
      ...(severities ? { severity: 'block' } : {}),
      when: `has(${field})`,
      builder: { combinator: 'and', rules: [{ field, operator: 'filled', value: '' }] },
    });
    setOpen([String(criteria.length)]);
  };
  return (
    <section className="form-group">
      <div className="criteria-head">
        <div>
          <h3>{title}</h3>
          <p>{criteria.length > 0 ? hint : none}</p>
        </div>
        <Button icon={<PlusOutlined />} onClick={append}>
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
          const taken = criteria.filter((_, position) => position !== at).map((one) => one.key);
          const fault = keyFault(criterion.key, taken) !== null;
          return {
            key: String(at),
            label: (
              <Heading
                criterion={criterion}
                pointer={pointerOf([...path, at])}
                object={object}
                fault={fault}
              />
            ),
            extra: severities && (
              <Tag variant="filled" color={criterion.severity === 'warn' ? 'warning' : 'default'}>
                {t[criterion.severity ?? 'block']}
              </Tag>
            ),
            children: (
              <Criterion
                key={`${String(at)} ${String(criteria.length)}`}
                path={[...path, at]}
                object={object}
                all={criteria}
                fresh={!fixed.includes(criterion.key)}
                severities={severities}
                onSimulate={
                  onSimulate
                    ? () => {
                        onSimulate(criterion);
                      }
                    : undefined
                }
                onRemove={() => {
                  setOpen([]);
                  set([...path, at], undefined);
                }}
              />
            ),
          };
        })}
      />
    </section>
  );
}
