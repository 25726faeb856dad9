import { App, Button, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { Draft, FunnelDefinition, StageDefinition } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { PageHead } from '~/parts';
import { stageColor } from '~/records';
import { CheckPanel } from './CheckPanel';
import { fieldsOf, isSound, nameAt, placeOf, textOf } from './draft';
import { FailureAlert } from './FailureAlert';
import { studioMessages } from './messages';
import { PublishDialog } from './PublishDialog';
import { StageEditor } from './StageEditor';
import { type Studio, useStudio } from './useStudio';

interface StagesProps {
  stages: StageDefinition[];
  chosen: string | undefined;
  onChoose: (key: string) => void;
}

function Stages({ stages, chosen, onChoose }: StagesProps) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  return (
    <nav className="studio-stages" aria-label={t.stages}>
      <ol>
        {stages.map((stage) => (
          <li key={stage.key}>
            <button
              type="button"
              aria-current={stage.key === chosen ? 'true' : undefined}
              onClick={() => {
                onChoose(stage.key);
              }}
            >
              <span className="studio-dot" style={{ background: stageColor(stage.kind) }} />
              <span className="studio-stage">
                <strong>{textOf(stage.label, locale) || stage.key}</strong>
                <span className={isSound(stage) ? undefined : 'criterion-broken'}>
                  {t.criteriaCount(stage.criteria?.length ?? 0)}
                </span>
              </span>
              <span className="studio-rate">{stage.probability}%</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** A tab that closes with unsaved changes asks first. */
function useLeaveGuard(dirty: boolean) {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      event.preventDefault();
    };
    if (dirty) {
      window.addEventListener('beforeunload', ask);
    }
    return () => {
      window.removeEventListener('beforeunload', ask);
    };
  }, [dirty]);
}

function Head({
  draft,
  funnel,
  studio,
  onPublish,
}: {
  draft: Draft;
  funnel: FunnelDefinition;
  studio: Studio;
  onPublish: () => void;
}) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { funnels } = draft.definition;
  return (
    <PageHead
      above={
        <>
          {t.draftOf(draft.definition.version)}
          {studio.dirty && <span className="studio-unsaved"> · {t.unsaved}</span>}
        </>
      }
      title={textOf(funnel.label, locale) || t.title}
      actions={
        <>
          {funnels.length > 1 && (
            <Select
              aria-label={t.funnel}
              value={funnel.key}
              options={funnels.map((one) => ({ value: one.key, label: textOf(one.label, locale) }))}
              onChange={(key) => void navigate(`/studio/funnels/${key}`)}
            />
          )}
          <Button type="text" disabled={!studio.dirty || studio.busy} onClick={() => void studio.discard()}>
            {t.discard}
          </Button>
          <Button
            disabled={!studio.dirty || !studio.sound || studio.busy}
            loading={studio.saving.isPending}
            onClick={() => {
              studio.forget();
              studio.saving.mutate(undefined, { onSuccess: () => void message.success(t.saved) });
            }}
          >
            {t.save}
          </Button>
          <Button
            disabled={!studio.sound || studio.busy}
            loading={studio.checking.isPending}
            onClick={() => {
              studio.forget();
              studio.checking.mutate();
            }}
          >
            {t.check}
          </Button>
          <Button type="primary" disabled={!studio.sound || studio.busy} onClick={onPublish}>
            {t.publish}
          </Button>
        </>
      }
    />
  );
}

export function FunnelStudio({
  draft,
  funnelAt,
  funnel,
}: {
  draft: Draft;
  funnelAt: number;
  funnel: FunnelDefinition;
}) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const { message } = App.useApp();
  const [params, setParams] = useSearchParams();
  const [publishing, setPublishing] = useState(false);
  const studio = useStudio(draft, funnelAt);
  useLeaveGuard(studio.dirty);
  const at = Math.max(
    0,
    studio.stages.findIndex((one) => one.key === params.get('stage')),
  );
  const stage = studio.stages[at];
  const problems = (studio.report?.of.problems ?? []).filter(
    (problem) => placeOf(problem.pointer, funnelAt)?.stage === at,
  );
  const choose = (key: string | undefined) => {
    setParams(key ? { stage: key } : {}, { replace: true });
  };
  return (
    <>
      <Head
        draft={draft}
        funnel={funnel}
        studio={studio}
        onPublish={() => {
          studio.forget();
          setPublishing(true);
        }}
      />
      {!publishing && (
        <FailureAlert
          error={studio.failure}
          onReload={() => void studio.discard()}
          onStartOver={() => void studio.startOver()}
        />
      )}
      <div className="studio">
        <Stages stages={studio.stages} chosen={stage?.key} onChoose={choose} />
        <div className="studio-panel">
          {stage && (
            <StageEditor
              key={stage.key}
              stage={stage}
              stored={studio.stored[at]}
              fields={fieldsOf(draft.definition, funnel, locale)}
              problems={problems}
              funnelAt={funnelAt}
              generation={studio.generation}
              onChange={(next) => {
                studio.changeStage(at, next);
              }}
            />
          )}
        </div>
        <aside className="studio-panel studio-check" aria-label={t.checkTitle}>
          <h2>{t.checkTitle}</h2>
          <CheckPanel
            report={studio.report}
            nameOf={(pointer) => nameAt(pointer, funnelAt, studio.stages, locale)}
            onGoTo={(pointer) => {
              const place = placeOf(pointer, funnelAt);
              if (place) {
                choose(studio.stages[place.stage]?.key);
              }
            }}
          />
        </aside>
      </div>
      {publishing && (
        <PublishDialog
          studio={studio}
          onPublished={(version) => {
            setPublishing(false);
            void message.success(t.published(version));
          }}
          onClose={() => {
            setPublishing(false);
            studio.forget();
          }}
        />
      )}
    </>
  );
}
