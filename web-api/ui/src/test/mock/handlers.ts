import { http, HttpResponse } from 'msw';
import type {
  Definition,
  FieldValue,
  Label,
  PatchOperation,
  RecordView,
  UnmetCriterion,
  Values,
  Wanted,
  WorklistItem,
} from '~/api';
import { addDays } from '~/i18n/format';
import { apply } from '~/features/studio/core/patch';
import { problem } from './problem';
import { contactingHandlers } from './contacting';
import { eyeHandlers } from './eye';
import { runtimeHandlers } from './runtime';
import { dayOf, sellingHandlers } from './selling';
import { viewHandlers } from './views';
import { me, newWorld, objectView, type World } from './world';

export { problem };

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

/** Equality, presence and a lower bound are all the filter that the pages need here. */
function matches(record: RecordView, filter: string): boolean {
  const valueOf = (key: string): FieldValue =>
    key === 'subject_id' ? record.subject?.id : record.values[key];
  const plain = (value: FieldValue) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? 'id' in value
        ? value.id
        : value.amount
      : value;
  const equal = [...filter.matchAll(/(\w+) == "([^"]*)"/g)].every(
    ([, key = '', to]) => plain(valueOf(key)) === to,
  );
  const bound = [...filter.matchAll(/(\w+) >= (\d+)/g)].every(
    ([, key = '', to]) => Number(plain(valueOf(key))) >= Number(to),
  );
  const there = [...filter.matchAll(/(!?)has\((\w+)\)/g)].every(
    ([, not, key = '']) => (valueOf(key) !== undefined) === (not === ''),
  );
  return equal && bound && there;
}

function unmetOf(
  world: World,
  record: RecordView,
  stageKey: string,
  locale: 'zh-CN' | 'en',
): UnmetCriterion[] {
  const stage = world.definition.funnels[0]?.stages.find((one) => one.key === stageKey);
  const text = (label: Label | undefined) => label?.[locale] ?? '';
  return (stage?.criteria ?? []).flatMap((criterion): UnmetCriterion[] => {
    const fields = [...criterion.when.matchAll(/has\((\w+)\)|(\w+) >= \d/g)].map(
      ([, has, bound]) => has ?? bound ?? '',
    );
    const missing = fields.filter((key) => record.values[key] === undefined || record.values[key] === null);
    return matches(record, criterion.when.split(' && ')[0] ?? '')
      ? []
      : [
          {
            key: criterion.key,
            label: text(criterion.label),
            message: text(criterion.message),
            severity: criterion.severity ?? 'block',
            missing,
            fields: [...new Set(fields)],
          },
        ];
  });
}

function read(values: Values, world: World, object: string): Values {
  const fields = world.definition.objects.find((one) => one.key === object)?.fields ?? [];
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => {
        const field = fields.find((one) => one.key === key);
        if (field?.type === 'lookup' && typeof value === 'string') {
          const named = world.records[field.target ?? '']?.find((one) => one.id === value);
          return [key, { id: value, name: String(named?.values.name as string) }];
        }
        return [
          key,
          field?.type === 'currency' && typeof value !== 'object'
            ? { amount: String(value), currency: 'CNY' }
            : value,
        ];
      }),
  );
}

