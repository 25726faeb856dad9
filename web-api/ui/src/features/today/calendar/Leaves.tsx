import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, DatePicker, Form, Modal, Popconfirm, Skeleton } from 'antd';
import dayjs from 'dayjs';
import { useId, useState } from 'react';
import { api, asProblem, type Leave, leavesPath, leavesQuery, membersQuery, type Reference } from '~/api';
import { formatDate, useLocale, useMessages } from '~/i18n';
import { LoadFailed, onSaveKeys, partMessages, ProblemAlert } from '~/parts';
import { MemberSelect } from '~/records';
import { plannedMessages } from './messages';

function AddLeave({ member, today, onClose }: { member: string; today: string; onClose: () => void }) {
  const t = useMessages(plannedMessages);
  const parts = useMessages(partMessages);
  const queries = useQueryClient();
  const id = useId();
  const [days, setDays] = useState<[string, string]>([today, today]);
  const [deputy, setDeputy] = useState<Reference | null>(null);
  const saving = useMutation({
    mutationFn: () =>
      api.post<Leave>(leavesPath(member), {
        from: days[0],
        to: days[1],
        ...(deputy ? { deputyId: deputy.id } : {}),
      }),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: ['worklist'] });
    },
  });
  const save = () => {
    if (!saving.isPending) {
      saving.mutate();
    }
  };
  return (
    <Modal
      open
      title={t.addLeave}
      okText={parts.save}
      cancelText={parts.cancel}
      confirmLoading={saving.isPending}
      onOk={save}
      onCancel={onClose}
    >
      <div onKeyDown={onSaveKeys(save)}>
        <ProblemAlert error={saving.error} />
        <Form.Item layout="vertical" label={t.leaveDays} htmlFor={id} required>
          <DatePicker.RangePicker
            id={{ start: id, end: `${id}-end` }}
            allowClear={false}
            value={[dayjs(days[0]), dayjs(days[1])]}
            onChange={(chosen) => {
              const [from, to] = chosen ?? [];
              if (from && to) {
                setDays([from.format('YYYY-MM-DD'), to.format('YYYY-MM-DD')]);
              }
            }}
          />
        </Form.Item>
        <Form.Item layout="vertical" label={t.deputy} htmlFor={`${id}-deputy`} extra={t.deputyHint}>
          <MemberSelect id={`${id}-deputy`} value={deputy} onChange={setDeputy} />
        </Form.Item>
      </div>
    </Modal>
  );
}

/** When a member is away and who stands in. */
export function Leaves({ member, today }: { member: string; today: string }) {
  const t = useMessages(plannedMessages);
  const locale = useLocale();
  const { notification } = App.useApp();
  const queries = useQueryClient();
  const leaves = useQuery(leavesQuery(member));
  const members = useQuery(membersQuery());
  const [adding, add] = useState(false);
  const removal = useMutation({
    mutationFn: (id: string) => api.delete(`${leavesPath(member)}/${encodeURIComponent(id)}`),
    onError: (failure) => {
      notification.error({ title: t.leaveKept, description: asProblem(failure)?.message });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['worklist'] }),
  });
  const deputyOf = ({ deputy, deputyId }: Leave) =>
    deputy?.name ?? members.data?.find((one) => one.id === deputyId)?.name;
  const days = ({ from, to }: Leave) =>
    from === to ? formatDate(locale, from) : `${formatDate(locale, from)} – ${formatDate(locale, to)}`;
  const shown = (leaves.data ?? []).filter((leave) => leave.to >= today);
  return (
    <section className="leaves panel" aria-labelledby="leaves">
      <header>
        <h2 id="leaves">{t.leaves}</h2>
        <Button
          icon={<PlusOutlined />}
          onClick={() => {
            add(true);
          }}
        >
          {t.addLeave}
        </Button>
      </header>
      {leaves.isPending && <Skeleton active title={false} paragraph={{ rows: 1 }} />}
      {leaves.isError && <LoadFailed error={leaves.error} retry={() => void leaves.refetch()} />}
      {leaves.isSuccess && shown.length === 0 && <p className="day-hint">{t.noLeaves}</p>}
      <ul>
        {shown.map((leave) => {
          const deputy = deputyOf(leave);
          return (
            <li key={leave.id}>
              <strong>{days(leave)}</strong>
              <span>{deputy ? t.deputyIs(deputy) : t.noDeputy}</span>
              <Popconfirm
                title={t.removeLeave(days(leave))}
                onConfirm={() => removal.mutateAsync(leave.id).catch(() => undefined)}
              >
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={t.removeLeave(days(leave))}
                />
              </Popconfirm>
            </li>
          );
        })}
      </ul>
      {adding && (
        <AddLeave
          member={member}
          today={today}
          onClose={() => {
            add(false);
          }}
        />
      )}
    </section>
  );
}
