import { useNavigate } from 'react-router';
import type { FunnelDefinition, StageDefinition } from '~/api';
import { useMessages } from '~/i18n';
import { stageColor } from '~/records';
import { useIsNarrow } from '~/parts';
import { put } from '../core/patch';
import { useStudio } from '../core/Studio';
import { studioMessages } from '../messages';
import { Parts } from '../parts/Parts';
import { StageEditor } from './StageEditor';

interface StagesProps {
  funnel: FunnelDefinition;
  at: number;
  chosen: string | undefined;
}

/** A new stage stands before the first one that ends the way. */
function placeFor(stages: readonly StageDefinition[]): number {
  const at = stages.findIndex((stage) => stage.kind === 'won' || stage.kind === 'lost');
  return at < 0 ? stages.length : at;
}

/** The stages of a funnel, in order. */
export function Stages({ funnel, at, chosen }: StagesProps) {
  const t = useMessages(studioMessages);
  const narrow = useIsNarrow();
  const navigate = useNavigate();
  const { published, change } = useStudio();
  const before = published.funnels.findIndex((one) => one.key === funnel.key);
  const home = `/studio/funnels/${funnel.key}`;
  const path = ['funnels', at, 'stages'] as const;
  const inPlace = (key: string) => {
    change((now) => {
      const stages = now.funnels[at]?.stages ?? [];
      const fresh = stages.find((one) => one.key === key);
      const others = stages.filter((one) => one.key !== key);
      const to = placeFor(others);
      return fresh
        ? (put(now, path, [...others.slice(0, to), fresh, ...others.slice(to)]) as typeof now)
        : now;
    });
  };
  const remove = (stage: StageDefinition) => {
    change((now) => {
      const stages = (now.funnels[at]?.stages ?? [])
        .filter((one) => one.key !== stage.key)
        .map((one) => (one.next ? { ...one, next: one.next.filter((key) => key !== stage.key) } : one));
      return put(now, path, stages) as typeof now;
    });
    void navigate(home);
  };
  return (
    <Parts<StageDefinition>
      path={path}
      publishedPath={before < 0 ? null : ['funnels', before, 'stages']}
      title={t.stages}
      home={home}
      addressOf={(key) => `${home}?stage=${key}`}
      chosen={chosen ?? (narrow ? undefined : funnel.stages[0]?.key)}
      empty={t.noStages}
      addLabel={t.addStage}
      stem="stage"
      fresh={({ key, label }) => ({ key, label, kind: 'open', probability: 50 })}
      onAdded={({ key }) => {
        inPlace(key);
      }}
      itemOf={(stage) => ({
        before: <span className="studio-dot" style={{ background: stageColor(stage.kind ?? 'open') }} />,
        below: t.criteriaCount(stage.criteria?.length ?? 0),
        after: <span className="studio-rate">{stage.probability ?? 0}%</span>,
      })}
      removeLabel={t.removeStage}
      removeSure={t.removeStageSure}
      onRemoved={remove}
    >
      {(stage, where) => <StageEditor key={stage.key} funnel={funnel} stage={stage} path={where} />}
    </Parts>
  );
}
