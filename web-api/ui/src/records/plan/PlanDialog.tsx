import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, DatePicker, Form, Input, Modal, Select } from 'antd';
import dayjs from 'dayjs';
import { useId, useState } from 'react';
import {
  asProblem,
  membersQuery,
  meQuery,
  objectQuery,
  objectsQuery,
  planItem,
  type Reference,
  type Wanted,
} from '~/api';
import { addDays, formatDate, todayIn, useLocale, useMessages } from '~/i18n';
import { onSaveKeys, partMessages, ProblemAlert } from '~/parts';
import { LookupSelect } from '../LookupSelect';
import { MemberSelect } from '../MemberSelect';
import { fieldByKey } from '../wire';
import { assignees } from './assignees';
import { planMessages } from './messages';

/** What is followed up, with the record's owner where that is known. */
export interface Subject extends Reference {
  object: string;
  ownerId?: string | null;
}

interface PlanDialogProps {
  /** The record it is about; chosen in the dialog where absent. */
  subject?: Subject;
  dueOn?: string;
  /** On whose list it comes, where that was chosen already. */
  owner?: Reference;
  onClose: () => void;
}

const withError = (message: string | undefined) => ({
  validateStatus: message ? ('error' as const) : undefined,
  help: message,
});

const atFields = ['subject', 'dueOn', 'channel', 'purpose', 'ownerId'];

/** Which record, by its kind and its name. */
function SubjectFields({
  value,
  fault,
  onChange,
}: {
  value: Subject | null;
  fault: string | undefined;
  onChange: (subject: Subject | null) => void;
}) {
  const t = useMessages(planMessages);
  const id = useId();
  const objects = useQuery(objectsQuery());
  const offered = (objects.data ?? []).filter((one) => !one.about);
  const [chosen, choose] = useState<string | null>(null);
  const object = chosen ?? offered.find((one) => one.key === 'customer')?.key ?? offered[0]?.key;
  return (
    <div className="plan-pair">
      <Form.Item label={t.what} htmlFor={`${id}-object`} layout="vertical">
        <Select
          id={`${id}-object`}
          value={object}
          options={offered.map(({ key, label }) => ({ value: key, label }))}
          onChange={(next: string) => {
            choose(next);
            onChange(null);
          }}
        />
      </Form.Item>
      <Form.Item label={t.record} htmlFor={`${id}-record`} layout="vertical" required {...withError(fault)}>
        {object && (
          <LookupSelect
            key={object}
            id={`${id}-record`}
            autoFocus
            target={object}
            value={value}
            onChange={(record) => {
              onChange(record && { ...record, object });
            }}
          />
        )}
      </Form.Item>
    </div>
  );
}

/** Sends it, and tells whose day it stands on. */
function usePlanning(onClose: () => void) {
  const t = useMessages(planMessages);
  const locale = useLocale();
  const { message } = App.useApp();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ wanted }: { wanted: Wanted; name: string; whose: string | null }) => planItem(wanted),
    onSuccess: async ({ dueOn }, { name, whose }) => {
      const day = formatDate(locale, dueOn);
      void message.success(whose ? t.plannedFor(name, day, whose) : t.planned(name, day));
      onClose();
      await queries.invalidateQueries({ queryKey: ['worklist'] });
      void queries.invalidateQueries({
        predicate: ({ queryKey: [what, object, part] }) =>
          what === 'records' && (object === 'follow_up' || part === 'timeline'),
      });
    },
  });
}