function recordHandlers(world: World) {
  const find = (object: unknown, id: unknown) => world.records[String(object)]?.find((one) => one.id === id);
  const change = (record: RecordView, values: Values, object: string) => {
    record.values = read({ ...record.values, ...values }, world, object);
    record.version += 1;
    record.updatedAt = '2026-11-23T01:00:00Z';
    record.updatedBy = me;
    return record;
  };
  return [
    http.get('*/api/v1/records/:object', ({ request, params }) => {
      const query = new URL(request.url).searchParams;
      note(world, request, Object.fromEntries(query));
      const q = query.get('q') ?? '';
      const all = (world.records[String(params.object)] ?? []).filter(
        (one) => matches(one, query.get('filter') ?? '') && JSON.stringify(one.values).includes(q),
      );
      const start = Number(query.get('cursor') ?? 0);
      const size = Math.min(Number(query.get('limit') ?? 50), 50);
      const items = all.slice(start, start + size);
      const next = start + size < all.length ? String(start + size) : null;
      return HttpResponse.json({
        items,
        nextCursor: next,
        prevCursor: start > 0 ? String(Math.max(0, start - size)) : null,
        ...(query.get('count') ? { total: all.length } : {}),
      });
    }),
    http.post('*/api/v1/records/:object/aggregate', async ({ request, params }) => {
      const { groupBy, filter } = (await request.json()) as { groupBy: string[]; filter?: string };
      const key = groupBy[0] ?? '';
      const groups = new Map<string, { count: number; sum: number }>();
      for (const one of (world.records[String(params.object)] ?? []).filter((each) =>
        matches(each, filter ?? ''),
      )) {
        const at = String(one.values[key] as string);
        const { count, sum } = groups.get(at) ?? { count: 0, sum: 0 };
        groups.set(at, {
          count: count + 1,
          sum: sum + Number((one.values.amount as { amount: string } | undefined)?.amount ?? 0),
        });
      }
      return HttpResponse.json({
        groups: [...groups].map(([at, { count, sum }]) => ({
          key: key ? { [key]: at === 'undefined' ? null : at } : {},
          count,
          sum_amount: sum.toFixed(4),
        })),
      });
    }),
    http.post('*/api/v1/records/:object', async ({ request, params }) => {
      const body = (await request.json()) as { values: Values };
      note(world, request, body);
      if (!body.values.name) {
        const message = localeOf(request) === 'en' ? 'Name must be filled in.' : '请填写名称。';
        return problem(422, 'invalid-values', message, {
          errors: [{ pointer: '/values/name', code: 'required', message }],
        });
      }
      const made = {
        ...structuredClone(world.records.deal?.[0]),
        id: 'new1',
        version: 1,
        values: read(body.values, world, String(params.object)),
      } as RecordView;
      world.records[String(params.object)]?.unshift(made);
      return HttpResponse.json(made, { status: 201 });
    }),
    http.get('*/api/v1/records/:object/:id', ({ params }) => {
      const found = find(params.object, params.id);
      return found
        ? HttpResponse.json(found, { headers: { ETag: `"${String(found.version)}"` } })
        : problem(404, 'not-found', 'There is no such record.');
    }),
    http.patch('*/api/v1/records/:object/:id', async ({ request, params }) => {
      const body = (await request.json()) as { values: Values };
      note(world, request, body);
      const found = find(params.object, params.id);
      if (!found) {
        return problem(404, 'not-found', 'There is no such record.');
      }
      if (request.headers.get('If-Match') !== `"${String(found.version)}"`) {
        return problem(412, 'version-conflict', '王磊 changed the phone.');
      }
      return HttpResponse.json(change(found, body.values, String(params.object)));
    }),
    http.get('*/api/v1/records/:object/:id/moves', ({ params }) => {
      const deal = params.object === 'deal';
      const base = { cause: 'move', actor: me, reason: null, definitionVersion: 3 };
      return HttpResponse.json({
        items: deal
          ? [
              {
                ...base,
                field: 'stage',
                from: null,
                to: 'prospecting',
                enteredAt: '2026-11-02T02:00:00Z',
                leftAt: '2026-11-14T02:00:00Z',
              },
              {
                ...base,
                field: 'stage',
                from: 'prospecting',
                to: 'engaging',
                enteredAt: '2026-11-14T02:00:00Z',
                leftAt: null,
              },
            ]
          : [
              {
                ...base,
                field: 'grade',
                from: 'b',
                to: 'a',
                enteredAt: '2026-11-14T02:00:00Z',
                leftAt: null,
              },
            ],
      });
    }),
    http.post('*/api/v1/records/:object/:id/move', async ({ request, params }) => {
      const body = (await request.json()) as {
        from?: string;
        stage: string;
        values?: Values;
        override?: { reason: string };
      };
      note(world, request, body);
      const found = find(params.object, params.id);
      if (!found) {
        return problem(404, 'not-found', 'There is no such record.');
      }
      const locale = localeOf(request);
      if (body.from && body.from !== found.values.stage) {
        const detail =
          locale === 'en'
            ? 'Chen Yu moved this to “Prospecting” at 2026-11-20 10:05; look at it again before you move it on.'
            : '陈宇 已于 2026-11-20 10:05 将其移至“初步接触”，请查看后再移动。';
        return problem(409, 'moved-meanwhile', detail);
      }
      const after = {
        ...found,
        values: read({ ...found.values, ...body.values, stage: body.stage }, world, 'deal'),
      };
      const unmet = unmetOf(world, after, body.stage, locale);
      if (!body.override && unmet.some((one) => one.severity === 'block')) {
        const detail = locale === 'en' ? 'The stage’s criteria are not met.' : '推进条件未满足。';
        return problem(422, 'stage-criteria-unmet', detail, { unmet });
      }
      return HttpResponse.json({
        ...change(found, { ...body.values, stage: body.stage }, 'deal'),
        warnings: unmet,
      });
    }),
  ];
}

