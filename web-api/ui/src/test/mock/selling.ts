import { http, HttpResponse } from 'msw';
import type { PlannedItem, StageStanding, StageTask, Verdict, WorklistItem } from '~/api';
import { addDays } from '~/i18n/format';
import { problem } from './problem';
import { me, objectView, type World } from './world';

/** Parts of the world that only the selling process knows. */
export interface Selling {
  dropped: string[];
  elsewhere: WorklistItem[];
  capacity: number | null;
  nextStep: 'required' | 'optional';
  closed: { at: string; note: string | null } | null;
  onLeave: boolean;
  working: boolean;
  /** Ticked tasks, by record. */
  ticked: Record<string, string[]>;
  /** Records whose last move can be undone, and where to. */
  undo: Record<string, string>;
  undoUntil: string;
  leaves: { id: string; from: string; to: string; deputy: { id: string; name: string } | null }[];
  overrides: Record<string, unknown>[];
}

export const sellingOf = (): Selling => ({
  dropped: [],
  elsewhere: [],
  capacity: null,
  nextStep: 'optional',
  closed: null,
  onLeave: false,
  working: true,
  ticked: {},
  undo: {},
  undoUntil: '2099-01-01T00:00:00Z',
  leaves: [],
  overrides: [],
});

const localeOf = (request: Request) =>
  request.headers.get('Accept-Language')?.startsWith('zh') ? 'zh-CN' : 'en';

function note(world: World, request: Request, body: unknown) {
  world.sent.push({
    method: request.method,
    path: new URL(request.url).pathname,
    headers: request.headers,
    body,
  });
}

function standing(world: World, object: string, id: string, locale: 'zh-CN' | 'en'): StageStanding | null {
  const view = objectView(world, object, locale);
  const record = world.records[object]?.find((one) => one.id === id);
  const funnel = view?.funnels[0];
  const here = funnel?.stages.find((stage) => stage.key === record?.values[funnel.field]);
  if (!funnel || !here) {
    return null;
  }
  const defined = world.definition.funnels[0]?.stages.find((stage) => stage.key === here.key)?.tasks ?? [];
  const tasks = defined.map((task): StageTask => {
    const done = (world.selling.ticked[id] ?? []).includes(task.key);
    return {
      key: task.key,
      label: task.label[locale] ?? '',
      help: null,
      required: task.key === 'budget',
      channel: null,
      dueOn: null,
      done,
      doneAt: done ? '2026-11-22T02:00:00Z' : null,
      by: done ? me : null,
      activityId: null,
      how: done ? 'hand' : null,
    };
  });
  const allDone = tasks.length > 0 && tasks.every((task) => task.done);
  const next = funnel.stages.find((stage) => (here.next ?? []).includes(stage.key) && stage.kind !== 'lost');
  const back = funnel.stages.find((stage) => stage.key === world.selling.undo[id]);
  return {
    funnel: { key: funnel.key, label: funnel.label },
    stage: { key: here.key, label: here.label, kind: here.kind, probability: here.probability },
    guidance: here.guidance ?? null,
    enteredAt: '2026-11-02T02:00:00Z',
    days: 15,
    clock: 'stage',
    expectedDays: 7,
    staleAfterDays: 10,
    stale: here.kind === 'open',
    tasks,
    allDone,
    advanceTo: allDone && next ? { key: next.key, label: next.label } : null,
    stages: funnel.stages.map((stage) => ({
      key: stage.key,
      label: stage.label,
      kind: stage.kind,
      current: stage.key === here.key,
      allowed: !here.next?.length || here.next.includes(stage.key),
    })),
    undo: back ? { until: world.selling.undoUntil, to: { key: back.key, label: back.label } } : null,
  };
}