/** Plans a follow-up by hand. What the server refuses is told at its field. */
export function PlanDialog({ subject, dueOn, owner, onClose }: PlanDialogProps) {
  const t = useMessages(planMessages);
  const parts = useMessages(partMessages);
  const id = useId();
  const me = useQuery(meQuery());
  const members = useQuery(membersQuery());
  const followUp = useQuery(objectQuery('follow_up'));
  const planning = usePlanning(onClose);
  const today = todayIn();
  const [about, choose] = useState<Subject | null>(subject ?? null);
  const [day, setDay] = useState(dueOn ?? addDays(today, 1));
  const [channel, setChannel] = useState<string | null>(null);
  const [purpose, setPurpose] = useState('');
  const [whose, assign] = useState<Reference | null>(owner ?? null);
  const [tried, setTried] = useState(false);
  const own = me.data?.member.id;
  const may = assignees(me.data, members.data ?? [], about?.ownerId);
  const channels = (followUp.data && fieldByKey(followUp.data, 'channel')?.options) ?? [];
  const by = channel ?? channels.find(({ key }) => key === 'call')?.key ?? channels[0]?.key;
  const most = followUp.data && fieldByKey(followUp.data, 'purpose')?.maxLength;
  const save = () => {
    setTried(true);
    if (about && by && !planning.isPending) {
      const another = whose && whose.id !== own ? whose : null;
      planning.mutate({
        wanted: {
          subject: { object: about.object, id: about.id },
          dueOn: day,
          channel: by,
          ...(purpose.trim() ? { purpose: purpose.trim() } : {}),
          ...(another ? { ownerId: another.id } : {}),
        },
        name: about.name,
        whose: another?.name ?? null,
      });
    }
  };
  const problem = asProblem(planning.error);
  const refused = (field: string) => problem?.messagesAt(field).join(' ') || undefined;
  return (
    <Modal
      open
      title={subject ? t.planFor(subject.name) : t.plan}
      okText={t.plan}
      cancelText={parts.cancel}
      confirmLoading={planning.isPending}
      onOk={save}
      onCancel={onClose}
    >
      <div onKeyDown={onSaveKeys(save)} className="plan">
        <ProblemAlert error={planning.error} shownFields={subject ? atFields.slice(1) : atFields} />
        {!subject && (
          <SubjectFields
            value={about}
            fault={tried && !about ? t.recordNeeded : refused('subject')}
            onChange={choose}
          />
        )}
        <div className="plan-pair">
          <Form.Item label={t.dueOn} htmlFor={`${id}-due`} layout="vertical" {...withError(refused('dueOn'))}>
            <DatePicker
              id={`${id}-due`}
              allowClear={false}
              value={dayjs(day)}
              minDate={dayjs(problem?.body.earliest ?? today)}
              presets={[1, 3, 7, 14].map((days) => ({
                label: t.inDays(days),
                value: dayjs(addDays(today, days)),
              }))}
              onChange={(next) => {
                setDay(next?.format('YYYY-MM-DD') ?? day);
              }}
            />
          </Form.Item>
          <Form.Item
            label={t.channel}
            htmlFor={`${id}-channel`}
            layout="vertical"
            {...withError(refused('channel'))}
          >
            <Select
              id={`${id}-channel`}
              value={by}
              loading={followUp.isPending}
              options={channels.map(({ key, label }) => ({ value: key, label }))}
              onChange={setChannel}
            />
          </Form.Item>
        </div>
        <Form.Item
          label={t.purpose}
          htmlFor={`${id}-purpose`}
          layout="vertical"
          {...withError(refused('purpose'))}
        >
          <Input
            id={`${id}-purpose`}
            autoFocus={subject !== undefined}
            maxLength={most ?? undefined}
            placeholder={t.purposeHint}
            value={purpose}
            onChange={(event) => {
              setPurpose(event.target.value);
            }}
          />
        </Form.Item>
        {may.size > 1 && (
          <Form.Item
            label={t.whose}
            htmlFor={`${id}-whose`}
            layout="vertical"
            {...withError(refused('ownerId'))}
          >
            <MemberSelect
              id={`${id}-whose`}
              among={may}
              value={whose ?? (me.data ? { id: me.data.member.id, name: me.data.member.name } : null)}
              onChange={assign}
            />
          </Form.Item>
        )}
      </div>
    </Modal>
  );
}
