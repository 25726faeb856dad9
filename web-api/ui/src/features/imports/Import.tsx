import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Skeleton } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { objectQuery, type ObjectView } from '~/api';
import { useMessages } from '~/i18n';
import { LinkButton, LoadFailed, PageHead, ProblemAlert, usePageTitle } from '~/parts';
import { isEmpty, toWire } from '~/records';
import { keep, kept } from './files';
import { FileStep } from './FileStep';
import { MappingStep } from './MappingStep';
import { importMessages } from './messages';
import { Counts, Downloads, Failures, Going, RunCounts } from './Outcome';
import { StateTag } from './Past';
import { type Rules, RulesStep } from './RulesStep';
import { type Step, Steps, steps } from './Steps';
import { usePanelFocus } from './usePanelFocus';
import { isWhole, type What, WhatForm } from './What';
import {
  begin,
  changeOptions,
  type ColumnMapping,
  type FileForm,
  type Import,
  importKey,
  type ImportOptions,
  importQuery,
  reportAddress,
  upload,
} from './wire';

/** What is said about the file on the screen. */
interface Said {
  what: What;
  mapping: ColumnMapping[];
  rules: Rules;
}

function saidOf(of: Import): Said {
  return {
    what: { object: of.object, mode: of.mode, matchBy: of.matchBy ?? [] },
    mapping: of.mapping.filter((one) => one.field),
    rules: {
      defaults: of.defaults ?? {},
      duplicates: of.duplicates ?? 'skip',
      waived: of.waive?.reason ?? null,
    },
  };
}

function optionsOf({ what, mapping, rules }: Said): ImportOptions {
  const defaults = Object.entries(rules.defaults).filter(([, value]) => !isEmpty(value));
  return {
    object: what.object,
    mode: what.mode,
    ...(what.matchBy.length > 0 ? { matchBy: what.matchBy } : {}),
    mapping,
    ...(what.mode === 'update' ? {} : { duplicates: rules.duplicates }),
    ...(defaults.length > 0
      ? { defaults: Object.fromEntries(defaults.map(([key, value]) => [key, toWire(value)])) }
      : {}),
    ...(rules.waived ? { waive: { reason: rules.waived } } : {}),
  };
}

/** The step an import stands at, whoever brought it there. */
function stepOf(of: Import, wanted: string | null): Step {
  switch (of.state) {
    case 'ready':
    case 'checked': {
      const asked = steps.find((step) => step === wanted);
      return asked && asked !== 'run' && asked !== 'result'
        ? asked
        : of.state === 'checked'
          ? 'check'
          : 'mapping';
    }
    case 'checking':
      return 'check';
    case 'running':
      return 'run';
    case 'finished':
    case 'reverting':
    case 'reverted':
      return 'result';
    case 'failed':
      return of.revert ? 'result' : of.run ? 'run' : 'check';
  }
}

function useImport(of: Import) {
  const queries = useQueryClient();
  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: importKey(of.id) });
    void queries.invalidateQueries({ queryKey: ['imports', 'list'] });
  };
  const change = useMutation({
    mutationFn: (options: ImportOptions) => changeOptions(of.id, options),
    onSuccess: (changed) => {
      queries.setQueryData(importKey(of.id), changed);
    },
  });
  const start = useMutation({
    mutationFn: (verb: 'dry-run' | 'run' | 'revert') => begin(of.id, verb),
    onSettled: refresh,
  });
  return { change, start };
}

function Broken({ of, busy, onAgain }: { of: Import; busy: boolean; onAgain: () => void }) {
  const t = useMessages(importMessages);
  const problem = (of.revert ?? of.run ?? of.dryRun)?.problem;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      className="import-note"
      title={t.broken}
      description={
        <>
          {problem && <p>{problem.message}</p>}
          {(of.run ?? of.revert) && <p>{t.brokenHint}</p>}
          <Button size="small" loading={busy} onClick={onAgain}>
            {t.tryAgain}
          </Button>
        </>
      }
    />
  );
}

