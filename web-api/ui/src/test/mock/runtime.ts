import { http, HttpResponse } from 'msw';
import type { BatchOperation, RecordView, Values } from '~/api';
import { me, type World } from './world';

const refusal = (status: number, code: string, detail: string, more: object = {}) => ({
  type: `urn:ripeline:problem:${code}`,
  title: detail,
  status,
  detail,
  code,
  requestId: 'r-7f3a',
  ...more,
});
const refuse = (status: number, code: string, detail: string, more: object = {}) =>
  HttpResponse.json(refusal(status, code, detail, more), {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  });

function sent(world: World, request: Request, body: unknown) {
  world.sent.push({
    method: request.method,
    path: new URL(request.url).pathname,
    headers: request.headers,
    body,
  });
}

/** Parts of the world that only the record runtime knows. */
export interface Runtime {
  bin: Record<string, RecordView[]>;
  shares: Record<string, unknown>[];
  timeline: Record<string, unknown>[];
  pools: Record<string, unknown>[];
  /** What claiming a record answers, where it is refused. */
  claimRefusal: { status: number; code: string; detail: string; more?: object } | null;
}

export const runtimeOf = (): Runtime => ({
  bin: {},
  shares: [],
  timeline: [],
  pools: [],
  claimRefusal: null,
});

function binHandlers(world: World) {
  const take = (from: Record<string, RecordView[]>, object: string, id: unknown) => {
    const at = (from[object] ?? []).findIndex((one) => one.id === id);
    return at < 0 ? undefined : from[object]?.splice(at, 1)[0];
  };
  const remove = (object: string, id: unknown) => {
    const found = take(world.records, object, id);
    if (found) {
      const deleted = { deletedAt: '2026-11-22T03:00:00Z', deletedBy: me, purgedAt: '2026-12-22T03:00:00Z' };
      world.runtime.bin[object] = [{ ...found, ...deleted }, ...(world.runtime.bin[object] ?? [])];
    }
    return found;
  };
  const restore = (object: string, id: unknown) => {
    const found = take(world.runtime.bin, object, id);
    if (found) {
      world.records[object]?.unshift(found);
    }
    return found;
  };
  const one = (object: string, operation: BatchOperation) => {
    const found = world.records[object]?.find((each) => each.id === operation.id);
    if (operation.op === 'restore') {
      return restore(object, operation.id) ? { status: 200, id: operation.id } : { status: 404 };
    }
    if (!found) {
      const problem = refusal(404, 'not-found', 'There is no such record.');
      return { status: 404, id: operation.id, problem };
    }
    if (operation.op === 'delete') {
      remove(object, operation.id);
      return { status: 204, id: operation.id };
    }
    if (operation.op === 'move' && operation.stage === 'won' && !found.values.decision_maker) {
      const problem = refusal(422, 'stage-criteria-unmet', 'Not ready.', {
        unmet: [
          {
            key: 'd',
            label: 'Decision maker is known',
            message: 'Write down who decides.',
            severity: 'block',
          },
        ],
      });
      return { status: 422, id: operation.id, problem };
    }
    const values: Values = operation.op === 'move' ? { stage: operation.stage } : (operation.values ?? {});
    found.values = { ...found.values, ...values };
    found.version += 1;
    return { status: 200, id: found.id, version: found.version };
  };
  return [
    http.get('*/api/v1/records/:object', ({ request, params }) => {
      if (new URL(request.url).searchParams.get('deleted') !== 'true') {
        return undefined;
      }
      const items = world.runtime.bin[String(params.object)] ?? [];
      return HttpResponse.json({ items, nextCursor: null, prevCursor: null, total: items.length });
    }),
    http.post('*/api/v1/records/:object/batch', async ({ request, params }) => {
      const body = (await request.json()) as { operations: BatchOperation[] };
      sent(world, request, body);
      return HttpResponse.json({
        results: body.operations.map((operation) => one(String(params.object), operation)),
      });
    }),
    http.delete('*/api/v1/records/:object/:id', ({ request, params }) => {
      sent(world, request, null);
      return remove(String(params.object), params.id)
        ? new HttpResponse(null, { status: 204 })
        : refuse(404, 'not-found', 'There is no such record.');
    }),
    http.post('*/api/v1/records/:object/:id/restore', ({ request, params }) => {
      sent(world, request, null);
      const found = restore(String(params.object), params.id);
      return found ? HttpResponse.json(found) : refuse(404, 'not-found', 'There is no such record.');
    }),
  ];
}

