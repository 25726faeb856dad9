import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, DatePicker, Form, Input, Modal } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { asProblem, moveItem, type WorklistItem } from '~/api';
import { addDays, formatDate, todayIn, useLocale, useMessages } from '~/i18n';
import { onSaveKeys, partMessages, ProblemAlert } from '~/parts';
import { todayMessages } from './messages';

interface ReasonDialogProps {
  verb: 'snooze' | 'cancel';
  item: Pick<WorklistItem, 'id' | 'subject' | 'movedTimes' | 'version'>;
  /** The day it is moved to, where one was chosen already. */
  day?: string;
  onDone?: () => void;
  onClose: () => void;
}

/** Putting an item off, or dropping it: never without a reason. */
export function ReasonDialog({ verb, item, day, onDone, onClose }: ReasonDialogProps) {
  const t = useMessages(todayMessages);
  const parts = useMessages(partMessages);
  const locale = useLocale();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [until, setUntil] = useState(day ?? addDays(todayIn(), 1));
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [seen, setSeen] = useState(item.version);
  const name = item.subject.name;
  const saving = useMutation({
    mutationFn: () =>
      moveItem(item.id, verb, { reason: reason.trim(), ...(verb === 'snooze' ? { until } : {}) }, seen),
    onSuccess: async () => {
      void message.success(
        verb === 'snooze' ? t.snoozed(name, formatDate(locale, until)) : t.cancelled(name),
      );
      onClose();
      onDone?.();
      await queries.invalidateQueries({ queryKey: ['worklist'] });
    },
    onError: (failure) => {
      const conflict = asProblem(failure)?.body.conflict;
      if (conflict) {
        // Who was told may go on from what stands now.
        setSeen(conflict.version);
        void queries.invalidateQueries({ queryKey: ['worklist'] });
      }
    },
  });
  const save = () => {
    setTried(true);
    if (reason.trim() && !saving.isPending) {
      saving.mutate();
    }
  };
  const problem = asProblem(saving.error);
  const untilFault = problem?.errors
    .filter((error) => error.pointer.endsWith('/until'))
    .map((error) => error.message)
    .join(' ');
  const today = todayIn();
  const first = problem?.body.earliest ?? addDays(today, 1);
  const last = problem?.body.latest;
  const lacking = tried && !reason.trim();
  return (
    <Modal
      open
      title={verb === 'snooze' ? t.snoozeTitle(name) : t.cancelTitle(name)}
      okText={verb === 'snooze' ? t.confirmSnooze : t.confirmCancel}
      cancelText={parts.close}
      okButtonProps={{ danger: verb === 'cancel' }}
      confirmLoading={saving.isPending}
      onOk={save}
      onCancel={onClose}
    >
      <div onKeyDown={onSaveKeys(save)}>
        <ProblemAlert error={saving.error} shownFields={['until']} />
        {verb === 'snooze' && (item.movedTimes ?? 0) > 0 && (
          <p className="form-hint">{t.movedTimes(item.movedTimes ?? 0)}</p>
        )}
        {verb === 'snooze' && (
          <Form.Item
            label={t.until}
            htmlFor="snooze-until"
            layout="vertical"
            validateStatus={untilFault ? 'error' : undefined}
            help={untilFault || undefined}
          >
            <DatePicker
              id="snooze-until"
              allowClear={false}
              value={dayjs(until)}
              minDate={dayjs(first)}
              maxDate={last ? dayjs(last) : undefined}
              onChange={(day) => {
                setUntil(day?.format('YYYY-MM-DD') ?? until);
              }}
            />
          </Form.Item>
        )}
        <Form.Item
          label={t.reason}
          htmlFor="reason"
          layout="vertical"
          required
          validateStatus={lacking ? 'error' : undefined}
          help={lacking ? t.reasonNeeded : undefined}
        >
          <Input.TextArea
            id="reason"
            autoFocus
            autoSize={{ minRows: 2 }}
            value={reason}
            onChange={(event) => {
              setReason(event.target.value);
            }}
          />
        </Form.Item>
      </div>
    </Modal>
  );
}
