import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type CheckReport, type Draft, type StageDefinition } from '~/api';
import { changesOf, checkDraft, draftQuery, dropDraft, isSound, patchDraft, publishDraft } from './draft';

/** Editing one funnel of the draft: changes stay here until saved; checking and publishing save first. */
export function useStudio(draft: Draft, funnelAt: number) {
  const queries = useQueryClient();
  const stored = draft.definition.funnels[funnelAt]?.stages ?? [];
  const [edited, setEdited] = useState<StageDefinition[] | null>(null);
  const [report, setReport] = useState<{ of: CheckReport; outdated: boolean } | null>(null);
  /** Grows when the draft is read anew: editors then forget what they held. */
  const [generation, setGeneration] = useState(0);
  const stages = edited ?? stored;
  const operations = changesOf(funnelAt, stored, stages);

  const reread = async () => {
    await queries.fetchQuery({ ...draftQuery(), staleTime: 0 });
    setEdited(null);
  };
  const store = async () => {
    if (operations.length > 0) {
      await patchDraft(draft.etag, operations);
      await reread();
    }
  };
  const saving = useMutation({ mutationFn: store });
  const checking = useMutation({
    mutationFn: async () => {
      await store();
      return checkDraft();
    },
    onSuccess: (of) => {
      setReport({ of, outdated: false });
    },
  });
  const publishing = useMutation({
    mutationFn: async (note: string) => {
      await store();
      return publishDraft(note);
    },
    onSuccess: async () => {
      setReport(null);
      await reread();
      await queries.invalidateQueries({ queryKey: ['objects'] });
      await queries.invalidateQueries({ queryKey: ['records'] });
      await queries.invalidateQueries({ queryKey: ['worklist'] });
    },
  });
  const forget = () => {
    saving.reset();
    checking.reset();
    publishing.reset();
  };
  const discard = async () => {
    forget();
    setReport(null);
    await reread();
    setGeneration((before) => before + 1);
  };
  const startOver = async () => {
    await dropDraft();
    await discard();
  };
  const changeStage = (at: number, stage: StageDefinition) => {
    setEdited(stages.map((one, position) => (position === at ? stage : one)));
    setReport((before) => before && { ...before, outdated: true });
  };
  return {
    stages,
    stored,
    dirty: operations.length > 0,
    sound: stages.every(isSound),
    busy: saving.isPending || checking.isPending || publishing.isPending,
    failure: saving.error ?? checking.error ?? publishing.error,
    report,
    generation,
    saving,
    checking,
    publishing,
    changeStage,
    discard,
    startOver,
    forget,
  };
}

export type Studio = ReturnType<typeof useStudio>;