function handOverHandlers(world: World) {
  return [
    http.post('*/api/v1/records/:object/bulk', async ({ request }) => {
      sent(world, request, await request.json());
      return new HttpResponse(null, { status: 202, headers: { Location: '/api/v1/jobs/b1' } });
    }),
    http.get('*/api/v1/jobs/b1', () =>
      HttpResponse.json({
        id: 'b1',
        kind: 'bulk',
        state: 'done',
        done: 260,
        total: 260,
        result: {
          id: 'bu1',
          done: 258,
          failed: 2,
          results: [
            {
              id: 'c1',
              name: '青禾食品有限公司',
              problem: { status: 409, code: 'record-in-use', detail: 'It is used elsewhere.' },
            },
          ],
        },
      }),
    ),
    http.post('*/api/v1/bulk/:id/undo', ({ request }) => {
      sent(world, request, null);
      return new HttpResponse(null, { status: 202, headers: { Location: '/api/v1/jobs/b2' } });
    }),
    http.get('*/api/v1/jobs/b2', () =>
      HttpResponse.json({
        id: 'b2',
        kind: 'bulk-undo',
        state: 'done',
        done: 258,
        total: 258,
        result: {
          id: 'bu1',
          done: 257,
          partly: 0,
          skipped: 1,
          results: [
            {
              id: 'c2',
              name: '南岸连锁超市',
              problem: { status: 409, code: 'record-changed-since', detail: '王磊 changed the record.' },
            },
          ],
        },
      }),
    ),
    http.get('*/api/v1/bulk', () =>
      HttpResponse.json({
        items: [
          {
            id: 'bu1',
            object: 'customer',
            op: 'update',
            fields: ['city'],
            by: me,
            createdAt: '2026-11-22T01:00:00Z',
            undoneAt: null,
            counts: { open: 0, done: 258, failed: 2, skipped: 0, returned: 0, kept: 0 },
          },
        ],
      }),
    ),
    http.post('*/api/v1/records/:object/transfer', async ({ request }) => {
      const body = (await request.json()) as { ids?: string[]; dryRun?: boolean };
      sent(world, request, body);
      if (body.dryRun) {
        return HttpResponse.json({
          records: body.ids?.length ?? 7,
          children: { contact: 2 },
          examples: [{ id: 'c1', name: '青禾食品有限公司' }],
        });
      }
      return new HttpResponse(null, { status: 202, headers: { Location: '/api/v1/jobs/t1' } });
    }),
    http.get('*/api/v1/jobs/t1', () =>
      HttpResponse.json({
        id: 't1',
        kind: 'transfer',
        state: 'done',
        done: 2,
        total: 2,
        result: { transferred: 2, skipped: 1, failed: 0, id: 'tr1' },
      }),
    ),
    http.post('*/api/v1/transfers/:id/undo', ({ request }) => {
      sent(world, request, null);
      return new HttpResponse(null, { status: 202, headers: { Location: '/api/v1/jobs/t1' } });
    }),
    http.get('*/api/v1/transfers', () =>
      HttpResponse.json({
        items: [
          {
            id: 'tr1',
            object: 'customer',
            to: { id: 'm2', name: '王磊' },
            children: ['deal'],
            reason: null,
            by: me,
            createdAt: '2026-11-22T01:00:00Z',
            undoneAt: null,
            counts: { open: 0, given: 3, skipped: 0, failed: 0, returned: 0, kept: 0 },
          },
        ],
      }),
    ),
    http.get('*/api/v1/records/:object/:id/shares', () => HttpResponse.json({ items: world.runtime.shares })),
    http.post('*/api/v1/records/:object/:id/shares', async ({ request }) => {
      const body = (await request.json()) as { member?: string; access: string; as?: string };
      sent(world, request, body);
      const share = {
        id: `s${String(world.runtime.shares.length + 1)}`,
        member: body.member ? { id: body.member, name: '王磊' } : null,
        role: null,
        access: body.access,
        as: body.as ?? null,
        until: null,
        by: me,
        createdAt: '2026-11-23T01:00:00Z',
      };
      world.runtime.shares.push(share);
      return HttpResponse.json(share, { status: 201 });
    }),
    http.delete('*/api/v1/records/:object/:id/shares/:share', ({ request, params }) => {
      sent(world, request, null);
      world.runtime.shares = world.runtime.shares.filter((one) => one.id !== params.share);
      return new HttpResponse(null, { status: 204 });
    }),
    http.get('*/api/v1/pools', () => HttpResponse.json({ items: world.runtime.pools })),
    http.get('*/api/v1/pools/:key/warnings', () =>
      HttpResponse.json({ items: [{ id: 'c2', name: '南岸连锁超市', reclaimOn: '2026-11-26' }] }),
    ),
    http.post('*/api/v1/records/:object/:id/:verb', async ({ request, params }) => {
      if (params.verb !== 'claim' && params.verb !== 'release') {
        return undefined;
      }
      sent(world, request, await request.json());
      const refused = world.runtime.claimRefusal;
      if (refused && params.verb === 'claim') {
        return refuse(refused.status, refused.code, refused.detail, refused.more);
      }
      const found = world.records[String(params.object)]?.find((one) => one.id === params.id);
      if (found) {
        found.owner = params.verb === 'claim' ? me : null;
        found.ownerId = params.verb === 'claim' ? me.id : null;
      }
      return HttpResponse.json(found);
    }),
  ];
}

export function runtimeHandlers(world: World) {
  return [
    ...binHandlers(world),
    ...handOverHandlers(world),
    http.get('*/api/v1/records/:object/:id/timeline', ({ request }) => {
      const query = Object.fromEntries(new URL(request.url).searchParams);
      sent(world, request, query);
      const kinds = query.kinds?.split(',');
      const items = world.runtime.timeline.filter((one) => !kinds || kinds.includes(String(one.kind)));
      return HttpResponse.json({ items, nextCursor: null });
    }),
    http.get('*/api/v1/records/:object/:id/changes', ({ params }) =>
      HttpResponse.json({
        items: world.runtime.timeline
          .filter((one) => one.recordId === params.id && one.kind !== 'move')
          .map((one) => ({ ...one, version: 2 })),
        nextCursor: null,
      }),
    ),
    http.get('*/api/v1/search', ({ request }) => {
      const query = Object.fromEntries(new URL(request.url).searchParams);
      sent(world, request, query);
      const q = query.q ?? '';
      const groups = ['customer', 'deal'].map((object) => ({
        object,
        label: object === 'customer' ? 'Customers' : 'Opportunities',
        items: (world.records[object] ?? [])
          .filter((one) => JSON.stringify(one.values).includes(q))
          .map((one) => ({ id: one.id, name: String(one.values.name as string), hint: null, score: 1 })),
        more: false,
      }));
      return HttpResponse.json({ groups: groups.filter((group) => group.items.length > 0) });
    }),
  ];
}
