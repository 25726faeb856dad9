import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Form, Modal, Select } from 'antd';
import { useState } from 'react';
import { assignCall, objectsQuery, type Reference, type UnknownCall } from '~/api';
import { useMessages } from '~/i18n';
import { partMessages, ProblemAlert } from '~/parts';
import { LookupSelect } from '~/records';
import { callMessages } from './messages';

/** Says whose number it was. */
export function AssignDialog({ call, onClose }: { call: UnknownCall; onClose: () => void }) {
  const t = useMessages(callMessages);
  const parts = useMessages(partMessages);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const objects = useQuery(objectsQuery());
  const offered = (objects.data ?? []).filter(
    (one) => !one.about && !['activity', 'follow_up'].includes(one.key),
  );
  const [chosen, choose] = useState<string | null>(null);
  const [record, pick] = useState<Reference | null>(null);
  const [tried, setTried] = useState(false);
  const object = chosen ?? offered.find((one) => one.key === 'customer')?.key ?? offered[0]?.key;
  const saving = useMutation({
    mutationFn: (to: Reference) => assignCall(call.id, object ?? '', to.id),
    onSuccess: (answer, to) => {
      void message.success(t.assigned(answer.subject?.name ?? to.name));
      onClose();
    },
    onSettled: () =>
      Promise.all(
        [['calls'], ['worklist'], ['records']].map((queryKey) =>
          queries.invalidateQueries({ queryKey, refetchType: 'active' }),
        ),
      ),
  });
  const lacking = tried && !record;
  return (
    <Modal
      open
      title={t.assignTitle(call.number)}
      okText={t.assign}
      cancelText={parts.cancel}
      confirmLoading={saving.isPending}
      onOk={() => {
        setTried(true);
        if (record && !saving.isPending) {
          saving.mutate(record);
        }
      }}
      onCancel={onClose}
    >
      <ProblemAlert error={saving.error} />
      <Form.Item layout="vertical" label={t.object} htmlFor="call-object">
        <Select
          id="call-object"
          aria-label={t.object}
          className="value-select"
          value={object}
          options={offered.map((one) => ({ value: one.key, label: one.label }))}
          onChange={(key) => {
            choose(key);
            pick(null);
          }}
        />
      </Form.Item>
      <Form.Item
        layout="vertical"
        label={t.record}
        htmlFor="call-record"
        required
        validateStatus={lacking ? 'error' : undefined}
        help={lacking ? t.recordNeeded : t.assignHint}
      >
        {object && (
          <LookupSelect
            id="call-record"
            aria-label={t.record}
            target={object}
            value={record}
            onChange={pick}
          />
        )}
      </Form.Item>
    </Modal>
  );
}