function gradeHandlers(world: World) {
  const find = (object: unknown, id: unknown) => world.records[String(object)]?.find((one) => one.id === id);
  return [
    http.get('*/api/v1/records/:object/:id/grade', ({ params, request }) => {
      const found = find(params.object, params.id);
      const scale = objectView(world, String(params.object), localeOf(request))?.gradeScale;
      const big = Number(found?.values.employees ?? 0) >= 300;
      const known = found?.values.phone !== undefined;
      return HttpResponse.json({
        current: found?.values.grade ?? null,
        suggested: big && known ? 'a' : known ? 'b' : null,
        grades: (scale?.grades ?? []).map(({ key, label, ripeness }) => {
          const criterion = { key: 'reached', label: 'Can be reached' };
          const large = { key: 'large', label: 'Large enough' };
          const asked = key === 'a' ? [[criterion, known], [large, big]] as const : key === 'b' ? [[criterion, known]] as const : []; // prettier-ignore
          return {
            key,
            label,
            ripeness,
            met: asked.filter(([, met]) => met).map(([one]) => one),
            unmet: asked
              .filter(([, met]) => !met)
              .map(([one]) => ({
                ...one,
                message: '',
                severity: 'block',
                missing: one === large ? ['employees'] : ['phone'],
                fields: [],
              })),
          };
        }),
      });
    }),
    http.post('*/api/v1/records/:object/:id/grade', async ({ request, params }) => {
      const body = (await request.json()) as { grade: string };
      note(world, request, body);
      const found = find(params.object, params.id);
      if (!found) {
        return problem(404, 'not-found', 'There is no such record.');
      }
      found.values = { ...found.values, grade: body.grade };
      found.version += 1;
      return HttpResponse.json(found);
    }),
    http.get('*/api/v1/dashboards', ({ request }) => {
      const text = (label: unknown) => (label as Label | undefined)?.[localeOf(request)] ?? '';
      return HttpResponse.json({
        items: (world.definition.dashboards ?? []).map((one) => ({
          key: one.key,
          label: text(one.label),
          tiles: (one.tiles as { label: Label }[]).map((tile) => ({ ...tile, label: text(tile.label) })),
        })),
      });
    }),
  ];
}

