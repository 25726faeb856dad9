import { useMutation } from '@tanstack/react-query';
import { Alert, Button, DatePicker, Drawer, InputNumber, Progress, Select } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useId, useRef, useState } from 'react';
import { type Job, resultOf, request, type Simulation, type SimulationQuestion, asProblem } from '~/api';
import { todayIn, useLocale, useMessages } from '~/i18n';
import { ProblemAlert, useIsNarrow } from '~/parts';
import { useStudio } from '../core/Studio';
import { studioMessages } from '../messages';
import { ConditionEditor } from '../parts/ConditionEditor';
import { Row } from '../parts/Row';
import { type Asked, askedOf, criteriaOf, type Form, nameOf, questionOf, stageChoices } from './questions';
import { Report } from './Report';

interface SimulateDrawerProps {
  object: string;
  first: Asked;
  onClose: () => void;
}

function Day({
  id,
  value,
  onChange,
}: {
  id: string;
  value: string | undefined;
  onChange: (day: string | undefined) => void;
}) {
  return (
    <DatePicker
      id={id}
      className="value-date"
      disabledDate={(day) => day.format('YYYY-MM-DD') > todayIn()}
      value={value ? dayjs(value) : null}
      onChange={(day) => {
        onChange(day?.format('YYYY-MM-DD'));
      }}
    />
  );
}

function useAsking() {
  const { save } = useStudio();
  const [job, setJob] = useState<Job<Simulation> | null>(null);
  const leaving = useRef(new AbortController());
  useEffect(() => {
    const controller = new AbortController();
    leaving.current = controller;
    return () => {
      controller.abort();
    };
  }, []);
  const asking = useMutation({
    mutationFn: async (question: SimulationQuestion) => {
      if (!(await save())) {
        return null;
      }
      const answer = await request<unknown>('POST', '/api/v1/config/draft/simulate', { body: question });
      return resultOf<Simulation>(answer, setJob, leaving.current.signal);
    },
    onSettled: () => {
      setJob(null);
    },
  });
  return { asking, job };
}

/** Which rule, and which time. */
function Question({
  object,
  form,
  change,
}: {
  object: string;
  form: Form;
  change: (part: Partial<Form>) => void;
}) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const id = useId();
  const { definition } = useStudio();
  const stages = stageChoices(definition, object, locale);
  const graded = definition.gradeScales?.some((one) => one.object === object);
  const { kind } = form.asked;
  return (
    <>
      <Row label={t.simulateWhat} id={`${id}-what`}>
        <Select
          id={`${id}-what`}
          className="value-select"
          showSearch={{ optionFilterProp: 'label' }}
          value={nameOf(form.asked)}
          options={[
            ...(graded ? [{ value: 'grade', label: t.simulateScale }] : []),
            ...criteriaOf(definition, object, locale),
            ...(stages.length > 0 ? [{ value: 'own', label: t.simulateOwn }] : []),
            { value: 'filter', label: t.simulateFilter },
          ]}
          onChange={(name: string) => {
            change({ asked: askedOf(name) });
          }}
        />
      </Row>
      {kind === 'own' && (
        <Row label={t.simulateStage} id={`${id}-stage`} required>
          <Select
            id={`${id}-stage`}
            className="value-select"
            value={form.stage}
            options={stages}
            onChange={(stage: string) => {
              change({ stage });
            }}
          />
        </Row>
      )}
      {(kind === 'own' || kind === 'filter') && (
        <Row label={t.simulateCondition} id={`${id}-condition`} required>
          <ConditionEditor
            id={`${id}-condition`}
            object={object}
            cel={form.condition}
            onChange={(condition) => {
              change({ condition });
            }}
          />
        </Row>
      )}
      {kind === 'grade' && (
        <Row label={t.simulateDaysBefore} id={`${id}-days`}>
          <InputNumber
            id={`${id}-days`}
            min={1}
            max={3650}
            precision={0}
            suffix={t.days}
            value={form.daysBefore}
            onChange={(daysBefore) => {
              change({ daysBefore });
            }}
          />
        </Row>
      )}
      <fieldset className="simulate-period">
        <legend>{t.simulatePeriod}</legend>
        <div className="form-pair">
          <Row label={t.simulateFrom} id={`${id}-from`} hint={t.simulatePeriodHint}>
            <Day
              id={`${id}-from`}
              value={form.from}
              onChange={(from) => {
                change({ from });
              }}
            />
          </Row>
          <Row label={t.simulateTo} id={`${id}-to`}>
            <Day
              id={`${id}-to`}
              value={form.to}
              onChange={(to) => {
                change({ to });
              }}
            />
          </Row>
        </div>
      </fieldset>
    </>
  );
}

/** A rule of the draft, asked of the past before it is published. */
export function SimulateDrawer({ object, first, onClose }: SimulateDrawerProps) {
  const t = useMessages(studioMessages);
  const narrow = useIsNarrow();
  const { definition } = useStudio();
  const [form, setForm] = useState<Form>({
    asked: first,
    stage: undefined,
    condition: '',
    from: undefined,
    to: undefined,
    daysBefore: 30,
  });
  const { asking, job } = useAsking();
  const question = questionOf(definition, object, form);
  const broken = asProblem(asking.error)?.code === 'job-failed';
  return (
    <Drawer
      open
      title={t.simulate}
      size={narrow ? '100%' : 620}
      onClose={onClose}
      footer={
        <div className="simulate-foot">
          <Button
            type="primary"
            disabled={question === null}
            loading={asking.isPending}
            onClick={() => {
              if (question) {
                asking.mutate(question);
              }
            }}
          >
            {asking.isSuccess || asking.isError ? t.simulateAgain : t.simulateRun}
          </Button>
        </div>
      }
    >
      <div className="simulate">
        <p className="form-hint">{t.simulateHint}</p>
        <Question
          object={object}
          form={form}
          change={(part) => {
            asking.reset();
            setForm((before) => ({ ...before, ...part }));
          }}
        />
        {asking.isPending && (
          <div role="status">
            <p>{t.simulating}</p>
            {job?.total ? (
              <>
                <Progress percent={Math.min(100, Math.round((100 * job.done) / job.total))} />
                <p className="form-hint">{t.simulated(job.done, job.total)}</p>
              </>
            ) : (
              <Progress percent={100} status="active" showInfo={false} />
            )}
          </div>
        )}
        {broken ? (
          <Alert type="error" showIcon title={t.simulateFailed} />
        ) : (
          <ProblemAlert error={asking.error} />
        )}
        {asking.data && <Report of={asking.data} />}
      </div>
    </Drawer>
  );
}
