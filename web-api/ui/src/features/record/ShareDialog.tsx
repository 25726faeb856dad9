import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, DatePicker, Form, Input, Modal, Segmented, Select, Skeleton } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { api, asProblem, membersQuery, type ObjectView, recordPath, type Share, sharesQuery } from '~/api';
import { formatInstant, fromWall, useLocale, useMessages } from '~/i18n';
import { LoadFailed, Notice, partMessages, ProblemAlert } from '~/parts';
import { recordPageMessages } from './messages';

interface ShareDialogProps {
  object: ObjectView;
  id: string;
  onClose: () => void;
}

interface StandingProps {
  object: ObjectView;
  shares: readonly Share[];
  onRemove: (share: Share) => void;
}

function Standing({ object, shares, onRemove }: StandingProps) {
  const t = useMessages(recordPageMessages);
  const locale = useLocale();
  if (shares.length === 0) {
    return <Notice compact title={t.noShares} />;
  }
  return (
    <ul className="shares" aria-label={t.team}>
      {shares.map((share) => {
        const name = share.member?.name ?? share.role?.label ?? '—';
        return (
          <li key={share.id}>
            <div>
              <strong>{name}</strong>
              {share.as && <span className="share-as">{share.as}</span>}
              <span>{share.access === 'edit' ? t.mayEdit : t.mayRead}</span>
              {share.with && share.with.length > 0 && (
                <span>
                  {t.shownWith(
                    childrenOf(object)
                      .filter((one) => share.with?.includes(one.value))
                      .map((one) => one.label)
                      .join(t.and),
                  )}
                </span>
              )}
              {share.until && <span>{t.until(formatInstant(locale, share.until))}</span>}
              {share.by && <small>{t.sharedBy(share.by.name, formatInstant(locale, share.createdAt))}</small>}
            </div>
            <Button
              size="small"
              aria-label={t.unshare(name)}
              onClick={() => {
                onRemove(share);
              }}
            >
              {t.takeBack}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

interface Wish {
  /** `member:<id>` or `role:<key>`. */
  whom?: string;
  /** Objects whose records are shown too; what is usual where nothing was chosen. */
  children?: string[];
  access: 'read' | 'edit';
  as: string;
  until: Dayjs | null;
}

const blank: Wish = { access: 'read', as: '', until: null };

function useWith() {
  const t = useMessages(recordPageMessages);
  const members = useQuery(membersQuery());
  const active = (members.data ?? []).filter((member) => member.active);
  const roles = new Map(active.map((member) => [member.role, member.roleLabel ?? member.role]));
  return [
    {
      label: t.people,
      options: active.map((member) => ({ value: `member:${member.id}`, label: member.name })),
    },
    { label: t.roles, options: [...roles].map(([role, label]) => ({ value: `role:${role}`, label })) },
  ];
}

const usualChildren = ['contact', 'deal'];

/** The objects whose records point to this one, once each. */
function childrenOf(object: ObjectView) {
  const labels = new Map((object.related ?? []).map((one) => [one.object, one.label]));
  return [...labels].map(([value, label]) => ({ value, label }));
}

/** Who else may see or edit a record, in which part, until when. */
export function ShareDialog({ object, id, onClose }: ShareDialogProps) {
  const t = useMessages(recordPageMessages);
  const parts = useMessages(partMessages);
  const queries = useQueryClient();
  const shares = useQuery(sharesQuery(object.key, id));
  const offered = useWith();
  const children = childrenOf(object);
  const usual = children.map((one) => one.value).filter((key) => usualChildren.includes(key));
  const [wish, setWish] = useState<Wish>(blank);
  const path = `${recordPath(object.key, id)}/shares`;
  const refresh = () => queries.invalidateQueries({ queryKey: sharesQuery(object.key, id).queryKey });
  const adding = useMutation({
    mutationFn: () => {
      const [kind = '', key = ''] = (wish.whom ?? '').split(/:(.*)/s);
      return api.post<Share>(path, {
        [kind]: key,
        access: wish.access,
        with: wish.children ?? usual,
        ...(wish.as.trim() ? { as: wish.as.trim() } : {}),
        ...(wish.until ? { until: fromWall(wish.until.endOf('day')) } : {}),
      });
    },
    onSuccess: async () => {
      setWish(blank);
      await refresh();
    },
  });
  const removing = useMutation({
    mutationFn: (share: Share) => api.delete(`${path}/${encodeURIComponent(share.id)}`),
    onSuccess: refresh,
  });
  const problem = asProblem(adding.error);
  return (
    <Modal open width={580} title={t.shareTitle} footer={null} onCancel={onClose}>
      <ProblemAlert error={adding.error ?? removing.error} shownFields={[]} />
      <Form.Item
        layout="vertical"
        label={t.shareWith}
        htmlFor="share-with"
        validateStatus={problem ? 'error' : undefined}
      >
        <Select
          id="share-with"
          className="value-select"
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t.chooseWhom}
          value={wish.whom}
          options={offered}
          onChange={(whom) => {
            setWish({ ...wish, whom });
          }}
        />
      </Form.Item>
      {children.length > 0 && (
        <Form.Item layout="vertical" label={t.shareChildren}>
          <Checkbox.Group
            options={children}
            value={wish.children ?? usual}
            onChange={(chosen) => {
              setWish({ ...wish, children: chosen });
            }}
          />
        </Form.Item>
      )}
      <div className="share-row">
        <Segmented<Wish['access']>
          aria-label={t.access}
          value={wish.access}
          options={[
            { value: 'read', label: t.mayRead },
            { value: 'edit', label: t.mayEdit },
          ]}
          onChange={(access) => {
            setWish({ ...wish, access });
          }}
        />
        <Input
          aria-label={t.shareAs}
          placeholder={t.shareAs}
          maxLength={60}
          value={wish.as}
          onChange={(event) => {
            setWish({ ...wish, as: event.target.value });
          }}
        />
        <DatePicker
          aria-label={t.shareUntil}
          placeholder={t.shareUntil}
          value={wish.until}
          onChange={(until) => {
            setWish({ ...wish, until });
          }}
        />
        <Button
          type="primary"
          disabled={!wish.whom}
          loading={adding.isPending}
          onClick={() => {
            adding.mutate();
          }}
        >
          {t.share}
        </Button>
      </div>
      <p className="share-hint">{t.shareHint}</p>
      <h3 className="share-head">{t.team}</h3>
      {shares.isError && <LoadFailed error={shares.error} retry={() => void shares.refetch()} />}
      {shares.isPending && <Skeleton active title={false} />}
      {shares.data && (
        <Standing
          object={object}
          shares={shares.data}
          onRemove={(share) => {
            removing.mutate(share);
          }}
        />
      )}
      <div className="drawer-foot">
        <Button onClick={onClose}>{parts.close}</Button>
      </div>
    </Modal>
  );
}