function configHandlers(world: World) {
  const tag = () => ({ headers: { ETag: `"draft-${String(world.draftVersion)}"` } });
  return [
    http.get('*/api/v1/config', () => HttpResponse.json(world.definition)),
    http.get('*/api/v1/config/functions', () =>
      HttpResponse.json({
        items: [
          {
            key: 'days_since',
            call: 'function',
            signatures: [{ parameters: ['time'], result: 'integer' }],
            description: 'Whole days since a moment.',
            example: 'days_since(created_at) > 30',
          },
        ],
      }),
    ),
    http.get('*/api/v1/config/draft', () => HttpResponse.json(world.draft, tag())),
    http.patch('*/api/v1/config/draft', async ({ request }) => {
      const operations = (await request.json()) as PatchOperation[];
      note(world, request, operations);
      if (request.headers.get('If-Match') !== `"draft-${String(world.draftVersion)}"`) {
        return problem(409, 'draft-conflict', '王磊 changed the same part.', {
          conflicts: [{ pointer: '/funnels/0', by: { id: 'm2', name: '王磊' } }],
        });
      }
      world.draft = apply(operations, world.draft);
      world.draftVersion += 1;
      return HttpResponse.json(world.draft, tag());
    }),
    http.post('*/api/v1/config/draft/rebase', ({ request }) => {
      note(world, request, null);
      world.draft = { ...world.draft, version: world.definition.version };
      world.draftVersion += 1;
      return HttpResponse.json(world.draft, tag());
    }),
    http.get('*/api/v1/config/versions', () =>
      HttpResponse.json({
        items: Array.from({ length: world.definition.version }, (_, at) => ({
          version: world.definition.version - at,
          author: me,
          note: at === 0 ? 'Stricter proposals' : '',
          publishedAt: '2026-11-20T08:00:00Z',
        })),
      }),
    ),
    http.get('*/api/v1/config/versions/:number/difference', ({ request, params }) => {
      note(world, request, Object.fromEntries(new URL(request.url).searchParams));
      return HttpResponse.json({
        version: Number(params.number),
        with: 1,
        changes: [{ kind: 'added', pointer: '/objects/0/fields/6', path: 'x', text: 'Field “Note” is new' }],
      });
    }),
    http.post('*/api/v1/config/versions/:number/republish', async ({ request }) => {
      note(world, request, await request.json());
      world.definition = { ...world.definition, version: world.definition.version + 1 };
      world.draft = structuredClone(world.definition);
      return HttpResponse.json({ version: world.definition.version, publishedAt: '2026-11-23T01:00:00Z' });
    }),
    http.get('*/api/v1/config/export', () =>
      HttpResponse.json({ format: 'ripeline-definition', version: 1, definition: world.definition }),
    ),
    http.post('*/api/v1/config/import', async ({ request }) => {
      const file = (await request.json()) as { definition: Definition };
      note(world, request, file);
      world.draft = { ...file.definition, version: world.definition.version };
      world.draftVersion += 1;
      return HttpResponse.json(world.draft, tag());
    }),
    http.delete('*/api/v1/config/draft', ({ request }) => {
      note(world, request, null);
      world.draft = structuredClone(world.definition);
      world.draftVersion += 1;
      return new HttpResponse(null, { status: 204 });
    }),
    http.post('*/api/v1/config/draft/check', ({ request }) => {
      note(world, request, null);
      const en = localeOf(request) === 'en';
      return HttpResponse.json({
        problems: [
          {
            pointer: '/funnels/0/stages/2/criteria/1/when',
            code: 'number-without-currency',
            severity: 'warning',
            message: en ? 'Compares amounts of any currency.' : '比较时没有区分币种。',
            remedy: en ? 'Compare base amounts.' : '改用本位币金额。',
          },
        ],
        changes: [
          {
            kind: 'changed',
            pointer: '/funnels/0/stages/2/criteria/0/when',
            text: en
              ? 'Proposal: the condition “Decision maker is known” changes'
              : '方案报价：条件“决策人明确”有修改',
          },
        ],
        impact: [
          {
            kind: 'criterion',
            object: 'deal',
            stage: 'proposal',
            criterion: 'decision_maker_known',
            label: en ? 'Decision maker is known' : '决策人明确',
            total: 120,
            failing: 37,
            filter: 'stage == "engaging" && !has(decision_maker)',
          },
          {
            kind: 'criterion',
            object: 'deal',
            stage: 'proposal',
            criterion: 'worth_it',
            label: en ? 'Amount is at least 10,000' : '金额达到一万元',
            total: 120,
            failing: 0,
            filter: null,
          },
        ],
      });
    }),
    http.post('*/api/v1/config/draft/simulate', async ({ request }) => {
      const body = (await request.json()) as { object: string; grade?: true };
      note(world, request, body);
      return HttpResponse.json({
        kind: body.grade ? 'grade' : 'criterion',
        object: body.object,
        stage: 'proposal',
        to: '2026-11-22T00:00:00Z',
        population: 118,
        sampled: false,
        total: 118,
        passed: 74,
        failed: 31,
        undecided: 13,
        approximated: 0,
        byOutcome: {
          won: { passed: 52, failed: 3, undecided: 1 },
          lost: { passed: 14, failed: 24, undecided: 11 },
        },
        examples: [
          {
            id: 'd5',
            name: '年度维保',
            at: '2026-06-12T08:10:00Z',
            stage: 'proposal',
            verdict: 'undecided',
            missing: ['decision_maker'],
          },
        ],
        ...(body.grade
          ? {
              grades: {
                scale: [{ key: 'a', now: 40, suggested: 31, hadBeforeWon: 9, suggestedBeforeWon: 17 }],
                moves: [{ from: 'a', to: 'b', count: 14 }],
                won: 25,
                daysBefore: 30,
              },
            }
          : {}),
      });
    }),
    http.post('*/api/v1/config/draft/publish', async ({ request }) => {
      note(world, request, await request.json());
      world.draft = { ...world.draft, version: world.draft.version + 1 };
      world.definition = structuredClone(world.draft);
      return HttpResponse.json({ version: world.draft.version, publishedAt: '2026-11-23T01:00:00Z' });
    }),
  ];
}

