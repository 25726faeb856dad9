import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import {
  asProblem,
  mailPreviewQuery,
  mailTemplatesQuery,
  meQuery,
  type ObjectView,
  type QueuedMail,
  sendMail,
} from '~/api';
import { type Locale, useMessages } from '~/i18n';
import { mailMessages } from './messages';

interface Edited {
  subject?: string;
  body?: string;
}

/** The text that is being written: the template's until somebody edits it. */
export function useMail(object: ObjectView, id: string, onClose: () => void) {
  const t = useMessages(mailMessages);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const me = useQuery(meQuery());
  const templates = useQuery(mailTemplatesQuery(object.key));
  const [choice, choose] = useState<string | null>(null);
  const [spoken, speak] = useState<Locale | null>(null);
  const [typedTo, typeTo] = useState('');
  const [to, settleTo] = useState('');
  const [edits, edit] = useState<Record<string, Edited>>({});
  const template = choice ?? templates.data?.items[0]?.key ?? '';
  const language = spoken ?? (me.data?.tenant.locale.startsWith('zh') ? 'zh-CN' : 'en');
  const place = template && `${template} ${language}`;
  const preview = useQuery(
    mailPreviewQuery(object.key, id, {
      template: (me.data && template) || undefined,
      language,
      to: to || undefined,
    }),
  );
  const made = template ? preview.data : undefined;
  const edited = edits[place];
  const subject = edited?.subject ?? made?.subject ?? '';
  const body = edited?.body ?? made?.body ?? '';
  const sending = useMutation({
    mutationFn: () =>
      sendMail(object.key, id, {
        template: template || undefined,
        language,
        to: typedTo.trim() || undefined,
        subject,
        body,
      }),
    onSuccess: async ({ notice }: QueuedMail) => {
      void (notice ? message.warning(notice) : message.success(t.sent(typedTo.trim() || (made?.to ?? ''))));
      onClose();
      await queries.invalidateQueries({ queryKey: ['records'], refetchType: 'active' });
    },
  });
  const failure = sending.error ?? (template ? preview.error : null);
  return {
    templates,
    template,
    language,
    subject,
    body,
    to: typedTo,
    ownAddress: made?.to,
    pending: templates.isPending || (template !== '' && preview.isFetching && !preview.data),
    failure,
    optedOut: asProblem(failure)?.code === 'opted-out',
    sending,
    typeTo,
    settleTo: () => {
      settleTo(typedTo.trim());
    },
    choose: (key: string) => {
      sending.reset();
      choose(key);
    },
    speak: (locale: Locale) => {
      sending.reset();
      speak(locale);
    },
    edit: (part: Edited) => {
      edit({ ...edits, [place]: { ...edited, ...part } });
    },
  };
}
