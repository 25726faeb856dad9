import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Modal, Select } from 'antd';
import { useMemo, useState } from 'react';
import { type Me, meQuery, saveTimeZone } from '~/api';
import { deviceZone, formatDate, formatTime, isKnownZone, todayIn, useLocale, useMessages } from '~/i18n';
import { ProblemAlert } from '~/parts';
import { profileMessages } from './messages';
import './profile.css';
import { zonesOf } from './zones';

const company = '';

interface ChoiceProps {
  of: Me;
  value: string;
  onChange: (zone: string) => void;
}

function Choice({ of, value, onChange }: ChoiceProps) {
  const t = useMessages(profileMessages);
  const locale = useLocale();
  const [opened] = useState(() => new Date());
  const chosen = of.member.timeZone;
  const zones = useMemo(
    () => zonesOf(locale, chosen && isKnownZone(chosen) ? [chosen] : [], opened),
    [locale, chosen, opened],
  );
  const zone = value || of.tenant.timeZone;
  const device = deviceZone();
  return (
    <>
      <Select
        className="zone-select"
        aria-label={t.zone}
        showSearch={{
          filterOption: (text, option) =>
            `${option?.label ?? ''} ${option?.words ?? ''}`.toLowerCase().includes(text.trim().toLowerCase()),
        }}
        placeholder={t.search}
        notFoundContent={t.nothing}
        value={value}
        options={[
          { value: company, label: t.asCompany(of.tenant.timeZone), words: '' },
          ...zones.map(({ id, label, words }) => ({ value: id, label, words })),
        ]}
        onChange={onChange}
      />
      <p className="zone-now" aria-live="polite">
        {t.now(
          formatDate(locale, todayIn(zone, opened), 'full'),
          formatTime(locale, opened.toISOString(), zone),
        )}
      </p>
      {device !== zone && (
        <Button
          type="link"
          className="zone-device"
          onClick={() => {
            onChange(device === of.tenant.timeZone ? company : device);
          }}
        >
          {t.device(device)}
        </Button>
      )}
    </>
  );
}

/** In which time zone the member reads her days. */
export function ZoneDialog({ onClose }: { onClose: () => void }) {
  const t = useMessages(profileMessages);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const me = useQuery(meQuery()).data;
  const [wanted, want] = useState<string | null>(null);
  const value = wanted ?? me?.member.timeZone ?? company;
  const saving = useMutation({
    mutationFn: () => saveTimeZone(value || null),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries();
      void message.success(t.saved);
    },
  });
  return (
    <Modal
      open
      title={t.title}
      okText={t.save}
      okButtonProps={{ loading: saving.isPending, disabled: !me }}
      onOk={() => {
        saving.mutate();
      }}
      onCancel={onClose}
    >
      <p className="zone-hint">{t.hint}</p>
      <ProblemAlert error={saving.error} />
      {me && <Choice of={me} value={value} onChange={want} />}
    </Modal>
  );
}