function stageHandlers(world: World) {
  return [
    http.get('*/api/v1/records/:object/:id/counts-for', () =>
      HttpResponse.json({ countsFor: null, open: [] }),
    ),
    http.get('*/api/v1/records/:object/:id/stage', ({ request, params }) => {
      const found = standing(world, String(params.object), String(params.id), localeOf(request));
      return found ? HttpResponse.json(found) : problem(404, 'not-found', 'It is in no funnel.');
    }),
    http.post('*/api/v1/records/:object/:id/tasks/:task', async ({ request, params }) => {
      const body = (await request.json()) as { done: boolean };
      note(world, request, body);
      const id = String(params.id);
      const others = (world.selling.ticked[id] ?? []).filter((one) => one !== params.task);
      world.selling.ticked[id] = body.done ? [...others, String(params.task)] : others;
      return HttpResponse.json(standing(world, String(params.object), id, localeOf(request)));
    }),
    http.post('*/api/v1/records/:object/:id/moves/undo', ({ request, params }) => {
      note(world, request, null);
      const id = String(params.id);
      const record = world.records[String(params.object)]?.find((one) => one.id === id);
      const to = world.selling.undo[id];
      if (!record || !to) {
        return problem(409, 'undo-expired', 'The time to undo it is over.');
      }
      record.values = { ...record.values, stage: to };
      record.version += 1;
      world.selling.undo = {};
      return HttpResponse.json(record);
    }),
    http.post('*/api/v1/records/:object/moves/dry-run', async ({ request, params }) => {
      const { ids } = (await request.json()) as { ids: string[] };
      note(world, request, { ids });
      const view = objectView(world, String(params.object), localeOf(request));
      const funnel = view?.funnels[0];
      const items = ids.map((id) => {
        const record = world.records[String(params.object)]?.find((one) => one.id === id);
        const here = funnel?.stages.find((stage) => stage.key === record?.values[funnel.field]);
        return {
          id,
          stages: (funnel?.stages ?? [])
            .filter((stage) => stage.key !== here?.key)
            .map((stage): Verdict => {
              const next = !here?.next?.length || here.next.includes(stage.key);
              const lacking = stage.key === 'proposal' && record?.values.decision_maker === undefined;
              return {
                stage: stage.key,
                allowed: next && !lacking,
                code: next ? (lacking ? 'stage-criteria-unmet' : null) : 'stage-not-reachable',
                unmet: lacking
                  ? [
                      {
                        key: 'decision_maker_known',
                        label: localeOf(request) === 'en' ? 'Decision maker is known' : '决策人明确',
                        message: '',
                        severity: 'block',
                        missing: ['decision_maker'],
                        fields: ['decision_maker'],
                      },
                    ]
                  : [],
                warnings: [],
              };
            }),
        };
      });
      return HttpResponse.json({ items });
    }),
    http.post('*/api/v1/records/:object/cards', async ({ request }) => {
      const { ids } = (await request.json()) as { ids: string[] };
      note(world, request, { ids });
      const touches = [addDays(world.today, -2), world.today, addDays(world.today, 4), null];
      return HttpResponse.json({
        items: ids.map((id, at) => ({
          id,
          days: 3 + at,
          stale: id === 'd3',
          nextTouch: touches[at % 4] ?? null,
          today: world.today,
          tasksOpen: id === 'd3' ? 2 : 0,
        })),
      });
    }),
  ];
}

function gradeHandlers(world: World) {
  return [
    http.get('*/api/v1/overrides', ({ request }) => {
      const query = new URL(request.url).searchParams;
      note(world, request, Object.fromEntries(query));
      const items = world.selling.overrides.filter(
        (one) => !query.get('object') || (one.record as { object: string }).object === query.get('object'),
      );
      return HttpResponse.json({ items, nextCursor: null });
    }),
    http.post('*/api/v1/records/:object/regrade', async ({ request }) => {
      const body = (await request.json()) as { dryRun?: boolean };
      note(world, request, body);
      if (!body.dryRun) {
        return new HttpResponse(null, { status: 202, headers: { Location: '/api/v1/jobs/rg1' } });
      }
      return HttpResponse.json({
        records: 5,
        changes: [
          { from: 'b', to: 'a', count: 2 },
          { from: null, to: 'c', count: 1 },
        ],
        examples: [{ id: 'c3', name: '北辰精密机械', from: 'b', to: 'a' }],
      });
    }),
    http.get('*/api/v1/jobs/rg1', () =>
      HttpResponse.json({
        id: 'rg1',
        kind: 'regrade',
        state: 'done',
        done: 5,
        total: 5,
        result: { changed: 3, unchanged: 2 },
      }),
    ),
    http.get('*/api/v1/grades/:object/distribution', ({ request, params }) => {
      const query = new URL(request.url).searchParams;
      note(world, request, Object.fromEntries(query));
      const scale = objectView(world, String(params.object), localeOf(request))?.gradeScale;
      const by = query.get('by') ?? 'company';
      return HttpResponse.json({
        on: query.get('on'),
        grades: (scale?.grades ?? []).map(({ key, label, color }) => ({ key, label, color })),
        rows: (by === 'company' ? [null] : [me, { id: 'm2', name: '王磊' }]).map((member) => ({
          member,
          counts: { a: 3, b_plus: 5, b: 12, c: 20, '': 2 },
          total: 42,
        })),
      });
    }),
    http.get('*/api/v1/grades/:object/conversion', () =>
      HttpResponse.json({
        from: '2026-08-24',
        to: '2026-11-22',
        rows: [{ from: 'b', to: 'a', count: 9, medianDays: 12 }],
      }),
    ),
  ];
}

