import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, DatePicker, Drawer, Form, Input, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { api, asProblem, type Completion, meQuery, type WorklistItem } from '~/api';
import { addDays, formatDate, parseMinutes, todayIn, useLocale, useMessages } from '~/i18n';
import { onSaveKeys, partMessages, ProblemAlert, useIsNarrow } from '~/parts';
import { useChannels, useOutcomes } from './channels';
import { todayMessages } from './messages';

interface Entry {
  kind: string;
  outcome: string | undefined;
  duration: string;
  note: string;
  plan: 'cadence' | 'own';
  dueOn: string;
  channel: string;
  purpose: string;
}

type Faults = Partial<Record<'outcome' | 'duration' | 'purpose', true>>;

function faultsOf(entry: Entry, outcomesKnown: boolean): Faults {
  return {
    ...(outcomesKnown && !entry.outcome ? { outcome: true } : {}),
    ...(entry.duration && parseMinutes(entry.duration) === null ? { duration: true } : {}),
    ...(entry.plan === 'own' && !entry.purpose.trim() ? { purpose: true } : {}),
  };
}

/** What is sent: the call began as long ago as it lasted. */
export function completionOf(entry: Entry, now: Date): Completion {
  const seconds = entry.duration ? (parseMinutes(entry.duration) ?? 0) : undefined;
  const startedAt = new Date(now.getTime() - (seconds ?? 0) * 1000).toISOString();
  return {
    activity: {
      kind: entry.kind,
      ...(entry.outcome ? { outcome: entry.outcome } : {}),
      ...(seconds === undefined ? {} : { durationSeconds: seconds }),
      ...(entry.note.trim() ? { note: entry.note.trim() } : {}),
      startedAt: `${startedAt.slice(0, 19)}Z`,
    },
    ...(entry.plan === 'own'
      ? { next: { dueOn: entry.dueOn, channel: entry.channel, purpose: entry.purpose.trim() } }
      : {}),
  };
}

function NextStep({
  entry,
  change,
  faults,
}: {
  entry: Entry;
  change: (part: Partial<Entry>) => void;
  faults: Faults;
}) {
  const t = useMessages(todayMessages);
  const channels = useChannels();
  return (
    <fieldset className="log-next">
      <legend>{t.next}</legend>
      <Radio.Group
        value={entry.plan}
        optionType="button"
        options={[
          { value: 'cadence', label: t.nextDefault },
          { value: 'own', label: t.nextOwn },
        ]}
        onChange={(event) => {
          change({ plan: event.target.value as Entry['plan'] });
        }}
      />
      {entry.plan === 'own' && (
        <div className="log-own">
          <Form.Item label={t.nextOn} htmlFor="next-on" layout="vertical">
            <DatePicker
              id="next-on"
              allowClear={false}
              value={dayjs(entry.dueOn)}
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
            validateStatus={faults.purpose && 'error'}
            help={faults.purpose && t.purposeNeeded}
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
      )}
    </fieldset>
  );
}

/** The log of one contact: outcome, length, note and the next step. */
export function LogForm({ item, onClose }: { item: WorklistItem; onClose: () => void }) {
  const t = useMessages(todayMessages);
  const parts = useMessages(partMessages);
  const locale = useLocale();
  const narrow = useIsNarrow();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const channels = useChannels();
  const outcomes = useOutcomes();
  const me = useQuery(meQuery());
  const [tried, setTried] = useState(false);
  const [entry, setEntry] = useState<Entry>(() => ({
    kind: item.channel,
    outcome: undefined,
    duration: '',
    note: '',
    plan: 'cadence',
    dueOn: addDays(todayIn(me.data?.tenant.timeZone), 3),
    channel: item.channel,
    purpose: item.purpose ?? '',
  }));
  const change = (part: Partial<Entry>) => {
    setEntry((before) => ({ ...before, ...part }));
  };
  const faults = tried ? faultsOf(entry, outcomes.length > 0) : {};
  const saving = useMutation({
    mutationFn: (completion: Completion) =>
      api.post<{ next: WorklistItem | null }>(`/api/v1/worklist/${item.id}/complete`, completion),
    onSuccess: async ({ next }) => {
      const then = next ? t.nextPlanned(formatDate(locale, next.dueOn)) : t.noNext;
      void message.success(`${t.logged(item.subject.name)} · ${then}`);
      onClose();
      await queries.invalidateQueries({ queryKey: ['worklist'] });
    },
  });
  const save = () => {
    setTried(true);
    if (!saving.isPending && Object.keys(faultsOf(entry, outcomes.length > 0)).length === 0) {
      saving.mutate(completionOf(entry, new Date()));
    }
  };
  const refused = (pointer: string) =>
    asProblem(saving.error)
      ?.errors.filter((error) => error.pointer.endsWith(pointer))
      .map((error) => error.message)
      .join(' ');
  const durationFault = faults.duration ? t.durationWrong : refused('/durationSeconds');
  const outcomeFault = faults.outcome ? t.outcomeNeeded : refused('/outcome');

  return (
    <Drawer
      open
      title={t.log(item.subject.name)}
      placement={narrow ? 'bottom' : 'right'}
      size={narrow ? '88dvh' : 460}
      onClose={onClose}
      footer={
        <div className="log-foot">
          <span>{t.shortcut}</span>
          <Button onClick={onClose}>{parts.cancel}</Button>
          <Button type="primary" loading={saving.isPending} onClick={save}>
            {parts.save}
          </Button>
        </div>
      }
    >
      <div onKeyDown={onSaveKeys(save)} className="log">
        <ProblemAlert error={saving.error} />
        {item.purpose && <p className="log-purpose">{item.purpose}</p>}
        <Form.Item
          label={t.outcome}
          htmlFor="log-outcome"
          layout="vertical"
          required
          validateStatus={outcomeFault ? 'error' : undefined}
          help={outcomeFault}
        >
          <Select
            id="log-outcome"
            autoFocus
            value={entry.outcome}
            options={outcomes.map(({ key, label }) => ({ value: key, label }))}
            onChange={(outcome: string) => {
              change({ outcome });
            }}
          />
        </Form.Item>
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
          <Form.Item
            label={t.duration}
            htmlFor="log-duration"
            layout="vertical"
            validateStatus={durationFault ? 'error' : undefined}
            help={durationFault}
          >
            <Input
              id="log-duration"
              placeholder="3:20"
              value={entry.duration}
              onChange={(event) => {
                change({ duration: event.target.value });
              }}
            />
          </Form.Item>
        </div>
        <Form.Item label={t.note} htmlFor="log-note" layout="vertical">
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
        <NextStep entry={entry} change={change} faults={faults} />
      </div>
    </Drawer>
  );
}
