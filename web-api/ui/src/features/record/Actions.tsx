import {
  CalendarOutlined,
  DeleteOutlined,
  MailOutlined,
  MergeCellsOutlined,
  MoreOutlined,
  RollbackOutlined,
  ShareAltOutlined,
  UserSwitchOutlined,
} from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import {
  asProblem,
  deleteRecord,
  mailTemplatesQuery,
  type ObjectView,
  poolsQuery,
  type RecordRight,
  type RecordView,
  restoreRecord,
} from '~/api';
import { useMessages } from '~/i18n';
import { partMessages, useUndoToast } from '~/parts';
import { mayDo, recordName } from '~/records';
import { MergeWith } from '~/records/merge';
import { PlanDialog, planMessages } from '~/records/plan';
import { ClaimButton, ReleaseDialog } from '~/records/pool';
import { TransferDialog } from '~/records/transfer';
import { MailDialog } from './mail';
import { recordPageMessages } from './messages';
import { ShareDialog } from './ShareDialog';

interface ActionsProps {
  object: ObjectView;
  record: RecordView;
}

/** Deletes and leads to the list, from where the record can be fetched back. */
function useRemoval({ object, record }: ActionsProps) {
  const t = useMessages(recordPageMessages);
  const parts = useMessages(partMessages);
  const { notification } = App.useApp();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const offerUndo = useUndoToast();
  const refresh = () =>
    queries.invalidateQueries({ queryKey: ['records', object.key], refetchType: 'active' });
  const restore = async () => {
    try {
      await restoreRecord(object.key, record.id);
      await navigate(`/o/${object.key}/${record.id}`);
    } catch (failure) {
      notification.error({ title: parts.undoFailed, description: asProblem(failure)?.message });
    }
    await refresh();
  };
  return useMutation({
    mutationFn: () => deleteRecord(object.key, record.id, record.version),
    onSuccess: async () => {
      await navigate(`/o/${object.key}`);
      queries.removeQueries({ queryKey: ['records', object.key, 'one', record.id] });
      offerUndo(t.deleted(recordName(object, record)), restore);
      await refresh();
    },
    onError: (failure) => {
      notification.error({ title: t.notDeleted, description: asProblem(failure)?.message });
    },
  });
}

/** Whether there is something to write to: an address of its own, or a template that finds one. */
function useMailable(object: ObjectView): boolean {
  const templates = useQuery({ ...mailTemplatesQuery(object.key), enabled: !object.about });
  const addressed = object.fields.some((field) => field.type === 'email');
  return !object.about && (addressed || (templates.data?.items.length ?? 0) > 0);
}

/** What can be done with the whole record. */
export function Actions({ object, record }: ActionsProps) {
  const t = useMessages(recordPageMessages);
  const plan = useMessages(planMessages);
  const pools = useQuery({ ...poolsQuery(), enabled: !object.about });
  const mailable = useMailable(object);
  const removal = useRemoval({ object, record });
  const { modal } = App.useApp();
  const [open, setOpen] = useState<'mail' | 'transfer' | 'merge' | 'share' | 'release' | 'plan' | null>(null);
  const close = () => {
    setOpen(null);
  };
  const pool = pools.data?.find((one) => one.object === object.key);
  const may = (right: RecordRight) => mayDo(object, record, right);
  const ask = () =>
    modal.confirm({
      title: t.deleteTitle(recordName(object, record)),
      content: t.deleteHint,
      okText: t.delete,
      okButtonProps: { danger: true },
      onOk: () => removal.mutateAsync().catch(() => undefined),
    });
  const entry = (key: string, icon: ReactNode, label: string, shown: boolean, danger = false) =>
    shown ? [{ key, icon, label, danger }] : [];
  const items = [
    ...entry('mail', <MailOutlined />, t.sendMail, mailable),
    ...entry('transfer', <UserSwitchOutlined />, t.changeOwner, may('transfer') && !object.about),
    ...entry('merge', <MergeCellsOutlined />, t.merge, may('merge') && !object.about),
    ...entry(
      'release',
      <RollbackOutlined />,
      t.release,
      pool !== undefined && may('release') && record.ownerId != null,
    ),
    ...entry('delete', <DeleteOutlined />, t.delete, may('delete'), true),
  ];
  return (
    <>
      {pool && !record.ownerId && may('claim') && (
        <ClaimButton object={object} id={record.id} pool={pool.key} />
      )}
      {!object.about && may('plan') && (
        <Button
          icon={<CalendarOutlined />}
          onClick={() => {
            setOpen('plan');
          }}
        >
          {plan.plan}
        </Button>
      )}
      {!object.about && may('share') && (
        <Button
          icon={<ShareAltOutlined />}
          onClick={() => {
            setOpen('share');
          }}
        >
          {t.share}
        </Button>
      )}
      {items.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items,
            onClick: ({ key }) => {
              if (key === 'delete') {
                ask();
              } else {
                setOpen(key as 'mail' | 'transfer' | 'merge' | 'release');
              }
            },
          }}
        >
          <Button icon={<MoreOutlined />} aria-label={t.more} />
        </Dropdown>
      )}
      {open === 'plan' && (
        <PlanDialog
          subject={{
            object: object.key,
            id: record.id,
            name: recordName(object, record) || object.label,
            ownerId: record.ownerId,
          }}
          onClose={close}
        />
      )}
      {open === 'mail' && <MailDialog object={object} record={record} onClose={close} />}
      {open === 'transfer' && <TransferDialog object={object} of={{ ids: [record.id] }} onClose={close} />}
      {open === 'merge' && <MergeWith object={object} record={record} onClose={close} />}
      {open === 'share' && <ShareDialog object={object} id={record.id} onClose={close} />}
      {open === 'release' && pool && (
        <ReleaseDialog object={object} record={record} pool={pool} onClose={close} />
      )}
    </>
  );
}
