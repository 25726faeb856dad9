import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Drawer, Skeleton, Switch } from 'antd';
import { useState } from 'react';
import {
  noticeKinds,
  type NotificationSettings,
  notificationSettingsQuery,
  saveNotificationSettings,
} from '~/api';
import { useMessages } from '~/i18n';
import { LoadFailed, ProblemAlert } from '~/parts';
import { notificationMessages } from './messages';

interface TimeProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

function Time({ label, value, onChange }: TimeProps) {
  return (
    <label className="notice-time">
      {label}
      <input
        type="time"
        required
        value={value}
        onChange={(event) => {
          if (event.target.value) {
            onChange(event.target.value);
          }
        }}
      />
    </label>
  );
}

function Form({ stored, onClose }: { stored: NotificationSettings; onClose: () => void }) {
  const t = useMessages(notificationMessages);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [wanted, want] = useState(stored);
  const change = (part: Partial<NotificationSettings>) => {
    want({ ...wanted, ...part });
  };
  const saving = useMutation({
    mutationFn: () => saveNotificationSettings(wanted),
    onSuccess: (saved) => {
      queries.setQueryData(notificationSettingsQuery().queryKey, saved);
      void message.success(t.saved);
      onClose();
    },
  });
  const quiet = wanted.quiet;
  return (
    <form
      className="notice-settings"
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate();
      }}
    >
      <ProblemAlert error={saving.error} />
      <label className="notice-switch">
        <span>{t.mail}</span>
        <Switch
          checked={wanted.mail}
          onChange={(mail) => {
            change({ mail });
          }}
        />
      </label>
      <label className="notice-switch">
        <span>
          {t.digest}
          <small>{t.digestHint}</small>
        </span>
        <Switch
          disabled={!wanted.mail}
          checked={wanted.digestAt !== null}
          onChange={(on) => {
            change({ digestAt: on ? '17:30' : null });
          }}
        />
      </label>
      {wanted.digestAt !== null && (
        <Time
          label={t.digestAt}
          value={wanted.digestAt}
          onChange={(digestAt) => {
            change({ digestAt });
          }}
        />
      )}
      <label className="notice-switch">
        <span>
          {t.quiet}
          <small>{t.quietHint}</small>
        </span>
        <Switch
          disabled={!wanted.mail}
          checked={quiet !== null}
          onChange={(on) => {
            change({ quiet: on ? { from: '20:00', to: '08:00' } : null });
          }}
        />
      </label>
      {quiet && (
        <div className="notice-times">
          <Time
            label={t.from}
            value={quiet.from}
            onChange={(from) => {
              change({ quiet: { ...quiet, from } });
            }}
          />
          <Time
            label={t.to}
            value={quiet.to}
            onChange={(to) => {
              change({ quiet: { ...quiet, to } });
            }}
          />
        </div>
      )}
      <table className="notice-kinds">
        <thead>
          <tr>
            <th scope="col">{t.kinds}</th>
            <th scope="col">{t.inApp}</th>
            <th scope="col">{t.byMail}</th>
          </tr>
        </thead>
        <tbody>
          {noticeKinds.map((kind) => {
            const channel = wanted.kinds[kind] ?? { app: true, mail: false };
            const label = t[`kind_${kind}`];
            const set = (part: Partial<typeof channel>) => {
              change({ kinds: { ...wanted.kinds, [kind]: { ...channel, ...part } } });
            };
            return (
              <tr key={kind}>
                <th scope="row">{label}</th>
                <td>
                  <Checkbox
                    aria-label={`${label}: ${t.inApp}`}
                    checked={channel.app}
                    onChange={(event) => {
                      set({ app: event.target.checked });
                    }}
                  />
                </td>
                <td>
                  <Checkbox
                    aria-label={`${label}: ${t.byMail}`}
                    disabled={!wanted.mail}
                    checked={channel.mail}
                    onChange={(event) => {
                      set({ mail: event.target.checked });
                    }}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <Button type="primary" htmlType="submit" loading={saving.isPending}>
        {t.save}
      </Button>
    </form>
  );
}

/** When and how the member is told. */
export function Settings({ onClose }: { onClose: () => void }) {
  const t = useMessages(notificationMessages);
  const stored = useQuery(notificationSettingsQuery());
  return (
    <Drawer open title={t.settings} size={420} onClose={onClose}>
      {stored.isError && <LoadFailed error={stored.error} retry={() => void stored.refetch()} />}
      {stored.isPending && <Skeleton active />}
      {stored.data && <Form stored={stored.data} onClose={onClose} />}
    </Drawer>
  );
}
