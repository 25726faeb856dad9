import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useMessages } from '~/i18n';
import { onSaveKeys, partMessages } from '~/parts';
import { FailureAlert } from './FailureAlert';
import { studioMessages } from './messages';
import type { Studio } from './useStudio';

interface PublishDialogProps {
  studio: Studio;
  onPublished: (version: number) => void;
  onClose: () => void;
}

export function PublishDialog({ studio, onPublished, onClose }: PublishDialogProps) {
  const t = useMessages(studioMessages);
  const parts = useMessages(partMessages);
  const [note, setNote] = useState('');
  const publish = () => {
    studio.publishing.mutate(note.trim(), {
      onSuccess: ({ version }) => {
        onPublished(version);
      },
    });
  };
  return (
    <Modal
      open
      title={t.publishTitle}
      okText={t.publish}
      cancelText={parts.cancel}
      confirmLoading={studio.publishing.isPending}
      onOk={publish}
      onCancel={onClose}
    >
      <div onKeyDown={onSaveKeys(publish)}>
        <p>{t.publishHint}</p>
        <FailureAlert
          error={studio.publishing.error}
          onReload={() => {
            onClose();
            void studio.discard();
          }}
          onStartOver={() => {
            onClose();
            void studio.startOver();
          }}
        />
        <Form.Item layout="vertical" label={t.note} htmlFor="publish-note">
          <Input.TextArea
            id="publish-note"
            autoFocus
            placeholder={t.notePlaceholder}
            autoSize={{ minRows: 2 }}
            value={note}
            onChange={(event) => {
              setNote(event.target.value);
            }}
          />
        </Form.Item>
      </div>
    </Modal>
  );
}
