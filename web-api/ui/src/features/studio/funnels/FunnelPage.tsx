import { ExperimentOutlined, PlusOutlined, SettingOutlined } from '@ant-design/icons';
import { App, Button, Drawer, Select } from 'antd';
import { useState } from 'react';
import { Navigate, useNavigate, useParams, useSearchParams } from 'react-router';
import { type FunnelDefinition, Problem, type StageDefinition } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { LoadFailed, Notice, PageHead, usePageTitle } from '~/parts';
import { stageColor } from '~/records';
import { useStudio } from '../core/Studio';
import { textOf } from '../core/words';
import { studioMessages } from '../messages';
import { AddDialog, type Named } from '../parts/AddDialog';
import { LabelAt, NumberAt, RadioAt, SelectAt, SwitchAt } from '../parts/controls';
import type { Asked } from '../simulate/questions';
import { SimulateDrawer } from '../simulate/SimulateDrawer';
import { Stages } from './Stages';

/** A funnel of its own begins with the three ways a deal can stand. */
function newFunnel({ key, label, kind }: Named, field: string): FunnelDefinition {
  const stage = (
    one: string,
    zh: string,
    en: string,
    of: 'open' | 'won' | 'lost',
    probability: number,
  ): StageDefinition => ({ key: one, label: { 'zh-CN': zh, en }, kind: of, probability });
  return {
    key,
    object: kind ?? 'deal',
    field,
    label,
    stages: [
      stage('first_contact', '初步接触', 'First contact', 'open', 10),
      stage('won', '赢单', 'Won', 'won', 100),
      stage('lost', '输单', 'Lost', 'lost', 0),
    ],
  };
}

function FunnelSettings({ at, onClose }: { at: number; onClose: () => void }) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const navigate = useNavigate();
  const { modal } = App.useApp();
  const { definition, set } = useStudio();
  const funnel = definition.funnels[at];
  const object = definition.objects.find((one) => one.key === funnel?.object);
  const field = object?.fields.find((one) => one.key === funnel?.field);
  const siblings = definition.funnels.filter((one) => one.object === funnel?.object);
  const remove = () => {
    modal.confirm({
      title: t.removeFunnelTitle(textOf(funnel?.label, locale)),
      content: t.removeFunnelHint,
      okText: t.removeFunnel,
      okButtonProps: { danger: true },
      onOk: () => {
        onClose();
        set(['funnels', at], undefined);
        void navigate('/studio/funnels');
      },
    });
  };
  return (
    <Drawer open title={t.funnelSettings} onClose={onClose}>
      <LabelAt path={['funnels', at, 'label']} label={t.name} />
      <p className="form-hint">
        {textOf(object?.label, locale)} › {textOf(field?.label, locale)} · {t.key}: <code>{funnel?.key}</code>
      </p>
      {siblings.length > 1 && (
        <SwitchAt path={['funnels', at, 'default']} label={t.defaultFunnel} hint={t.defaultFunnelHint} />
      )}
      <RadioAt
        path={['funnels', at, 'skipped']}
        label={t.skipped}
        hint={t.skippedHint}
        fallback="ignore"
        options={[
          { value: 'ignore', label: t.skippedIgnore },
          { value: 'ask', label: t.skippedAsk },
        ]}
      />
      <SelectAt
        path={['funnels', at, 'clock']}
        label={t.clock}
        hint={t.clockHint}
        fallback="stage"
        options={[
          { value: 'stage', label: t.clockStage },
          { value: 'created', label: t.clockCreated },
          { value: 'activity', label: t.clockActivity },
        ]}
      />
      <NumberAt
        path={['funnels', at, 'undoMinutes']}
        label={t.undoMinutes}
        hint={t.undoMinutesHint}
        min={0}
        max={1440}
        suffix={t.minutes}
        placeholder="10"
      />
      <Button danger type="text" onClick={remove}>
        {t.removeFunnel}
      </Button>
    </Drawer>
  );
}

/** The field that the stages of a new funnel of an object stand on; made where there is none. */
function useAddFunnel() {
  const { definition, change } = useStudio();
  return (named: Named) => {
    const object = definition.objects.find((one) => one.key === named.kind);
    const sibling = definition.funnels.find((one) => one.object === named.kind);
    const field = sibling?.field ?? 'stage';
    const there = object?.fields.some((one) => one.key === field);
    change((before) => ({
      ...before,
      objects: before.objects.map((one) =>
        one.key !== named.kind
          ? one
          : {
              ...one,
              ...(sibling && !one.funnelBy ? { funnelBy: 'funnel' } : {}),
              fields: [
                ...one.fields,
                ...(there
                  ? []
                  : [{ key: field, label: { 'zh-CN': '阶段', en: 'Stage' }, type: 'select' as const }]),
                ...(sibling && !one.funnelBy && !one.fields.some((each) => each.key === 'funnel')
                  ? [{ key: 'funnel', label: { 'zh-CN': '漏斗', en: 'Funnel' }, type: 'select' as const }]
                  : []),
              ],
            },
      ),
      funnels: [...before.funnels, newFunnel(named, field)],
    }));
  };
}

