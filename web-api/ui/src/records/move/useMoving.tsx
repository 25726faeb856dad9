import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  api,
  asProblem,
  type FunnelView,
  meQuery,
  type MovedRecord,
  type ObjectView,
  type Problem,
  type RecordView,
  recordPath,
  stageQuery,
  type StageView,
  type Values,
} from '~/api';
import { useMessages } from '~/i18n';
import { recordMessages } from '../messages';
import { recordName } from '../wire';
import { useUndoMove } from '../stage/useUndoMove';
import { MovedToast } from './MovedToast';
import { type Refusal, UnmetDialog } from './UnmetDialog';
import { leadsTo, stageByKey } from './unmet';

/** How long a move's message stands, in seconds. */
const shownFor = 12;

/** The code of a refusal: somebody else moved the record from where it was seen. */
const movedMeanwhile = 'moved-meanwhile';

interface Attempt {
  record: RecordView;
  /** Where the mover sees it; whoever else moved it meanwhile is told of instead of overruled. */
  from?: StageView;
  stage: StageView;
  values?: Values;
  /** Why it moves although criteria are unmet. */
  reason?: string;
}

/** What became of a move: it was made, the record stays, or it stands elsewhere by now. */
export type MoveOutcome = 'moved' | 'stays' | 'elsewhere';

interface Moving {
  /** Asks the server. */
  move: (record: RecordView, to: string) => Promise<MoveOutcome>;
  /** The dialog of a refusal, to be rendered by the page. */
  dialog: ReactNode;
}

/** Moving a record along its funnel, with one answer to a refusal wherever the move began. */
export function useMoving(object: ObjectView, funnel: FunnelView | undefined): Moving {
  const t = useMessages(recordMessages);
  const { message, notification } = App.useApp();
  const queries = useQueryClient();
  const [refusal, refuse] = useState<Refusal | null>(null);
  const me = useQuery({ ...meQuery(), enabled: refusal !== null });
  const undoing = useUndoMove(object.key);
  const mutation = useMutation<MovedRecord, Error, Attempt>({
    mutationFn: ({ record, from, stage, values, reason }) =>
      api.post<MovedRecord>(
        `${recordPath(object.key, record.id)}/move`,
        {
          ...(from ? { from: from.key } : {}),
          stage: stage.key,
          ...(values ? { values } : {}),
          ...(reason ? { override: { reason } } : {}),
        },
        { ifMatch: record.version },
      ),
  });

  const announce = (moved: MovedRecord, stage: StageView) => {
    void told(moved, stage);
    if (moved.warnings && moved.warnings.length > 0) {
      notification.warning({
        title: t.warningsTitle,
        description: (
          <ul className="problem-list">
            {moved.warnings.map((warning) => (
              <li key={warning.key}>
                <strong>{warning.label}</strong>: {warning.message}
              </li>
            ))}
          </ul>
        ),
      });
    }
  };

  /** Where the move can still be undone, its message says for how long. */
  const told = async (moved: MovedRecord, stage: StageView) => {
    const text = t.movedTo(recordName(object, moved), stage.label);
    const standing = await queries
      .fetchQuery({ ...stageQuery(object.key, moved.id), staleTime: 0 })
      .catch(() => null);
    const undo = standing?.undo;
    if (!undo) {
      void message.success(text);
      return;
    }
    const key = `moved-${moved.id}`;
    void message.success({
      key,
      duration: shownFor,
      content: (
        <MovedToast
          text={text}
          until={undo.until}
          onUndo={() => {
            message.destroy(key);
            undoing.mutate({ id: moved.id, to: undo.to.label });
          }}
        />
      ),
    });
  };

  const explain = (attempt: Attempt, problem: Problem | null) => {
    const mendable = problem && (problem.unmet.length > 0 || (attempt.values && problem.errors.length > 0));
    if (mendable) {
      refuse((before) => ({
        ...attempt,
        problem: problem.unmet.length > 0 || !before ? problem : withUnmetOf(problem, before.problem),
      }));
    } else {
      refuse(null);
      const title = problem?.code === movedMeanwhile ? t.movedMeanwhile : t.moveFailed;
      notification.error({ title, description: problem?.message });
    }
  };

  const attempt = async (one: Attempt): Promise<MoveOutcome> => {
    try {
      const moved = await mutation.mutateAsync(one);
      refuse(null);
      announce(moved, one.stage);
      await queries.invalidateQueries({ queryKey: ['records', object.key] });
      return 'moved';
    } catch (failure) {
      const problem = asProblem(failure);
      explain(one, problem);
      if (problem && (problem.code === movedMeanwhile || [404, 412].includes(problem.status))) {
        await queries.invalidateQueries({ queryKey: ['records', object.key] });
      }
      return problem?.code === movedMeanwhile ? 'elsewhere' : 'stays';
    }
  };

  const move = async (record: RecordView, to: string) => {
    const stage = funnel && stageByKey(funnel, to);
    const from = funnel && stageByKey(funnel, record.values[funnel.field]);
    if (!stage || stage.key === from?.key) {
      return 'stays';
    }
    if (!leadsTo(from, to)) {
      void message.warning(t.notNext(from?.label ?? '', stage.label));
      return 'stays';
    }
    return attempt({ record, from, stage });
  };

  const dialog = funnel && refusal && (
    <UnmetDialog
      key={refusal.record.id + refusal.stage.key}
      object={object}
      funnel={funnel}
      refusal={refusal}
      saving={mutation.isPending}
      mayOverride={me.data?.permissions.overrideCriteria === true}
      onSubmit={(values, reason) =>
        void attempt({ record: refusal.record, from: refusal.from, stage: refusal.stage, values, reason })
      }
      onClose={() => {
        refuse(null);
      }}
    />
  );
  return { move, dialog };
}

/** A refusal of the values given keeps the criteria on the screen that they were given for. */
function withUnmetOf(problem: Problem, before: Problem): Problem {
  problem.body.unmet = before.unmet;
  return problem;
}
