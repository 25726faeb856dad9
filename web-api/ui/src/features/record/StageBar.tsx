import { CheckOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Tooltip } from 'antd';
import { useCallback, useState } from 'react';
import { type FunnelView, type ObjectView, type RecordView, stageQuery } from '~/api';
import { useMessages } from '~/i18n';
import { mayDo } from '~/records';
import { leadsTo, stageByKey, useMoving } from '~/records/move';
import { recordPageMessages } from './messages';
import { StagePanel } from './StagePanel';

/** The funnel's stages as a bar; choosing one asks to move there. */
export function StageBar({
  object,
  funnel,
  record,
}: {
  object: ObjectView;
  funnel: FunnelView;
  record: RecordView;
}) {
  const t = useMessages(recordPageMessages);
  const { move, dialog } = useMoving(object, funnel);
  const [going, go] = useState<string | null>(null);
  const queries = useQueryClient();
  const standing = useQuery(stageQuery(object.key, record.id));
  const again = useCallback(() => {
    void queries.invalidateQueries({ queryKey: ['records', object.key, 'stage', record.id] });
  }, [queries, object.key, record.id]);
  const mayMove = mayDo(object, record, 'move');
  const here = stageByKey(funnel, record.values[funnel.field]);
  const at = here ? funnel.stages.indexOf(here) : -1;
  const choose = async (stage: string) => {
    go(stage);
    await move(record, stage);
    go(null);
  };
  return (
    <section className="stages" aria-label={`${funnel.label}: ${t.stages}`}>
      <ol>
        {funnel.stages.map((stage, position) => {
          const reachable = mayMove && leadsTo(here, stage.key);
          const passed = stage.kind === 'open' && position < at;
          const state = stage.key === here?.key ? 'here' : passed ? 'passed' : 'ahead';
          return (
            <li key={stage.key} className={`stage stage-${state} stage-${stage.kind}`}>
              <Tooltip
                title={
                  state === 'here'
                    ? undefined
                    : reachable
                      ? t.moveTo(stage.label)
                      : mayMove
                        ? t.notNext
                        : t.mayNotMove
                }
              >
                <button
                  type="button"
                  aria-current={state === 'here' ? 'step' : undefined}
                  aria-disabled={!reachable || going !== null}
                  disabled={going !== null}
                  onClick={() => {
                    if (mayMove) {
                      void choose(stage.key);
                    }
                  }}
                >
                  {passed && <CheckOutlined />}
                  {stage.label}
                  {state === 'here' && <span className="visually-hidden"> ({t.currentStage})</span>}
                </button>
              </Tooltip>
            </li>
          );
        })}
      </ol>
      {standing.data ? (
        <StagePanel
          object={object}
          record={record}
          standing={standing.data}
          going={going !== null}
          onAdvance={(stage) => void choose(stage)}
          onUndoOver={again}
        />
      ) : (
        here?.guidance && (
          <p className="stage-guidance">
            <strong>{t.guidance}</strong> {here.guidance}
          </p>
        )
      )}
      {dialog}
    </section>
  );
}