function Actions({
  funnel,
  onSettings,
  onSimulate,
  onAdd,
}: {
  funnel?: FunnelDefinition;
  onSettings?: () => void;
  onSimulate?: () => void;
  onAdd: () => void;
}) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const navigate = useNavigate();
  const { funnels } = useStudio().definition;
  return (
    <>
      {funnel && funnels.length > 1 && (
        <Select
          aria-label={t.funnel}
          value={funnel.key}
          popupMatchSelectWidth={false}
          options={funnels.map((one) => ({ value: one.key, label: textOf(one.label, locale) || one.key }))}
          onChange={(key) => void navigate(`/studio/funnels/${key}`)}
        />
      )}
      {onSimulate && (
        <Button icon={<ExperimentOutlined />} onClick={onSimulate}>
          {t.simulate}
        </Button>
      )}
      {onSettings && (
        <Button icon={<SettingOutlined />} onClick={onSettings}>
          {t.funnelSettings}
        </Button>
      )}
      <Button icon={<PlusOutlined />} onClick={onAdd}>
        {t.addFunnel}
      </Button>
    </>
  );
}

/** What the drawer opens with: the first criterion of the stage on the screen, if there is one. */
function firstAsked(funnel: FunnelDefinition, stage: string | undefined): Asked {
  const shown =
    funnel.stages.find((one) => one.key === stage) ?? funnel.stages.find((one) => one.criteria?.length);
  const criterion = shown?.criteria?.[0];
  return shown && criterion
    ? { kind: 'criterion', funnel: funnel.key, stage: shown.key, key: criterion.key }
    : { kind: 'own' };
}

/** Funnels: their stages and what it takes to enter them. */
export function FunnelPage() {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const navigate = useNavigate();
  const { funnel: key } = useParams();
  const [params] = useSearchParams();
  const { definition, published } = useStudio();
  const [open, setOpen] = useState<'settings' | 'simulate' | 'add' | null>(null);
  const addFunnel = useAddFunnel();
  const at = definition.funnels.findIndex((one) => one.key === key);
  const funnel = definition.funnels[at];
  usePageTitle(textOf(funnel?.label, locale) || t.title);
  const close = () => {
    setOpen(null);
  };
  const first = definition.funnels[0];
  if (!key && first) {
    return <Navigate to={`/studio/funnels/${first.key}`} replace />;
  }
  if (key && !funnel) {
    return <LoadFailed error={new Problem(404, {})} retry={() => void navigate('/studio/funnels')} />;
  }
  const stages = funnel?.stages ?? [];
  const chosen = params.get('stage') ?? undefined;
  const actions = (
    <Actions
      funnel={funnel}
      onAdd={() => {
        setOpen('add');
      }}
      onSimulate={
        funnel
          ? () => {
              setOpen('simulate');
            }
          : undefined
      }
      onSettings={
        funnel
          ? () => {
              setOpen('settings');
            }
          : undefined
      }
    />
  );
  return (
    <>
      <PageHead title={textOf(funnel?.label, locale) || t.title} actions={actions} />
      {funnel ? (
        <>
          <FunnelShape stages={stages} />
          <Stages key={funnel.key} funnel={funnel} at={at} chosen={chosen} />
        </>
      ) : (
        <Notice title={t.noFunnels} hint={t.noFunnelsHint} ripe={0.3} />
      )}
      {open === 'settings' && <FunnelSettings at={at} onClose={close} />}
      {open === 'simulate' && funnel && (
        <SimulateDrawer object={funnel.object} first={firstAsked(funnel, chosen)} onClose={close} />
      )}
      {open === 'add' && (
        <AddDialog
          title={t.addFunnel}
          taken={[...definition.funnels, ...published.funnels].map((one) => one.key)}
          stem="funnel"
          kinds={{
            label: t.object,
            first: 'deal',
            options: definition.objects
              .filter((one) => !one.about)
              .map((one) => ({ value: one.key, label: textOf(one.label, locale) })),
          }}
          onClose={close}
          onAdd={(named) => {
            close();
            addFunnel(named);
            void navigate(`/studio/funnels/${named.key}`);
          }}
        />
      )}
    </>
  );
}

/** The funnel at a glance: how likely a deal is won, stage by stage. */
function FunnelShape({ stages }: { stages: readonly StageDefinition[] }) {
  return (
    <ol className="funnel-shape" aria-hidden="true">
      {stages.map((stage) => (
        <li
          key={stage.key}
          style={{
            background: stageColor(stage.kind ?? 'open'),
            opacity: 0.35 + 0.65 * ((stage.probability ?? 0) / 100),
          }}
        />
      ))}
    </ol>
  );
}
