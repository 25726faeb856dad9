import { useQuery } from '@tanstack/react-query';
import { Form, Modal, Radio, Skeleton } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import {
  duplicatesQuery,
  type DuplicateMatch,
  type ObjectView,
  type RecordView,
  type Reference,
} from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { LoadFailed, partMessages } from '~/parts';
import { LookupSelect } from '../LookupSelect';
import { fieldByKey, recordName } from '../wire';
import './merge.css';
import { MergeDialog } from './MergeDialog';
import { mergeMessages } from './messages';

interface MergeWithProps {
  object: ObjectView;
  record: RecordView;
  onClose: () => void;
}

interface Suspect extends Reference {
  owner?: string;
  fields: Set<string>;
}

/** Those of the object that the reader sees, once each, with all in which they agree. */
function suspectsOf(object: ObjectView, id: string, matches: readonly DuplicateMatch[]): Suspect[] {
  const found = new Map<string, Suspect>();
  matches.forEach(({ object: key, record, fields }) => {
    if (key === object.key && record?.id && record.id !== id) {
      const before = found.get(record.id);
      found.set(record.id, {
        id: record.id,
        name: record.name,
        owner: record.owner?.name,
        fields: new Set([...(before?.fields ?? []), ...fields]),
      });
    }
  });
  return [...found.values()];
}

/** Which other record stands for the same: those that the rules find, or any other; then the two are merged. */
export function MergeWith({ object, record, onClose }: MergeWithProps) {
  const t = useMessages(mergeMessages);
  const parts = useMessages(partMessages);
  const locale = useLocale();
  const navigate = useNavigate();
  const found = useQuery(duplicatesQuery(object.key, record.id));
  const [other, choose] = useState<Reference | null>(null);
  const [merging, merge] = useState(false);
  const suspects = suspectsOf(object, record.id, found.data ?? []);
  const itself = other?.id === record.id;
  if (merging && other) {
    return (
      <MergeDialog
        object={object}
        ids={[record.id, other.id]}
        onMerged={({ id }) => {
          onClose();
          void navigate(`/o/${object.key}/${id}`);
        }}
        onClose={onClose}
      />
    );
  }
  const about = ({ owner, fields }: Suspect) => {
    const labels = [...fields].map((key) => fieldByKey(object, key)?.label ?? key);
    const same = labels.length > 0 ? t.same(labels.join(locale === 'en' ? ', ' : '、')) : '';
    return [owner ? t.owner(owner) : t.noOwner, same].filter(Boolean).join(' · ');
  };
  return (
    <Modal
      open
      title={t.withTitle(recordName(object, record))}
      okText={t.next}
      cancelText={parts.cancel}
      okButtonProps={{ disabled: !other || itself }}
      onOk={() => {
        merge(true);
      }}
      onCancel={onClose}
      width={560}
    >
      <div className="merge">
        <p>{t.withHint}</p>
        {found.isError && <LoadFailed error={found.error} retry={() => void found.refetch()} />}
        {found.isPending && <Skeleton active title={false} />}
        {found.isSuccess && suspects.length === 0 && <p>{t.noSuspects}</p>}
        {suspects.length > 0 && (
          <fieldset>
            <legend>{t.suspects}</legend>
            <Radio.Group
              aria-label={t.suspects}
              value={other?.id}
              onChange={(event) => {
                choose(suspects.find((one) => one.id === event.target.value) ?? null);
              }}
            >
              {suspects.map((one) => (
                <Radio key={one.id} value={one.id}>
                  <strong>{one.name}</strong>
                  <small>{about(one)}</small>
                </Radio>
              ))}
            </Radio.Group>
          </fieldset>
        )}
        <Form.Item
          layout="vertical"
          label={suspects.length > 0 ? t.another : t.other}
          htmlFor="merge-other"
          help={itself ? t.itself : undefined}
          validateStatus={itself ? 'error' : undefined}
        >
          <LookupSelect id="merge-other" target={object.key} value={other} onChange={choose} />
        </Form.Item>
      </div>
    </Modal>
  );
}
