import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { dismissCall, type UnknownCall } from '~/api';
import { useMessages } from '~/i18n';
import { onSaveKeys, partMessages, ProblemAlert } from '~/parts';
import { callMessages } from './messages';

/** Says that a call does not matter: never without a reason. */
export function DismissDialog({ call, onClose }: { call: UnknownCall; onClose: () => void }) {
  const t = useMessages(callMessages);
  const parts = useMessages(partMessages);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const saving = useMutation({
    mutationFn: () => dismissCall(call.id, reason.trim()),
    onSuccess: () => {
      void message.success(t.dismissed);
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['calls'] }),
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
      title={t.dismissTitle(call.number)}
      okText={t.dismiss}
      cancelText={parts.cancel}
      okButtonProps={{ danger: true }}
      confirmLoading={saving.isPending}
      onOk={save}
      onCancel={onClose}
    >
      <ProblemAlert error={saving.error} shownFields={['reason']} />
      <Form.Item
        layout="vertical"
        label={t.reason}
        htmlFor="call-reason"
        required
        validateStatus={lacking ? 'error' : undefined}
        help={lacking ? t.reasonNeeded : undefined}
      >
        <Input.TextArea
          id="call-reason"
          autoFocus
          autoSize={{ minRows: 2 }}
          maxLength={1000}
          value={reason}
          onKeyDown={onSaveKeys(save)}
          onChange={(event) => {
            setReason(event.target.value);
          }}
        />
      </Form.Item>
    </Modal>
  );
}
