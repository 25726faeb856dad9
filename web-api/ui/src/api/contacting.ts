import { queryOptions } from '@tanstack/react-query';
import { currentLocale, type Locale } from '~/i18n';
import { api } from './client';
import { recordPath } from './queries';
import type { Reference } from './types';

/** Mails about records, calls with numbers nobody knows, the member's calendar elsewhere. */

const base = '/api/v1';

export interface MailTemplateView {
  key: string;
  object: string;
  label: string;
  subject: string;
  body: string;
}

export const mailTemplatesQuery = (object: string) =>
  queryOptions({
    queryKey: ['mail-templates', currentLocale(), object],
    queryFn: ({ signal }) =>
      api.get<{ items: MailTemplateView[]; sending: boolean }>(`${base}/mail-templates`, { object }, signal),
    staleTime: 60_000,
  });

export interface MailWish {
  template?: string;
  language?: Locale;
  to?: string;
  subject?: string;
  body?: string;
}

export interface MailText {
  to: string;
  subject: string;
  body: string;
}

const mailPath = (object: string, id: string) => `${recordPath(object, id)}/mail`;

/** The mail as a template makes it of this record. */
export const mailPreviewQuery = (object: string, id: string, wish: MailWish) =>
  queryOptions({
    queryKey: ['mail-preview', object, id, wish],
    queryFn: ({ signal }) => api.post<MailText>(mailPath(object, id), { ...wish, dryRun: true }, { signal }),
    enabled: wish.template !== undefined,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });

export interface QueuedMail {
  mail: { id: string; state: string };
  activity: { id: string };
  notice: string | null;
}

export const sendMail = (object: string, id: string, wish: MailWish) =>
  api.post<QueuedMail>(mailPath(object, id), wish);

export interface UnknownCall {
  id: string;
  externalId: string;
  number: string;
  direction: 'in' | 'out';
  member: Reference;
  startedAt: string;
  talkSeconds: number | null;
  outcome: string | null;
  note: string | null;
}

export const unknownCallsQuery = () =>
  queryOptions({
    queryKey: ['calls', 'unknown'],
    queryFn: ({ signal }) =>
      api.get<{ items: UnknownCall[]; total: number }>(`${base}/calls/unknown`, undefined, signal),
    refetchInterval: 60_000,
  });

export const assignCall = (call: string, object: string, id: string) =>
  api.post<{ activity: { id: string }; subject: (Reference & { object: string }) | null }>(
    `${base}/calls/unknown/${encodeURIComponent(call)}/assign`,
    { object, id },
  );

export const dismissCall = (call: string, reason: string) =>
  api.post(`${base}/calls/unknown/${encodeURIComponent(call)}/dismiss`, { reason });

export interface CalendarFeed {
  /** Where a calendar finds it; told only when it is made. */
  url: string | null;
  createdAt: string | null;
}

const feedPath = `${base}/me/calendar-feed`;

export const calendarFeedQuery = () =>
  queryOptions({
    queryKey: ['me', 'calendar-feed'],
    queryFn: ({ signal }) => api.get<CalendarFeed>(feedPath, undefined, signal),
    gcTime: 0,
  });

export const makeCalendarFeed = () => api.post<CalendarFeed>(feedPath);

export const revokeCalendarFeed = () => api.delete(feedPath);
