import { http, HttpResponse } from 'msw';
import type { CommentView, DayStripView, NotificationSettings, NotificationView, TeamMember } from '~/api';
import { me, type World } from './world';

/** Parts of the world that only comments, notifications and the team know. */
export interface Eye {
  notifications: NotificationView[];
  settings: NotificationSettings;
  comments: CommentView[];
  /** What a comment answers, where it is refused. */
  commentRefusal: { status: number; code: string; detail: string } | null;
  team: TeamMember[];
  /** Whether nothing of the team can be had. */
  teamFails: boolean;
}

export const eyeOf = (): Eye => ({
  notifications: [],
  settings: {
    mail: true,
    quiet: { from: '20:00', to: '08:00' },
    digestAt: '17:30',
    kinds: { mention: { app: true, mail: true }, comment: { app: true, mail: false } },
  },
  comments: [],
  commentRefusal: null,
  team: [],
  teamFails: false,
});

function sent(world: World, request: Request, body: unknown) {
  world.sent.push({
    method: request.method,
    path: new URL(request.url).pathname,
    headers: request.headers,
    body,
  });
}

function commentHandlers(world: World) {
  return ['*/api/v1/records/:object/:id/comments', '*/api/v1/days/:member/:on/comments'].flatMap((path) => [
    http.get(path, () => HttpResponse.json({ items: world.eye.comments })),
    http.post(path, async ({ request, params }) => {
      const body = (await request.json()) as { text: string; mentions: string[] };
      sent(world, request, body);
      const refusal = world.eye.commentRefusal;
      if (refusal) {
        return HttpResponse.json({ ...refusal, title: refusal.detail }, { status: refusal.status });
      }
      const comment: CommentView = {
        id: `c${String(world.eye.comments.length + 1)}`,
        text: body.text,
        mentions: body.mentions.map((id) => ({ id, name: '王磊' })),
        by: me,
        at: '2026-11-23T03:00:00Z',
        own: true,
      };
      world.eye.comments.push(comment);
      world.runtime.timeline.unshift({
        id: comment.id,
        at: comment.at,
        kind: 'comment',
        actor: me,
        object: params.object,
        recordId: params.id,
        name: null,
        data: comment,
      });
      return HttpResponse.json(comment, { status: 201 });
    }),
    http.delete(`${path}/:comment`, ({ request, params }) => {
      sent(world, request, null);
      world.eye.comments = world.eye.comments.filter(({ id }) => id !== params.comment);
      world.runtime.timeline = world.runtime.timeline.filter(({ id }) => id !== params.comment);
      return new HttpResponse(null, { status: 204 });
    }),
  ]);
}

const day = (on: string, member: string): DayStripView => ({
  on,
  member: { id: member, name: '王磊' },
  activities: [
    {
      id: 'a1',
      kind: 'call',
      contact: true,
      startedAt: `${on}T01:00:00Z`,
      seconds: 600,
      talkSeconds: 600,
      outcome: 'connected',
      subject: { object: 'customer', id: 'c1', name: '青禾农业' },
    },
    {
      id: 'a2',
      kind: 'call',
      contact: true,
      startedAt: `${on}T02:00:00Z`,
      seconds: 300,
      talkSeconds: 300,
      outcome: null,
      subject: null,
    },
  ],
  gaps: [{ from: `${on}T01:10:00Z`, to: `${on}T02:00:00Z`, minutes: 50 }],
  lunch: null,
  firstAt: `${on}T01:00:00Z`,
  lastAt: `${on}T02:00:00Z`,
  talkSeconds: 900,
  contacts: 2,
  longestGapMinutes: 50,
  medianGapMinutes: 50,
  timeZone: 'Asia/Shanghai',
  longGaps: 1,
});

function sheet(kind: string, on: string | null) {
  return {
    kind,
    on,
    member: me,
    title: kind === 'plan' ? 'Call plan of the day' : 'Work report of the day',
    subtitle: `陈晓 · ${on ?? ''}`,
    facts: [{ key: 'planned', label: 'Planned', value: '7' }],
    sections: [
      {
        key: 'one',
        title: 'To do',
        columns: [{ key: 'subject', label: 'Customer' }],
        rows: [{ subject: '青禾农业' }],
        none: 'Nothing',
      },
      { key: 'two', title: 'Comments', columns: [], rows: [], none: 'Nobody has commented.' },
    ],
  };
}

export function eyeHandlers(world: World) {
  const unread = () => world.eye.notifications.filter(({ readAt }) => readAt === null);
  return [
    ...commentHandlers(world),
    http.get('*/api/v1/notifications', ({ request }) => {
      const only = new URL(request.url).searchParams.get('unread') === 'true';
      const items = only ? unread() : world.eye.notifications;
      return HttpResponse.json({ items, unread: unread().length, nextCursor: null });
    }),
    http.post('*/api/v1/notifications/read', async ({ request }) => {
      const body = (await request.json()) as { ids?: string[]; all?: boolean };
      sent(world, request, body);
      world.eye.notifications = world.eye.notifications.map((one) =>
        body.all || body.ids?.includes(one.id) ? { ...one, readAt: '2026-11-23T04:00:00Z' } : one,
      );
      return HttpResponse.json({ unread: unread().length });
    }),
    http.get('*/api/v1/me/notification-settings', () => HttpResponse.json(world.eye.settings)),
    http.put('*/api/v1/me/notification-settings', async ({ request }) => {
      const body = (await request.json()) as NotificationSettings;
      sent(world, request, body);
      world.eye.settings = body;
      return HttpResponse.json(body);
    }),
    http.get('*/api/v1/team/now', () =>
      world.eye.teamFails
        ? HttpResponse.json({ code: 'internal', detail: 'Broken.' }, { status: 500 })
        : HttpResponse.json({ items: world.eye.team }),
    ),
    http.get('*/api/v1/days/:member/:on', ({ params }) =>
      HttpResponse.json(day(String(params.on), String(params.member))),
    ),
    http.get('*/api/v1/sheets/:kind', ({ request, params }) => {
      const query = new URL(request.url).searchParams;
      sent(world, request, Object.fromEntries(query));
      if (query.get('format')) {
        return new HttpResponse('file', {
          headers: { 'Content-Disposition': "attachment; filename*=UTF-8''plan.pdf" },
        });
      }
      return HttpResponse.json(sheet(String(params.kind), query.get('on')));
    }),
  ];
}
