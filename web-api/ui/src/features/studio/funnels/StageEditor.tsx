import { Segmented, Select } from 'antd';
import { useId, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { FunnelDefinition, StageDefinition } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { type Path, useStudio } from '../core/Studio';
import { textOf } from '../core/words';
import { studioMessages } from '../messages';
import { LabelAt, NumberAt, RadioAt, SelectAt, useAt } from '../parts/controls';
import { Criteria } from '../parts/Criteria';
import { Group, RowAt } from '../parts/Row';
import { SimulateDrawer } from '../simulate/SimulateDrawer';
import { Tasks } from './Tasks';

interface StageEditorProps {
  funnel: FunnelDefinition;
  stage: StageDefinition;
  path: Path;
}

/** Where one may go from here: anywhere, or to chosen stages only. */
function Next({ funnel, stage, path }: StageEditorProps) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const id = useId();
  const [next, set] = useAt<string[]>(path);
  const others = funnel.stages.filter((one) => one.key !== stage.key);
  return (
    <RowAt path={path} label={t.next} id={next ? id : undefined} hint={t.nextHint}>
      <div className="form-stack">
        <Segmented
          value={next ? 'some' : 'all'}
          options={[
            { value: 'all', label: t.nextAll },
            { value: 'some', label: t.nextSome },
          ]}
          onChange={(choice) => {
            set(choice === 'all' ? undefined : others.map((one) => one.key));
          }}
        />
        {next && (
          <Select
            id={id}
            className="value-select"
            mode="multiple"
            value={next}
            options={others.map((one) => ({ value: one.key, label: textOf(one.label, locale) || one.key }))}
            onChange={set}
          />
        )}
      </div>
    </RowAt>
  );
}

/** One stage: its words, its figures and what must hold on entering it. */
export function StageEditor({ funnel, stage, path }: StageEditorProps) {
  const t = useMessages(studioMessages);
  const { published } = useStudio();
  const [params] = useSearchParams();
  const [tried, setTried] = useState<string | null>(null);
  const old = published.funnels
    .find((one) => one.key === funnel.key)
    ?.stages.find((one) => one.key === stage.key);
  return (
    <>
      <LabelAt path={[...path, 'label']} label={t.name} />
      <div className="form-four">
        <RadioAt
          path={[...path, 'kind']}
          label={t.kind}
          fallback="open"
          options={(['open', 'won', 'lost'] as const).map((kind) => ({ value: kind, label: t[kind] }))}
        />
        <NumberAt path={[...path, 'probability']} label={t.winRate} min={0} max={100} suffix="%" />
      </div>
      <Criteria
        key={params.get('criterion')}
        path={[...path, 'criteria']}
        object={funnel.object}
        fixed={(old?.criteria ?? []).map((criterion) => criterion.key)}
        title={t.criteria}
        hint={t.criteriaHint}
        none={t.noCriteria}
        first={params.get('criterion') ?? undefined}
        onSimulate={({ key }) => {
          setTried(key);
        }}
      />
      {tried !== null && (
        <SimulateDrawer
          object={funnel.object}
          first={{ kind: 'criterion', funnel: funnel.key, stage: stage.key, key: tried }}
          onClose={() => {
            setTried(null);
          }}
        />
      )}
      <Group title={t.pace}>
        <div className="form-pair">
          <NumberAt path={[...path, 'expectedDays']} label={t.expectedDays} min={0} suffix={t.days} />
          <NumberAt
            path={[...path, 'staleAfterDays']}
            label={t.staleAfterDays}
            hint={t.staleHintDays}
            min={0}
            suffix={t.days}
          />
        </div>
        {(stage.kind ?? 'open') === 'open' && (
          <SelectAt
            path={[...path, 'band']}
            label={t.band}
            hint={t.bandHint}
            options={[
              { value: 'upper', label: t.bandUpper },
              { value: 'middle', label: t.bandMiddle },
              { value: 'lower', label: t.bandLower },
            ]}
          />
        )}
        <Next funnel={funnel} stage={stage} path={[...path, 'next']} />
      </Group>
      {(stage.kind ?? 'open') === 'open' && (
        <Criteria
          path={[...path, 'leaveCriteria']}
          object={funnel.object}
          fixed={(old?.leaveCriteria ?? []).map((criterion) => criterion.key)}
          title={t.leaveCriteria}
          hint={t.leaveCriteriaHint}
          none={t.noLeaveCriteria}
        />
      )}
      <Group title={t.tasks} hint={t.tasksHint}>
        <Tasks path={[...path, 'tasks']} />
      </Group>
      <LabelAt path={[...path, 'guidance']} label={t.guidance} hint={t.guidanceHint} required={false} lines />
    </>
  );
}
