import { ArrowRightOutlined, CheckCircleFilled, ClockCircleOutlined, UndoOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ObjectView, RecordView, StageStanding } from '~/api';
import { formatInstant, useLocale, useMessages } from '~/i18n';
import { mayDo } from '~/records';
import { stageMessages, Tasks, TimeLeft, useUndoMove } from '~/records/stage';
import { recordPageMessages } from './messages';

interface StagePanelProps {
  object: ObjectView;
  record: RecordView;
  standing: StageStanding;
  going: boolean;
  onAdvance: (stage: string) => void;
  onUndoOver: () => void;
}

/** How long it is here, and whether that is too long. */
function Dwell({ standing }: { standing: StageStanding }) {
  const t = useMessages(recordPageMessages);
  const locale = useLocale();
  const { days, expectedDays, staleAfterDays, stale, clock, enteredAt, stage } = standing;
  return (
    <p className="stage-dwell">
      <strong className={stale ? 'stage-stale' : undefined}>
        {stale && <ClockCircleOutlined aria-hidden="true" />} {t[`days_${clock}`](days)}
      </strong>
      {stale && staleAfterDays !== null && (
        <span className="stage-stale-mark">{t.staleAfter(staleAfterDays)}</span>
      )}
      {!stale && expectedDays !== null && stage.kind === 'open' && (
        <span>{t.expectedDays(expectedDays)}</span>
      )}
      <span>{t.entered(formatInstant(locale, enteredAt))}</span>
      {stage.probability != null && stage.kind === 'open' && <span>{t.winRate(stage.probability)}</span>}
    </p>
  );
}

function Undo({ object, record, standing, onUndoOver }: StagePanelProps) {
  const t = useMessages(stageMessages);
  const undoing = useUndoMove(object.key);
  const { undo } = standing;
  return undo && mayDo(object, record, 'move') ? (
    <p className="stage-undo">
      <Button
        size="small"
        icon={<UndoOutlined />}
        loading={undoing.isPending}
        onClick={() => {
          undoing.mutate({ id: record.id, to: undo.to.label });
        }}
      >
        {t.undoMove}
      </Button>
      <TimeLeft key={undo.until} until={undo.until} onOver={onUndoOver} />
    </p>
  ) : null;
}

/** Once all is done the seller is asked whether to go on. */
function Advance({ object, record, standing, going, onAdvance }: StagePanelProps) {
  const t = useMessages(recordPageMessages);
  const to = standing.advanceTo;
  return to && mayDo(object, record, 'move') ? (
    <div className="stage-advance" role="status">
      <CheckCircleFilled aria-hidden="true" />
      <span>{t.allDoneAdvance(to.label)}</span>
      <Button
        type="primary"
        size="small"
        icon={<ArrowRightOutlined />}
        loading={going}
        onClick={() => {
          onAdvance(to.key);
        }}
      >
        {t.moveTo(to.label)}
      </Button>
    </div>
  ) : null;
}

/** Beneath the stages: how long it is here, what to do, how to go on or back. */
export function StagePanel(props: StagePanelProps) {
  const t = useMessages(stageMessages);
  const { object, record, standing } = props;
  const done = standing.tasks.filter((task) => task.done).length;
  return (
    <div className="stage-panel">
      <div className="stage-panel-head">
        <Dwell standing={standing} />
        <Undo {...props} />
      </div>
      {standing.guidance && (
        <p className="stage-guidance">
          <strong>{t.guidance}</strong> {standing.guidance}
        </p>
      )}
      {standing.tasks.length > 0 && (
        <>
          <h2>
            {t.tasks} <small>{t.tasksDone(done, standing.tasks.length)}</small>
          </h2>
          <Tasks
            object={object.key}
            id={record.id}
            standing={standing}
            mayTick={mayDo(object, record, 'update')}
          />
        </>
      )}
      <Advance {...props} />
    </div>
  );
}