/** What came of it, and the way back. */
function Result({ of, busy, onRevert }: { of: Import; busy: boolean; onRevert: () => void }) {
  const t = useMessages(importMessages);
  const { modal } = App.useApp();
  const { run, revert } = of;
  const again = new URLSearchParams([
    ['object', of.object],
    ['mode', of.mode],
    ...(of.matchBy ?? []).map((key) => ['matchBy', key]),
  ]);
  const ask = () => {
    modal.confirm({
      title: t.revertTitle,
      content: t.revertHint(run?.created ?? 0, run?.updated ?? 0),
      okText: t.revert,
      okButtonProps: { danger: true },
      onOk: onRevert,
    });
  };
  return (
    <>
      {of.state === 'reverting' && (
        <Going
          done={revert?.done ?? 0}
          total={run?.total ?? of.rows}
          words={t.reverting(revert?.done ?? 0, run?.total ?? of.rows)}
        />
      )}
      {of.state === 'reverted' && revert && (
        <>
          <h2>{t.reverted}</h2>
          <Counts
            of={[
              [t.deletedCount, revert.deleted],
              [t.restoredCount, revert.restored],
              [t.keptCount, revert.skipped],
            ]}
          />
        </>
      )}
      {run && (
        <>
          <h2>{t.result}</h2>
          <RunCounts of={run} />
          {run.failed > 0 && <Failures of={of} way={run} />}
        </>
      )}
      <div className="import-ways">
        <LinkButton to={`/o/${of.object}?sort=-created_at`} type="primary">
          {t.show}
        </LinkButton>
        {run && <Downloads of={of} way={run} />}
        {of.state === 'reverted' && (revert?.skipped ?? 0) > 0 && (
          <Button href={reportAddress(of.id, 'not-reverted')} download>
            {t.downloadKept}
          </Button>
        )}
        <LinkButton to={`/studio/import/new?${again.toString()}`}>{t.again}</LinkButton>
        {of.state === 'finished' && (run?.created ?? 0) + (run?.updated ?? 0) > 0 && (
          <Button danger type="text" loading={busy} onClick={ask}>
            {t.revert}
          </Button>
        )}
      </div>
    </>
  );
}