function workHandlers(world: World) {
  const take = (id: unknown) => {
    const at = world.open.findIndex((one) => one.id === id);
    return at < 0 ? undefined : world.open.splice(at, 1)[0];
  };
  return [
    http.get('*/api/v1/worklist', () => {
      const planned = world.open.filter((one) => !world.selling.dropped.includes(one.id));
      const overdue = planned.filter((one) => one.dueOn < world.today);
      const today = planned.filter((one) => one.dueOn === world.today);
      const tomorrow = world.open.filter((one) => one.dueOn > world.today);
      const counts = {
        overdue: overdue.length,
        today: today.length,
        tomorrow: tomorrow.length,
        done: world.done.length,
      };
      const day = dayOf(world);
      return HttpResponse.json({
        overdue,
        today,
        tomorrow,
        done: world.done,
        ...day.more,
        counts: { ...counts, ...day.counts },
      });
    }),
    http.post('*/api/v1/worklist', async ({ request }) => {
      const body = (await request.json()) as Wanted;
      note(world, request, body);
      const item: WorklistItem = {
        id: `w${String(world.open.length + world.done.length + 1)}`,
        subject: { ...body.subject, name: '青禾食品有限公司' },
        dueOn: body.dueOn,
        channel: body.channel,
        purpose: body.purpose ?? null,
        because: null,
        overdueDays: 0,
        grade: null,
        phone: null,
        planned: 'person',
      };
      world.open.push(item);
      return HttpResponse.json(item, { status: 201 });
    }),
    http.post('*/api/v1/worklist/:id/:verb', async ({ request, params }) => {
      const body = params.verb === 'start' ? null : await request.json();
      note(world, request, body);
      if (params.verb === 'start') {
        return HttpResponse.json({ item: params.id, startedAt: world.today });
      }
      const item = take(params.id);
      if (item && params.verb === 'complete') {
        world.done.push(item);
        return HttpResponse.json({
          activity: { id: 'a9' },
          completed: { id: item.id },
          next: { ...item, id: 'w9', dueOn: addDays(world.today, 3) },
        });
      }
      return HttpResponse.json({});
    }),
  ];
}

/** A file of three rows, one of which has no name. */
function importHandlers(world: World) {
  const counts = { created: 2, updated: 0, skipped: 0, failed: 1, done: 3, total: 3 };
  const way = (jobId: string) => ({
    ...counts,
    jobId,
    queuedAt: '2026-11-23T01:00:00Z',
    finishedAt: '2026-11-23T01:00:02Z',
  });
  const find = (id: unknown) => world.imports.find((one) => one.id === id);
  return [
    http.get('*/api/v1/imports', ({ request }) => {
      const object = new URL(request.url).searchParams.get('object');
      return HttpResponse.json({
        items: world.imports.filter((one) => !object || one.object === object),
        nextCursor: null,
      });
    }),
    // jsdom's form data does not travel: what was sent with the file is not looked at.
    http.post('*/api/v1/imports', ({ request }) => {
      note(world, request, null);
      const made = {
        id: `i${String(world.imports.length + 1)}`,
        object: 'customer',
        mode: 'create',
        state: 'ready',
        fileName: 'customers.csv',
        columns: ['客户名称', '等级', '电话'],
        rows: 3,
        format: 'csv',
        encoding: 'GBK',
        delimiter: ',',
        headerRow: 1,
        preview: [
          ['青禾食品', 'A', '0571-88881234'],
          ['南岸超市', 'B+', '13800138000'],
          ['', 'B', ''],
        ],
        mapping: [
          { column: '客户名称', field: 'name' },
          { column: '等级', field: 'grade' },
        ],
        createdAt: '2026-11-23T01:00:00Z',
        createdBy: 'm1',
      };
      world.imports.unshift(made);
      return HttpResponse.json(made, { status: 201 });
    }),
    http.get('*/api/v1/imports/:id', ({ params }) => {
      const found = find(params.id);
      return found ? HttpResponse.json(found) : problem(404, 'import-not-found', 'There is no such import.');
    }),
    http.put('*/api/v1/imports/:id/options', async ({ request, params }) => {
      const options = (await request.json()) as object;
      note(world, request, options);
      const changed = Object.assign(find(params.id) ?? {}, options, { state: 'ready' });
      return HttpResponse.json(changed);
    }),
    http.get(
      '*/api/v1/imports/:id/failed',
      () =>
        new HttpResponse('客户名称,等级,电话,reason\r\n,B,,"客户名称: ""name"" must be filled in."\r\n', {
          headers: { 'Content-Type': 'text/csv;charset=UTF-8' },
        }),
    ),
    http.post('*/api/v1/imports/:id/:verb', ({ request, params }) => {
      note(world, request, null);
      const found = find(params.id) ?? {};
      if (params.verb === 'dry-run') {
        Object.assign(found, { state: 'checked', dryRun: way('j1') });
      } else if (params.verb === 'run') {
        Object.assign(found, { state: 'finished', run: way('j2') });
      } else {
        Object.assign(found, {
          state: 'reverted',
          revert: { jobId: 'j3', done: 3, deleted: 1, restored: 0, skipped: 1 },
        });
      }
      return new HttpResponse(null, { status: 202, headers: { Location: '/api/v1/jobs/j1' } });
    }),
  ];
}

