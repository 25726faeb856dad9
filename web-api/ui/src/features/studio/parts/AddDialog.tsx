import { Form, Input, Modal, Select } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import type { Label } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { onSaveKeys, partMessages } from '~/parts';
import { emptyLabel, keyFault, suggestKey } from '../core/words';
import { studioMessages } from '../messages';
import type { Choice } from './controls';
import { KeyRow } from './KeyRow';
import { Row } from './Row';

export interface Named {
  key: string;
  label: Label;
  kind?: string;
}

interface AddDialogProps {
  title: string;
  taken: readonly string[];
  /** The stem of a key whose name gives none: a Chinese one. */
  stem: string;
  /** A choice beside the name: the field's type, the object of a cadence. */
  kinds?: {
    label: string;
    options: readonly (Choice | { label: string; options: Choice[] })[];
    first?: string;
  };
  children?: ReactNode;
  onAdd: (named: Named) => void;
  onClose: () => void;
}

/** Asks for a new part's name; the key follows the name until it is chosen. */
export function AddDialog({ title, taken, stem, kinds, children, onAdd, onClose }: AddDialogProps) {
  const t = useMessages(studioMessages);
  const parts = useMessages(partMessages);
  const id = useId();
  const reading = useLocale();
  const [label, setLabel] = useState<Label>(emptyLabel);
  const [own, setOwn] = useState<string | null>(null);
  const [kind, setKind] = useState(kinds?.first);
  const key = own ?? suggestKey(label.en ?? '', taken, stem);
  const named = Object.values(label).some((text) => text.trim() !== '');
  const ready = named && keyFault(key, taken) === null && (!kinds || kind !== undefined);
  const add = () => {
    if (ready) {
      const any = label['zh-CN']?.trim() || label.en?.trim() || '';
      onAdd({ key, kind, label: { 'zh-CN': label['zh-CN']?.trim() || any, en: label.en?.trim() || any } });
    }
  };
  const languages = reading === 'en' ? (['en', 'zh-CN'] as const) : (['zh-CN', 'en'] as const);
  return (
    <Modal
      open
      title={title}
      okText={t.add}
      cancelText={parts.cancel}
      okButtonProps={{ disabled: !ready }}
      onOk={add}
      onCancel={onClose}
    >
      <div onKeyDown={onSaveKeys(add)}>
        {languages.map((locale, at) => (
          <Row
            key={locale}
            label={locale === 'en' ? t.labelEn : t.labelZh}
            id={`${id}-${locale}`}
            required={at === 0}
          >
            <Input
              id={`${id}-${locale}`}
              lang={locale}
              autoFocus={at === 0}
              value={label[locale] ?? ''}
              onChange={(event) => {
                setLabel({ ...label, [locale]: event.target.value });
              }}
              onPressEnter={add}
            />
          </Row>
        ))}
        {kinds && (
          <Form.Item layout="vertical" label={kinds.label} htmlFor={`${id}-kind`} required>
            <Select
              id={`${id}-kind`}
              showSearch={{ optionFilterProp: 'label' }}
              value={kind}
              options={[...kinds.options]}
              onChange={setKind}
            />
          </Form.Item>
        )}
        {children}
        <KeyRow value={key} taken={taken} fresh raw onChange={setOwn} />
      </div>
    </Modal>
  );
}