function Wizard({ of, object }: { of: Import; object: ObjectView }) {
  const t = useMessages(importMessages);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [params, setParams] = useSearchParams();
  const [said, say] = useState(() => saidOf(of));
  const { change, start } = useImport(of);
  const rereading = useMutation({
    mutationFn: async ({ file, form }: { file: File; form: FileForm }) => {
      const next = await upload(file, { ...optionsOf(said), mapping: undefined, ...form });
      keep(next.id, file);
      return next;
    },
    onSuccess: (next) => {
      queries.setQueryData(importKey(next.id), next);
      void navigate(`/studio/import/${next.id}?step=file`, { replace: true });
    },
  });
  const step = stepOf(of, params.get('step'));
  const panel = usePanelFocus(step);
  const go = (next: Step) => {
    setParams({ step: next });
  };
  const editable = of.state === 'ready' || of.state === 'checked' || (of.state === 'failed' && !of.run);
  const fits =
    isWhole(said.what) &&
    said.mapping.length > 0 &&
    said.what.matchBy.every((key) => said.mapping.some((one) => one.field === key));
  const ruled = said.rules.waived === null || said.rules.waived.trim() !== '';
  const open: Step[] = editable
    ? [
        'what',
        'file',
        'mapping',
        ...(fits ? (['rules'] as const) : []),
        ...(fits && ruled ? (['check'] as const) : []),
      ]
    : [];
  /** What was said is told before going on; a dry run of before no longer counts then. */
  const next = async (to: Step) => {
    const options = optionsOf(said);
    if (JSON.stringify(options) !== JSON.stringify(optionsOf(saidOf(of)))) {
      await change.mutateAsync(options);
    }
    go(to);
  };
  const imported = (of.dryRun?.created ?? 0) + (of.dryRun?.updated ?? 0);
  const busy = change.isPending || start.isPending || rereading.isPending;
  const at = steps.indexOf(step);
  const after = steps[at + 1];
  const before = steps[at - 1];
  return (
    <>
      <Steps
        at={step}
        open={open}
        failed={of.state === 'failed'}
        onGo={(to) => void next(to).catch(() => undefined)}
      />
      <ProblemAlert error={change.error ?? start.error ?? rereading.error} />
      {of.state === 'failed' && (
        <Broken
          of={of}
          busy={start.isPending}
          onAgain={() => {
            start.mutate(of.revert ? 'revert' : of.run ? 'run' : 'dry-run');
          }}
        />
      )}
      <section
        ref={panel}
        tabIndex={-1}
        className="import-panel"
        aria-label={t[`step_${step}`]}
        aria-live="polite"
      >
        {step === 'what' && (
          <WhatForm
            fixed
            what={said.what}
            object={object}
            onChange={(what) => {
              say({ ...said, what });
            }}
          />
        )}
        {step === 'file' && (
          <FileStep
            of={of}
            file={kept(of.id)}
            busy={rereading.isPending}
            onRead={(file, form) => {
              rereading.mutate({ file, form });
            }}
          />
        )}
        {step === 'mapping' && (
          <MappingStep
            object={object}
            of={of}
            mode={said.what.mode}
            matchBy={said.what.matchBy}
            defaults={said.rules.defaults}
            mapping={said.mapping}
            onChange={(mapping) => {
              say({ ...said, mapping });
            }}
          />
        )}
        {step === 'rules' && (
          <RulesStep
            object={object}
            mode={said.what.mode}
            mapping={said.mapping}
            rules={said.rules}
            onChange={(rules) => {
              say({ ...said, rules });
            }}
          />
        )}
        {step === 'check' && (
          <>
            <p className="import-facts">{t.dryHint}</p>
            {of.state === 'checking' && (
              <Going
                done={of.dryRun?.done ?? 0}
                total={of.rows}
                words={t.running(of.dryRun?.done ?? 0, of.rows)}
              />
            )}
            {of.state === 'checked' && of.dryRun && (
              <>
                <h2>{t.dryResult}</h2>
                <RunCounts of={of.dryRun} />
                <Failures of={of} way={of.dryRun} />
              </>
            )}
          </>
        )}
        {step === 'run' && of.run && (
          <>
            <Going done={of.run.done} total={of.rows} words={t.running(of.run.done, of.rows)} />
            <RunCounts of={of.run} />
            <p className="import-facts">{t.runningHint}</p>
          </>
        )}
        {step === 'result' ? (
          <Result
            of={of}
            busy={start.isPending}
            onRevert={() => {
              start.mutate('revert');
            }}
          />
        ) : (
          editable && (
            <div className="import-ways">
              {before && (
                <Button
                  disabled={busy}
                  onClick={() => {
                    go(before);
                  }}
                >
                  {t.back}
                </Button>
              )}
              {step === 'check' ? (
                <>
                  <Button
                    type={of.state === 'checked' ? 'default' : 'primary'}
                    loading={start.isPending && start.variables === 'dry-run'}
                    disabled={busy}
                    onClick={() => {
                      start.mutate('dry-run');
                    }}
                  >
                    {of.state === 'checked' ? t.dryRunAgain : t.dryRun}
                  </Button>
                  {of.state === 'checked' && of.dryRun && (
                    <>
                      <Downloads of={of} way={of.dryRun} />
                      <Button
                        type="primary"
                        loading={start.isPending && start.variables === 'run'}
                        disabled={busy || imported === 0}
                        onClick={() => {
                          start.mutate('run');
                        }}
                      >
                        {t.run(imported)}
                      </Button>
                    </>
                  )}
                </>
              ) : (
                after && (
                  <Button
                    type="primary"
                    loading={change.isPending}
                    disabled={busy || !open.includes(after)}
                    onClick={() => void next(after).catch(() => undefined)}
                  >
                    {t.next}
                  </Button>
                )
              )}
            </div>
          )
        )}
      </section>
    </>
  );
}

/** One import, at whichever step it stands. */
export function ImportPage() {
  const t = useMessages(importMessages);
  const { id = '' } = useParams();
  const of = useQuery(importQuery(id));
  const object = useQuery({ ...objectQuery(of.data?.object ?? ''), enabled: of.data !== undefined });
  usePageTitle(of.data?.fileName ?? t.title);
  const failure = of.error ?? object.error;
  if (failure) {
    return <LoadFailed error={failure} retry={() => void of.refetch()} />;
  }
  if (!of.data || !object.data) {
    return <Skeleton active paragraph={{ rows: 8 }} />;
  }
  const { data } = of;
  return (
    <div className="import">
      <PageHead
        above={<Link to="/studio/import">{t.title}</Link>}
        title={data.fileName || t.title}
        below={
          <>
            <StateTag state={data.state} />{' '}
            {t.facts(object.data.plural || object.data.label, t[data.mode], t.rows(data.rows))}
          </>
        }
      />
      <Wizard key={data.id} of={data} object={object.data} />
    </div>
  );
}
