import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { currentLocale } from '~/i18n';
import { api, request } from './client';
import { recordPath } from './queries';
import type { Reference } from './types';

/** Comments, notifications, the team at work, the sheets of a day. */

const base = '/api/v1';

export interface RecordReference extends Reference {
  object: string;
}

export interface CommentView {
  id: string;
  text: string;
  mentions: Reference[];
  by: Reference;
  at: string;
  own: boolean;
}

/** What is commented on: a record or a member's day. */
export const recordComments = (object: string, id: string) => `${recordPath(object, id)}/comments`;
export const dayComments = (member: string, on: string) => `${base}/days/${member}/${on}/comments`;

export const commentsQuery = (path: string) =>
  queryOptions({
    queryKey: ['comments', path],
    queryFn: ({ signal }) => api.get<{ items: CommentView[] }>(path, undefined, signal),
    select: (answer) => answer.items,
  });

export const addComment = (path: string, text: string, mentions: readonly string[]) =>
  api.post<CommentView>(path, { text, mentions });

export const deleteComment = (path: string, id: string) => api.delete(`${path}/${id}`);

export const noticeKinds = [
  'mention',
  'comment',
  'assigned',
  'share',
  'escalation',
  'reclaim',
  'import',
  'mail_failed',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export interface NotificationView {
  id: string;
  kind: NoticeKind;
  at: string;
  by: Reference | null;
  record: RecordReference | null;
  text: string;
  readAt: string | null;
  link: string;
}

export interface NotificationPage {
  items: NotificationView[];
  unread: number;
  nextCursor: string | null;
}

export const unreadQuery = () =>
  queryOptions({
    queryKey: ['notifications', 'unread'],
    queryFn: ({ signal }) =>
      api.get<NotificationPage>(`${base}/notifications`, { unread: true, limit: 1 }, signal),
    select: (page) => page.unread,
    staleTime: 30_000,
    refetchInterval: 120_000,
    retry: false,
  });

export const notificationsQuery = (unread: boolean) =>
  infiniteQueryOptions({
    queryKey: ['notifications', 'list', unread, currentLocale()],
    queryFn: ({ pageParam, signal }) =>
      api.get<NotificationPage>(
        `${base}/notifications`,
        { unread: unread || undefined, limit: 30, cursor: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });

export const readNotifications = (what: { ids: string[] } | { all: true }) =>
  api.post<{ unread: number }>(`${base}/notifications/read`, what);

export interface NotificationSettings {
  mail: boolean;
  quiet: { from: string; to: string } | null;
  digestAt: string | null;
  kinds: Record<string, { app: boolean; mail: boolean }>;
}

const settingsPath = `${base}/me/notification-settings`;

export const notificationSettingsQuery = () =>
  queryOptions({
    queryKey: ['notifications', 'settings'],
    queryFn: ({ signal }) => api.get<NotificationSettings>(settingsPath, undefined, signal),
  });

export const saveNotificationSettings = async (settings: NotificationSettings) =>
  (await request<NotificationSettings>('PUT', settingsPath, { body: settings })).data;

export type TeamState = 'busy' | 'free' | 'off' | 'leave';

export interface TeamMember {
  member: Reference;
  state: TeamState;
  since: string | null;
  at: RecordReference | null;
  last: { kind: string | null; at: string; subject: RecordReference | null } | null;
  today: { due: number; done: number; overdue: number };
  /** Her today, and the zone in which she reads it. */
  on: string;
  timeZone: string;
}

export const teamQuery = () =>
  queryOptions({
    queryKey: ['team', 'now'],
    queryFn: ({ signal }) => api.get<{ items: TeamMember[] }>(`${base}/team/now`, undefined, signal),
    select: (answer) => answer.items,
    refetchInterval: 30_000,
  });

export const startItem = (id: string) =>
  api.post<{ item: string; startedAt: string }>(`${base}/worklist/${id}/start`);

export interface StripActivity {
  id: string;
  kind: string | null;
  contact: boolean;
  startedAt: string;
  seconds: number;
  talkSeconds: number | null;
  outcome: string | null;
  subject: RecordReference | null;
}

export interface DayStripView {
  on: string;
  member: Reference;
  activities: StripActivity[];
  gaps: { from: string; to: string; minutes: number }[];
  lunch: { from: string; to: string } | null;
  firstAt: string | null;
  lastAt: string | null;
  talkSeconds: number;
  contacts: number;
  longestGapMinutes: number | null;
  medianGapMinutes: number | null;
  longGaps: number;
  /** In which the member reads the day. */
  timeZone: string;
}

export const dayStripQuery = (member: string, on: string) =>
  queryOptions({
    queryKey: ['team', 'day', member, on],
    queryFn: ({ signal }) => api.get<DayStripView>(`${base}/days/${member}/${on}`, undefined, signal),
  });

export type SheetKind = 'plan' | 'report';

export interface SheetView {
  kind: SheetKind;
  on: string;
  member: Reference;
  title: string;
  subtitle: string;
  facts: { key: string; label: string; value: string }[];
  sections: {
    key: string;
    title: string;
    columns: { key: string; label: string }[];
    rows: Record<string, string>[];
    none: string;
  }[];
}

export interface SheetQuestion {
  member?: string;
  on?: string;
}

export const sheetPath = (kind: SheetKind) => `${base}/sheets/${kind}`;

export const sheetQuery = (kind: SheetKind, question: SheetQuestion) =>
  queryOptions({
    queryKey: ['sheets', kind, question, currentLocale()],
    queryFn: ({ signal }) => api.get<SheetView>(sheetPath(kind), { ...question }, signal),
  });
