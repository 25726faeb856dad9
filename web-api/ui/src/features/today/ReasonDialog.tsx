import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, DatePicker, Form, Input, Modal } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { api, meQuery, type WorklistItem } from '~/api';
import { addDays, formatDate, todayIn, useLocale, useMessages } from '~/i18n';
import { onSaveKeys, partMessages, ProblemAlert } from '~/parts';
import { todayMessages } from './messages';

interface ReasonDialogProps {
  verb: 'snooze' | 'cancel';
  item: WorklistItem;
  onClose: () => void;
}

/** Putting an item off, or dropping it: never without a reason. */
export function ReasonDialog({ verb, item, onClose }: ReasonDialogProps) {
  const t = useMessages(todayMessages);
  const parts = useMessages(partMessages);
  const locale = useLocale();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const me = useQuery(meQuery());
  const [until, setUntil] = useState(addDays(todayIn(me.data?.tenant.timeZone), 1));
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const name = item.subject.name;
  const saving = useMutation({
    mutationFn: () =>
      api.post(`/api/v1/worklist/${item.id}/${verb}`, {
        reason: reason.trim(),
        ...(verb === 'snooze' ? { until } : {}),
      }),
    onSuccess: async () => {
      void message.success(
        verb === 'snooze' ? t.snoozed(name, formatDate(locale, until)) : t.cancelled(name),
      );
      onClose();
      await queries.invalidateQueries({ queryKey: ['worklist'] });
    },
  });
  const save = () => {
    setTried(true);
    if (reason.trim() && !saving.isPending) {
      saving.mutate();
    }
  };
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
        <ProblemAlert error={saving.error} />
        {verb === 'snooze' && (
          <Form.Item label={t.until} htmlFor="snooze-until" layout="vertical">
            <DatePicker
              id="snooze-until"
              allowClear={false}
              value={dayjs(until)}
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