/** Merging takes what the survivor lacks; contradictions are told. */
function mergeHandlers(world: World) {
  return [
    http.post('*/api/v1/records/:object/merge', async ({ request, params }) => {
      const body = (await request.json()) as {
        into: string;
        from: string[];
        values?: Record<string, string>;
        dryRun?: boolean;
      };
      note(world, request, body);
      const all = world.records[String(params.object)] ?? [];
      const into = all.find((one) => one.id === body.into);
      const both = [into, ...all.filter((one) => body.from.includes(one.id))];
      const keys = [...new Set(both.flatMap((one) => Object.keys(one?.values ?? {})))];
      const conflicts = keys
        .map((field) => ({
          field,
          values: both.map((one) => ({ id: one?.id ?? '', value: one?.values[field] ?? null })),
        }))
        .filter(({ values }) => new Set(values.map(({ value }) => JSON.stringify(value))).size > 1);
      return HttpResponse.json({ record: into, moved: { deal: 3, contact: 0 }, conflicts });
    }),
    http.post('*/api/v1/exports', async ({ request }) => {
      note(world, request, await request.json());
      return new HttpResponse('name\r\n', {
        headers: {
          'Content-Disposition': 'attachment; filename="deal.csv"; filename*=UTF-8\'\'%E5%95%86%E6%9C%BA.csv',
        },
      });
    }),
  ];
}

export function handlersOf(world: World = newWorld()) {
  return [
    http.get('*/api/v1/me', () =>
      HttpResponse.json({
        member: {
          id: me.id,
          email: 'chen@acme.example',
          name: me.name,
          role: 'admin',
          locale: 'zh-CN',
          timeZone: world.timeZone,
        },
        tenant: { slug: 'acme', name: '瓜田科技', locale: 'zh-CN', timeZone: 'Asia/Shanghai' },
        permissions: {
          admin: true,
          scope: 'all',
          objects: { '*': ['read', 'create', 'update', 'delete'] },
          overrideCriteria: true,
        },
        branding: { name: '瓜田科技', color: '#1d7f4e' },
      }),
    ),
    http.patch('*/api/v1/me', async ({ request }) => {
      const body = (await request.json()) as { timeZone: string | null };
      world.sent.push({ method: 'PATCH', path: '/api/v1/me', headers: request.headers, body });
      world.timeZone = body.timeZone;
      return HttpResponse.json({ id: me.id, name: me.name, timeZone: body.timeZone });
    }),
    http.get('*/api/v1/members', () =>
      HttpResponse.json({
        items: [
          { ...me, email: 'chen@acme.example', role: 'admin', active: true },
          { id: 'm2', name: '王磊', email: 'wang@acme.example', role: 'rep', active: true },
        ],
      }),
    ),
    http.get('*/api/v1/objects', ({ request }) =>
      HttpResponse.json({
        items: [
          ...world.definition.objects.map((one) => objectView(world, one.key, localeOf(request))),
          objectView(world, 'activity', localeOf(request)),
        ],
      }),
    ),
    http.get('*/api/v1/objects/:key', ({ request, params }) => {
      const view = objectView(world, String(params.key), localeOf(request));
      return view ? HttpResponse.json(view) : problem(404, 'not-found', 'There is no such object.');
    }),
    ...sellingHandlers(world),
    ...runtimeHandlers(world),
    ...eyeHandlers(world),
    ...viewHandlers(world),
    ...contactingHandlers(world),
    ...gradeHandlers(world),
    ...recordHandlers(world),
    ...configHandlers(world),
    ...workHandlers(world),
    ...importHandlers(world),
    ...mergeHandlers(world),
  ];
}