function dayHandlers(world: World) {
  return [
    http.get('*/api/v1/worklist/calendar', ({ request }) => {
      const query = new URL(request.url).searchParams;
      note(world, request, Object.fromEntries(query));
      const days = [];
      for (let on = query.get('from') ?? ''; on <= (query.get('to') ?? ''); on = addDays(on, 1)) {
        const items = [...world.open, ...world.done]
          .filter((item) => item.dueOn === on)
          .map(({ id, subject, channel, purpose }): PlannedItem => ({
            id,
            subject,
            channel,
            purpose,
            state: world.open.some((one) => one.id === id) ? 'open' : 'done',
          }));
        const weekday = new Date(`${on}T00:00:00Z`).getUTCDay();
        days.push({
          on,
          working: weekday !== 0 && weekday !== 6,
          half: weekday === 5,
          due: items.filter((item) => item.state === 'open').length,
          done: items.filter((item) => item.state === 'done').length,
          items,
        });
      }
      return HttpResponse.json({ days });
    }),
    http.post('*/api/v1/worklist/close-day', async ({ request }) => {
      const body = (await request.json()) as { note?: string };
      note(world, request, body);
      const open = world.open.filter((item) => item.dueOn <= world.today).length;
      if (open > 0) {
        return problem(409, 'day-still-open', `${String(open)} items are still open.`, { open });
      }
      world.selling.closed = { at: '2026-11-23T10:00:00Z', note: body.note ?? null };
      return HttpResponse.json({
        on: world.today,
        due: 4,
        done: 3,
        moved: 1,
        cancelled: 0,
        tomorrow: world.open.length,
      });
    }),
    http.get('*/api/v1/members/:id/leaves', () => HttpResponse.json({ items: world.selling.leaves })),
    http.post('*/api/v1/members/:id/leaves', async ({ request }) => {
      const body = (await request.json()) as { from: string; to: string; deputyId?: string };
      note(world, request, body);
      const leave = {
        id: `l${String(world.selling.leaves.length + 1)}`,
        from: body.from,
        to: body.to,
        deputy: body.deputyId ? { id: body.deputyId, name: '王磊' } : null,
      };
      world.selling.leaves.push(leave);
      return HttpResponse.json(leave, { status: 201 });
    }),
    http.delete('*/api/v1/members/:id/leaves/:leave', ({ request, params }) => {
      note(world, request, null);
      world.selling.leaves = world.selling.leaves.filter((one) => one.id !== params.leave);
      return new HttpResponse(null, { status: 204 });
    }),
  ];
}

/** What the day's list says beside its items. */
export function dayOf(world: World) {
  const { dropped, elsewhere, capacity, closed, nextStep, onLeave, working } = world.selling;
  const open = world.open.filter((item) => dropped.includes(item.id));
  return {
    more: {
      dropped: open,
      elsewhere,
      capacity,
      closed,
      nextStep,
      day: { on: world.today, working, half: false, onLeave },
    },
    counts: { dropped: open.length, elsewhere: elsewhere.length },
  };
}

export function sellingHandlers(world: World) {
  return [...stageHandlers(world), ...gradeHandlers(world), ...dayHandlers(world)];
}
