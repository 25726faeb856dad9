import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { api, type ObjectView, type PoolView, recordPath, type RecordView } from '~/api';
import { useMessages } from '~/i18n';
import { onSaveKeys, ProblemAlert } from '~/parts';
import { recordName } from '../wire';
import { poolMessages } from './messages';

interface ReleaseDialogProps {
  object: ObjectView;
  record: RecordView;
  pool: PoolView;
  onClose: () => void;
}

/** Gives a record back for others to claim, with a reason. */
export function ReleaseDialog({ object, record, pool, onClose }: ReleaseDialogProps) {
  const t = useMessages(poolMessages);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const name = recordName(object, record);
  const releasing = useMutation({
    mutationFn: () =>
      api.post<RecordView>(`${recordPath(object.key, record.id)}/release`, {
        pool: pool.key,
        reason: reason.trim(),
      }),
    onSuccess: async () => {
      void message.success(t.released(name));
      onClose();
      await queries.invalidateQueries({ queryKey: ['records', object.key] });
      await queries.invalidateQueries({ queryKey: ['pools'] });
    },
  });
  const release = () => {
    if (reason.trim() && !releasing.isPending) {
      releasing.mutate();
    }
  };
  return (
    <Modal
      open
      title={t.releaseTitle(name, pool.label)}
      okText={t.release}
      okButtonProps={{ disabled: !reason.trim(), loading: releasing.isPending }}
      onOk={release}
      onCancel={onClose}
    >
      <div onKeyDown={onSaveKeys(release)}>
        <ProblemAlert error={releasing.error} />
        <p>
          {t.releaseHint} {pool.coolOffDays ? t.releaseCoolOff(pool.coolOffDays) : ''}
        </p>
        <Form.Item layout="vertical" label={t.reason} htmlFor="release-reason" required>
          <Input.TextArea
            id="release-reason"
            autoFocus
            maxLength={500}
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
