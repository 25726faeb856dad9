import { PlayCircleOutlined, PauseCircleOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Form, Input, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import { type KeyboardEvent, useId } from 'react';
import { countsForQuery, plannedQuery } from '~/api';
import { addDays, formatDate, formatMinutes, todayIn, useLocale, useMessages } from '~/i18n';
import { ProblemAlert } from '~/parts';
import { useChannels, useOutcomes } from './channels';
import { todayMessages } from './messages';
import type { Log } from './useLog';

/** More than these are chosen from a list. */
const MOST_BUTTONS = 9;

const withError = (message: string | undefined) => ({
  validateStatus: message ? ('error' as const) : undefined,
  help: message,
});

/** One key each: the outcomes are numbered as they stand. */
function Outcome({ log }: { log: Log }) {
  const t = useMessages(todayMessages);
  const id = useId();
  const outcomes = useOutcomes();
  const fault = log.faults.outcome ? t.outcomeNeeded : log.refusedAt('/outcome');
  const buttons = outcomes.length <= MOST_BUTTONS;
  const choose = (outcome: string) => {
    log.change({ outcome });
  };
  const digits = (event: KeyboardEvent) => {
    const one = /^[1-9]$/.test(event.key) ? outcomes[Number(event.key) - 1] : undefined;
    if (one && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      choose(one.key);
    }
  };
  return (
    <Form.Item
      label={t.outcome}
      htmlFor={buttons ? undefined : id}
      layout="vertical"
      required
      {...withError(fault)}
    >
      {buttons ? (
        <div onKeyDown={digits}>
          <Radio.Group
            className="log-outcomes"
            aria-label={t.outcome}
            optionType="button"
            value={log.entry.outcome}
            onChange={(event) => {
              choose(event.target.value as string);
            }}
          >
            {outcomes.map(({ key, label }, at) => (
              <Radio.Button key={key} value={key} autoFocus={at === 0}>
                <span className="log-digit" aria-hidden="true">
                  {at + 1}
                </span>
                {label}
              </Radio.Button>
            ))}
          </Radio.Group>
        </div>
      ) : (
        <Select
          id={id}
          autoFocus
          showSearch={{ optionFilterProp: 'label' }}
          value={log.entry.outcome}
          options={outcomes.map(({ key, label }) => ({ value: key, label }))}
          onChange={choose}
        />
      )}
    </Form.Item>
  );
}

/** Typed, or counted from the moment of dialling. */
function Duration({ log }: { log: Log }) {
  const t = useMessages(todayMessages);
  const { timer, entry, change } = log;
  const fault = log.faults.duration ? t.durationWrong : log.refusedAt('/durationSeconds');
  const counted = timer.since !== null && !entry.duration;
  return (
    <Form.Item label={t.duration} htmlFor="log-duration" layout="vertical" {...withError(fault)}>
      <span className="log-duration">
        <Input
          id="log-duration"
          className={counted && timer.running ? 'log-counting' : undefined}
          placeholder="3:20"
          inputMode="numeric"
          value={counted ? formatMinutes(timer.seconds) : entry.duration}
          onChange={(event) => {
            timer.clear();
            change({ duration: event.target.value });
          }}
        />
        <Button
          icon={timer.running ? <PauseCircleOutlined /> : <PlayCircleOutlined />}
          aria-label={timer.running ? t.stopTimer : t.startTimer}
          title={timer.running ? t.stopTimer : t.startTimer}
          onClick={() => {
            if (timer.running) {
              timer.stop();
            } else {
              change({ duration: '' });
              timer.start();
            }
          }}
        />
      </span>
    </Form.Item>
  );
}

/** What the chosen day already holds. */
function DayLoad({ on }: { on: string }) {
  const t = useMessages(todayMessages);
  const planned = useQuery({ ...plannedQuery(on, on), retry: false, placeholderData: undefined });
  const day = planned.data?.[0];
  return day ? (
    <span className={day.working ? 'log-load' : 'log-load log-off'}>
      {day.working ? t.dayLoad(day.due) : t.dayOff(day.due)}
    </span>
  ) : null;
}

function OwnStep({ log }: { log: Log }) {
  const t = useMessages(todayMessages);
  const locale = useLocale();
  const channels = useChannels();
  const today = todayIn();
  const { entry, change, bounds } = log;
  const dateFault = log.refusedAt('/dueOn');
  const purposeFault = log.faults.purpose ? t.purposeNeeded : log.refusedAt('/purpose');
  const first = bounds.earliest ?? today;
  const words =
    bounds.earliest && bounds.latest
      ? t.between(formatDate(locale, bounds.earliest), formatDate(locale, bounds.latest))
      : undefined;
  return (
    <div className="log-own">
      <Form.Item
        label={t.nextOn}
        htmlFor="next-on"
        layout="vertical"
        extra={dateFault ? words : <DayLoad on={entry.dueOn} />}
        {...withError(dateFault)}
      >
        <DatePicker
          id="next-on"
          allowClear={false}
          value={dayjs(entry.dueOn)}
          minDate={dayjs(first)}
          maxDate={bounds.latest ? dayjs(bounds.latest) : undefined}
          presets={[1, 3, 7, 14].map((days) => ({
            label: t.inDays(days),
            value: dayjs(addDays(today, days)),
          }))}
          onChange={(day) => {
            change({ dueOn: day?.format('YYYY-MM-DD') ?? entry.dueOn });
          }}
        />
      </Form.Item>
      <Form.Item label={t.nextChannel} htmlFor="next-channel" layout="vertical">
        <Select
          id="next-channel"
          value={entry.channel}
          options={channels.options.map(({ key, label }) => ({ value: key, label }))}
          onChange={(channel) => {
            change({ channel });
          }}
        />
      </Form.Item>
      <Form.Item
        className="log-wide"
        label={t.nextPurpose}
        htmlFor="next-purpose"
        layout="vertical"
        required
        {...withError(purposeFault)}
      >
        <Input
          id="next-purpose"
          value={entry.purpose}
          onChange={(event) => {
            change({ purpose: event.target.value });
          }}
        />
      </Form.Item>
    </div>
  );
}

function NextStep({ log }: { log: Log }) {
  const t = useMessages(todayMessages);
  const { entry, change } = log;
  return (
    <fieldset className="log-next">
      <legend>
        {t.next}
        {log.nextRequired && <small> {t.nextRequired}</small>}
      </legend>
      <Radio.Group
        value={entry.plan}
        aria-label={t.next}
        optionType="button"
        options={[
          { value: 'cadence', label: t.nextDefault },
          { value: 'own', label: t.nextOwn },
        ]}
        onChange={(event) => {
          change({ plan: event.target.value as 'cadence' | 'own' });
        }}
      />
      {entry.plan === 'own' && <OwnStep log={log} />}
    </fieldset>
  );
}

/** For which deal it counts: by itself for the only one, else for the one that is chosen. */
function CountsFor({ log }: { log: Log }) {
  const t = useMessages(todayMessages);
  const { subject } = log.item;
  const found = useQuery(countsForQuery(subject.object, subject.id)).data;
  const only = found?.countsFor;
  if (only) {
    const tasks = only.tasks.map((task) => task.label).join(t.listed);
    return tasks ? <p className="form-hint">{t.countsForOnly(only.name, tasks)}</p> : null;
  }
  const open = found?.open ?? [];
  const linked = open.filter((one) => one.link);
  if (open.length < 2) {
    return null;
  }
  return linked.length === 0 ? (
    <p className="form-hint">{t.countsForNone(open.length)}</p>
  ) : (
    <Form.Item
      label={t.countsFor}
      htmlFor="log-counts-for"
      layout="vertical"
      extra={t.countsForHint(open.length)}
      {...withError(log.refusedAt('/countsFor'))}
    >
      <Select
        id="log-counts-for"
        allowClear
        value={log.entry.countsFor?.id}
        options={linked.map((one) => ({
          value: one.id,
          label: one.stage ? `${one.name} · ${one.stage.label}` : one.name,
        }))}
        onChange={(id: string | undefined) => {
          const one = linked.find((each) => each.id === id);
          log.change({ countsFor: one && { object: one.object, id: one.id } });
        }}
      />
    </Form.Item>
  );
}

/** Outcome, length, note and the next step: all there is to say of a contact. */
export function LogFields({ log }: { log: Log }) {
  const t = useMessages(todayMessages);
  const channels = useChannels();
  const { entry, change } = log;
  return (
    <>
      <ProblemAlert
        error={log.error}
        shownFields={['activity', 'next', 'outcome', 'durationSeconds', 'dueOn', 'purpose', 'countsFor']}
      />
      <Outcome log={log} />
      <div className="log-own">
        <Form.Item label={t.kind} htmlFor="log-kind" layout="vertical">
          <Select
            id="log-kind"
            value={entry.kind}
            options={channels.options.map(({ key, label }) => ({ value: key, label }))}
            onChange={(kind) => {
              change({ kind });
            }}
          />
        </Form.Item>
        <Duration log={log} />
      </div>
      <Form.Item label={t.note} htmlFor="log-note" layout="vertical" {...withError(log.refusedAt('/note'))}>
        <Input.TextArea
          id="log-note"
          placeholder={t.notePlaceholder}
          autoSize={{ minRows: 3, maxRows: 8 }}
          value={entry.note}
          onChange={(event) => {
            change({ note: event.target.value });
          }}
        />
      </Form.Item>
      <CountsFor log={log} />
      <NextStep log={log} />
    </>
  );
}
