import { Alert, Form, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import { useLocale, useMessages } from '~/i18n';
import { partMessages } from '~/parts';
import { placeOf } from '../core/places';
import { useStudio } from '../core/Studio';
import type { Use } from '../core/uses';
import { studioMessages } from '../messages';

interface RemoveDialogProps {
  title: string;
  /** What is kept and what is lost. */
  hint: string;
  uses: readonly Use[];
  /** What must be typed, where the removal is a large one. */
  confirm?: string;
  okText: string;
  onRemove: () => void;
  onClose: () => void;
}

function Uses({ of, onGo }: { of: readonly Use[]; onGo: () => void }) {
  const locale = useLocale();
  const { definition } = useStudio();
  return (
    <ul className="uses">
      {of.map((use) => {
        const place = placeOf(use.pointer, definition, locale);
        const words = place?.words.join(' › ') || use.name;
        return (
          <li key={use.pointer}>
            {place ? (
              <Link to={place.to} onClick={onGo}>
                {words}
              </Link>
            ) : (
              words
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Where is this used: shown before every removal. What would break must be changed first. */
export function RemoveDialog(props: RemoveDialogProps) {
  const { title, hint, uses, confirm, okText, onRemove, onClose } = props;
  const t = useMessages(studioMessages);
  const parts = useMessages(partMessages);
  const id = useId();
  const [typed, type] = useState('');
  const firm = uses.filter((use) => !use.loose);
  const loose = uses.filter((use) => use.loose);
  return (
    <Modal
      open
      title={title}
      okText={okText}
      okButtonProps={{
        danger: true,
        disabled: firm.length > 0 || (confirm !== undefined && typed !== confirm),
      }}
      cancelText={parts.cancel}
      onOk={onRemove}
      onCancel={onClose}
    >
      <p>{hint}</p>
      {uses.length === 0 && <p className="form-hint">{t.usedNowhere}</p>}
      {firm.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className="problem-alert"
          title={t.usedFirmly}
          description={<Uses of={firm} onGo={onClose} />}
        />
      )}
      {loose.length > 0 && (
        <>
          <p className="form-hint">{t.usedLoosely}</p>
          <Uses of={loose} onGo={onClose} />
        </>
      )}
      {confirm !== undefined && firm.length === 0 && (
        <Form.Item layout="vertical" label={t.typeToConfirm(confirm)} htmlFor={id}>
          <Input
            id={id}
            value={typed}
            onChange={(event) => {
              type(event.target.value);
            }}
          />
        </Form.Item>
      )}
    </Modal>
  );
}
