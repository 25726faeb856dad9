import { CloseCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import {
  asProblem,
  type FunnelView,
  type ObjectView,
  type Problem,
  type RecordView,
  stageQuery,
  type StageView,
  tickTask,
  type Values,
} from '~/api';
import { useMessages } from '~/i18n';
import { onSaveKeys, partMessages, ProblemAlert } from '~/parts';
import { FieldsForm } from '../FieldsForm';
import { recordMessages } from '../messages';
import { recordName, sameValue, valuesToWire } from '../wire';
import './move.css';
import { fieldsToAsk } from './unmet';

export interface Refusal {
  record: RecordView;
  /** Where the mover saw it. */
  from?: StageView;
  stage: StageView;
  problem: Problem;
}

interface UnmetDialogProps {
  object: ObjectView;
  funnel: FunnelView;
  refusal: Refusal;
  saving: boolean;
  /** Whether the reader may move it although criteria are unmet. */
  mayOverride: boolean;
  onSubmit: (values: Values, reason?: string) => void;
  onClose: () => void;
}

/** All criteria that stand between a record and a stage, and inputs for just what they want. */
export function UnmetDialog({
  object,
  funnel,
  refusal,
  saving,
  mayOverride,
  onSubmit,
  onClose,
}: UnmetDialogProps) {
  const t = useMessages(recordMessages);
  const parts = useMessages(partMessages);
  const { record, stage, problem } = refusal;
  const [changed, change] = useState<Values>({});
  const [ticked, tick] = useState<readonly string[]>([]);
  const queries = useQueryClient();
  const { notification } = App.useApp();
  const ticking = useMutation({
    mutationFn: (task: string) => tickTask(object.key, record.id, task, true),
    onSuccess: (standing, task) => {
      tick((before) => [...before, task]);
      queries.setQueryData(stageQuery(object.key, record.id).queryKey, standing);
      void queries.invalidateQueries({ queryKey: ['records', object.key, 'cards'] });
    },
    onError: (failure) => {
      notification.error({ title: t.tickFailed, description: asProblem(failure)?.message });
    },
  });
  const fields = fieldsToAsk(object, funnel, problem.unmet);
  const keys = fields.map((field) => field.key);
  const values = { ...record.values, ...changed };
  const given = () =>
    valuesToWire(
      Object.fromEntries(
        Object.entries(changed).filter(([key, value]) => !sameValue(value, record.values[key])),
      ),
    );
  const tasks = problem.unmet.flatMap((criterion) => (criterion.task ? [criterion.task] : []));
  const mendable = fields.length > 0 || (tasks.length > 0 && tasks.every((task) => ticked.includes(task)));
  const suffices = problem.unmet
    .filter((criterion) => criterion.severity !== 'warn')
    .every((criterion) => criterion.task || fieldsToAsk(object, funnel, [criterion]).length > 0);
  const submit = () => {
    if (mendable && !saving) {
      onSubmit(given());
    }
  };
  const blocking = problem.unmet.filter((criterion) => criterion.severity !== 'warn').length;
  return (
    <Modal
      open
      title={t.unmetTitle(stage.label)}
      onCancel={onClose}
      onOk={submit}
      okText={t.saveAndMove(stage.label)}
      cancelText={parts.cancel}
      okButtonProps={{ disabled: !mendable }}
      confirmLoading={saving}
      width={560}
    >
      <div onKeyDown={onSaveKeys(submit)} className="unmet">
        <p className="unmet-record">{recordName(object, record)}</p>
        {problem.code !== 'stage-criteria-unmet' && <ProblemAlert error={problem} shownFields={keys} />}
        {problem.unmet.length > 0 && <p>{t.unmetIntro(blocking)}</p>}
        <ul className="unmet-list">
          {problem.unmet.map((criterion) => (
            <li key={criterion.key} className={criterion.severity === 'warn' ? 'unmet-warn' : 'unmet-block'}>
              {criterion.severity === 'warn' ? <ExclamationCircleFilled /> : <CloseCircleFilled />}
              <div>
                <strong>{criterion.label}</strong>
                <span className="unmet-severity">{criterion.severity === 'warn' ? t.warns : t.blocks}</span>
                {criterion.stage && criterion.stage.part !== 'entered' && (
                  <span className="unmet-severity">
                    {t[`unmet_${criterion.stage.part}`](criterion.stage.label)}
                  </span>
                )}
                {criterion.message !== criterion.label && <p>{criterion.message}</p>}
                {criterion.task && (
                  <Button
                    size="small"
                    disabled={ticked.includes(criterion.task)}
                    loading={ticking.isPending && ticking.variables === criterion.task}
                    onClick={() => {
                      ticking.mutate(criterion.task ?? '');
                    }}
                  >
                    {ticked.includes(criterion.task) ? t.taskTicked : t.tickTask}
                  </Button>
                )}
              </div>
            </li>
          ))}
        </ul>
        <p className="unmet-ask">
          {fields.length > 0
            ? suffices
              ? t.fillIn
              : t.fillInPart
            : tasks.length > 0
              ? t.doTasks
              : t.nothingToFill}
        </p>
        <FieldsForm fields={fields} values={values} onChange={change} problem={problem} autoFocus />
        {mayOverride && blocking > 0 && (
          <Override
            stage={stage.label}
            saving={saving}
            onSubmit={(reason) => {
              onSubmit(given(), reason);
            }}
          />
        )}
      </div>
    </Modal>
  );
}

/** The way past unmet criteria, for those whose role has it: with a reason that is kept. */
function Override({
  stage,
  saving,
  onSubmit,
}: {
  stage: string;
  saving: boolean;
  onSubmit: (reason: string) => void;
}) {
  const t = useMessages(recordMessages);
  const id = useId();
  const [reason, setReason] = useState<string | null>(null);
  if (reason === null) {
    return (
      <Button
        type="link"
        className="unmet-override"
        onClick={() => {
          setReason('');
        }}
      >
        {t.override}
      </Button>
    );
  }
  const move = () => {
    if (reason.trim() !== '' && !saving) {
      onSubmit(reason.trim());
    }
  };
  return (
    <div className="unmet-overriding" onKeyDown={onSaveKeys(move)}>
      <Form.Item layout="vertical" label={t.overrideReason} htmlFor={id} extra={t.overrideHint} required>
        <Input.TextArea
          id={id}
          autoFocus
          maxLength={1000}
          autoSize={{ minRows: 2 }}
          value={reason}
          onChange={(event) => {
            setReason(event.target.value);
          }}
        />
      </Form.Item>
      <Button danger disabled={reason.trim() === ''} loading={saving} onClick={move}>
        {t.overrideMove(stage)}
      </Button>
    </div>
  );
}
