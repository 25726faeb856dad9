import { http, HttpResponse } from 'msw';
import type { CalendarFeed, MailWish, UnknownCall } from '~/api';
import { problem } from './problem';
import type { World } from './world';

/** Parts of the world that only mails, telephone calls and calendars elsewhere know. */
export interface Contacting {
  mailServer: boolean;
  optedOut: boolean;
  unknownCalls: UnknownCall[];
  /** How many calls are listed at most. */
  listed: number;
  feed: CalendarFeed;
}

export const contactingOf = (): Contacting => ({
  mailServer: true,
  optedOut: false,
  unknownCalls: [],
  listed: 200,
  feed: { url: null, createdAt: null },
});

function sent(world: World, request: Request, body: unknown) {
  world.sent.push({
    method: request.method,
    path: new URL(request.url).pathname,
    headers: request.headers,
    body,
  });
}

const templates = (object: string) =>
  object === 'customer'
    ? [
        { key: 'offer', object, label: 'Offer', subject: 'Offer for {{name}}', body: 'Dear {{name}}' },
        { key: 'thanks', object, label: 'Thanks', subject: 'Thank you', body: 'It was a pleasure.' },
      ]
    : [];

function mailHandlers(world: World) {
  return [
    http.get('*/api/v1/mail-templates', ({ request }) =>
      HttpResponse.json({
        items: templates(new URL(request.url).searchParams.get('object') ?? ''),
        sending: world.contacting.mailServer,
      }),
    ),
    http.post('*/api/v1/records/:object/:id/mail', async ({ request, params }) => {
      const body = (await request.json()) as MailWish & { dryRun?: boolean };
      sent(world, request, body);
      if (world.contacting.optedOut) {
        return problem(409, 'opted-out', 'They want no such mail (No mails); call instead.');
      }
      const record = world.records[String(params.object)]?.find(({ id }) => id === params.id);
      const template = templates(String(params.object)).find(({ key }) => key === body.template);
      const name = String(record?.values.name);
      const fill = (text = '') =>
        (body.language === 'en' ? text : `【中文】${text}`).replace('{{name}}', name);
      if (body.dryRun) {
        return HttpResponse.json({
          to: body.to ?? 'qinghe@example.com',
          subject: fill(template?.subject),
          body: fill(template?.body),
        });
      }
      return HttpResponse.json(
        {
          mail: { id: 'm1', state: 'queued' },
          activity: { id: 'a9' },
          notice: world.contacting.mailServer ? null : 'No mail server is configured: the mail is kept.',
        },
        { status: 202 },
      );
    }),
  ];
}

function callHandlers(world: World) {
  const calls = () => world.contacting.unknownCalls;
  const settle = (id: unknown) => {
    world.contacting.unknownCalls = calls().filter((one) => one.id !== id);
  };
  const gone = () => problem(404, 'call-not-found', 'There is no such call, or somebody has seen to it.');
  return [
    http.get('*/api/v1/calls/unknown', () =>
      HttpResponse.json({ items: calls().slice(0, world.contacting.listed), total: calls().length }),
    ),
    http.post('*/api/v1/calls/unknown/:id/assign', async ({ request, params }) => {
      const body = (await request.json()) as { object: string; id: string };
      sent(world, request, body);
      if (!calls().some((one) => one.id === params.id)) {
        return gone();
      }
      settle(params.id);
      const record = world.records[body.object]?.find(({ id }) => id === body.id);
      return HttpResponse.json(
        {
          activity: { id: 'a9' },
          subject: { ...body, name: record?.values.name },
          completed: null,
          next: null,
        },
        { status: 201 },
      );
    }),
    http.post('*/api/v1/calls/unknown/:id/dismiss', async ({ request, params }) => {
      sent(world, request, await request.json());
      if (!calls().some((one) => one.id === params.id)) {
        return gone();
      }
      settle(params.id);
      return new HttpResponse(null, { status: 204 });
    }),
  ];
}

function feedHandlers(world: World) {
  const path = '*/api/v1/me/calendar-feed';
  return [
    http.get(path, () => HttpResponse.json({ ...world.contacting.feed, url: null })),
    http.post(path, ({ request }) => {
      sent(world, request, null);
      const number = world.sent.filter((one) => one.path.endsWith('/calendar-feed')).length;
      world.contacting.feed = {
        url: `https://acme.example/public/v1/calendar/secret-${String(number)}.ics`,
        createdAt: '2026-11-23T03:00:00Z',
      };
      return HttpResponse.json(world.contacting.feed, { status: 201 });
    }),
    http.delete(path, ({ request }) => {
      sent(world, request, null);
      world.contacting.feed = { url: null, createdAt: null };
      return new HttpResponse(null, { status: 204 });
    }),
  ];
}

export const contactingHandlers = (world: World) => [
  ...mailHandlers(world),
  ...callHandlers(world),
  ...feedHandlers(world),
];
