import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useRef, useState } from 'react';
import { asProblem, type ObjectView, type RecordView } from '~/api';
import { useMessages } from '~/i18n';
import { useUndoToast } from '~/parts';
import {
  type BulkAction,
  fieldsOf,
  gather,
  type Outcome,
  type Progress,
  runBulk,
  runWhole,
  type Selection,
  undoBulk,
  undoWhole,
} from './bulk';
import { bulkMessages } from './messages';

type Phase = 'choosing' | 'running' | 'done' | 'undoing' | 'undone';

const nothing: Progress = { done: 0, total: 0, outcomes: [] };

/** Runs one bulk change and, on wish, takes it back. */
export function useBulk(object: ObjectView, selection: Selection, known: readonly RecordView[]) {
  const t = useMessages(bulkMessages);
  const queries = useQueryClient();
  const offerUndo = useUndoToast();
  const { message } = App.useApp();
  const [phase, setPhase] = useState<Phase>('choosing');
  const [progress, setProgress] = useState<Progress>(nothing);
  const [failure, setFailure] = useState<unknown>(null);
  const stopping = useRef<AbortController | null>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: ['records', object.key] });

  const takeBack = async (action: BulkAction, outcomes: readonly Outcome[]) => {
    setPhase('undoing');
    const undone = await undoBulk(object, action, outcomes);
    setProgress({ done: undone.length, total: undone.length, outcomes: undone });
    setPhase('undone');
    void message.info(t.undone(String(undone.filter((one) => one.ok).length)));
    await refresh();
  };

  const takeWholeBack = async (bulk: string) => {
    setFailure(null);
    setPhase('undoing');
    try {
      const undone = await undoWhole(bulk, setProgress);
      setProgress(undone);
      setPhase('undone');
      void message.info(t.undone(String(undone.counts?.well ?? 0)));
    } catch (problem) {
      if (!asProblem(problem)) {
        throw problem;
      }
      setFailure(problem);
      setPhase('done');
    }
    await refresh();
  };

  const run = async (action: BulkAction) => {
    const controller = new AbortController();
    stopping.current = controller;
    setFailure(null);
    setPhase('running');
    try {
      if ('all' in selection) {
        setProgress(await runWhole(object, action, selection.all, setProgress, controller.signal));
        setPhase('done');
        await refresh();
        return;
      }
      const targets = gather(object, selection.ids, known, fieldsOf(action));
      setProgress({ done: 0, total: targets.length, outcomes: [] });
      const outcomes = await runBulk(object, action, targets, setProgress, controller.signal);
      setPhase('done');
      await refresh();
      const well = outcomes.filter((one) => one.ok).length;
      if (well > 0) {
        offerUndo(t.changed(String(well)), () => takeBack(action, outcomes));
      }
    } catch (problem) {
      // What has gone through until then stays told.
      if (!controller.signal.aborted && !asProblem(problem)) {
        throw problem;
      }
      setFailure(controller.signal.aborted ? null : problem);
      setPhase('choosing');
    }
  };

  return {
    phase,
    progress,
    failure,
    run,
    undo: (action: BulkAction) =>
      progress.bulk ? takeWholeBack(progress.bulk) : takeBack(action, progress.outcomes),
    stop: () => {
      stopping.current?.abort();
    },
  };
}
