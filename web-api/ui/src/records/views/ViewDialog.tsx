import { useMutation, useQuery } from '@tanstack/react-query';
import { Form, Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { membersQuery, type SavedView } from '~/api';
import { useMessages } from '~/i18n';
import { isComposing, ProblemAlert } from '~/parts';
import { viewMessages } from './messages';
import type { Kind } from './savedViews';

/** What a view is called and who has it. */
export interface ViewNames {
  label: string;
  shared: boolean;
  roles: string[];
}

interface ViewDialogProps {
  /** The view that is named anew; none where it is a new one. */
  view?: SavedView;
  kind: Kind;
  onSave: (names: ViewNames) => Promise<unknown>;
  onClose: () => void;
}

type Sight = 'me' | 'all' | 'roles';

const sightOf = (view: SavedView | undefined): Sight =>
  !view?.shared ? 'me' : view.roles.length > 0 ? 'roles' : 'all';

/** The roles that members have. */
function useRoles() {
  const members = useQuery(membersQuery());
  const labels = new Map(
    (members.data ?? [])
      .filter((member) => member.active)
      .map((member) => [member.role, member.roleLabel ?? member.role]),
  );
  return [...labels].map(([value, label]) => ({ value, label }));
}

/** Names a view and says who sees it. */
export function ViewDialog({ view, kind, onSave, onClose }: ViewDialogProps) {
  const t = useMessages(viewMessages);
  const [label, setLabel] = useState(view?.label ?? '');
  const [sight, setSight] = useState(sightOf(view));
  const [roles, setRoles] = useState(view?.roles ?? []);
  const offered = useRoles();
  const saving = useMutation({
    mutationFn: () =>
      onSave({ label: label.trim(), shared: sight !== 'me', roles: sight === 'roles' ? roles : [] }),
    onSuccess: onClose,
  });
  const whole = label.trim() !== '' && (sight !== 'roles' || roles.length > 0);
  const save = () => {
    if (whole && !saving.isPending) {
      saving.mutate();
    }
  };
  const title = view ? t.renameView : t.saveView;
  return (
    <Modal
      open
      title={title}
      okText={view ? t.updateView : t.saveView}
      okButtonProps={{ disabled: !whole, loading: saving.isPending }}
      onOk={save}
      onCancel={onClose}
    >
      <ProblemAlert error={saving.error} />
      <Form.Item layout="vertical" label={t.viewName} htmlFor="view-name">
        <Input
          id="view-name"
          autoFocus
          maxLength={100}
          value={label}
          onChange={(event) => {
            setLabel(event.target.value);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !isComposing(event)) {
              save();
            }
          }}
        />
      </Form.Item>
      <Form.Item layout="vertical" label={t.seenBy} extra={sight === 'me' ? undefined : t.seenHint}>
        <Radio.Group
          aria-label={t.seenBy}
          value={sight}
          options={[
            { value: 'me', label: t.onlyMe },
            { value: 'all', label: t.everybody },
            { value: 'roles', label: t.someRoles },
          ]}
          onChange={(event) => {
            setSight(event.target.value as Sight);
          }}
        />
      </Form.Item>
      {sight === 'roles' && (
        <Form.Item layout="vertical" label={t.roles} htmlFor="view-roles">
          <Select
            id="view-roles"
            mode="multiple"
            aria-label={t.roles}
            optionFilterProp="label"
            value={roles}
            options={offered}
            onChange={setRoles}
          />
        </Form.Item>
      )}
      {!view && <p className="list-hint">{kind === 'board' ? t.boardHint : t.viewHint}</p>}
    </Modal>
  );
}
