import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';
import type { CriterionDefinition, PatchOperation } from '~/api';
import { problem } from '~/test/mock/handlers';
import { newWorld } from '~/test/mock/world';
import { renderAt, sentTo } from '~/test/renderAt';
import { server } from '~/test/server';

const address = '/studio/funnels/sales?stage=proposal';
const path = '/api/v1/config/draft';

type User = ReturnType<typeof renderAt>['user'];
type World = ReturnType<typeof renderAt>['world'];

async function open(user: User, criterion: RegExp) {
  await user.click(await screen.findByRole('button', { name: criterion }));
}

/** What the draft was told in all, once everything on the screen is stored. */
async function stored(world: World): Promise<PatchOperation[]> {
  await waitFor(
    () => {
      expect(sentTo(world, 'PATCH', path).length).toBeGreaterThan(0);
    },
    { timeout: 20_000 },
  );
  await screen.findByText('Draft saved');
  return sentTo(world, 'PATCH', path).flatMap((one) => one.body as PatchOperation[]);
}

describe('a criterion', () => {
  test('is stored with its expression and its rules, and only once it is complete', async () => {
    const { user, world } = renderAt(address);
    await open(user, /Decision maker is known/);

    await user.click(screen.getByLabelText('Relation'));
    await user.click(await screen.findByTitle('contains'));
    expect(screen.getByText(/The condition is not complete yet/)).toBeVisible();
    await user.type(screen.getByLabelText('Value'), '"总" || true');

    const operations = await stored(world);
    expect(sentTo(world, 'PATCH', path)[0]?.headers.get('If-Match')).toBe('"draft-1"');
    expect(operations.every((one) => one.path.startsWith('/funnels/0/stages/2/criteria/0/'))).toBe(true);
    const criterion = world.draft.funnels[0]?.stages[2]?.criteria?.[0];
    expect(criterion).toMatchObject({
      key: 'decision_maker_known',
      when: 'decision_maker.contains("\\"总\\" || true")',
      builder: {
        combinator: 'and',
        rules: [{ field: 'decision_maker', operator: 'contains', value: '"总" || true' }],
      },
    });
  });

  test('whose expression is beyond the builder opens as text', async () => {
    const world = newWorld();
    const criterion = world.draft.funnels[0]?.stages[2]?.criteria?.[1];
    Object.assign(criterion ?? {}, {
      when: 'amount * 2.0 >= 10000.0',
      builder: { combinator: 'and', rules: [{ field: 'amount', operator: '>=', value: '5000' }] },
    });
    const { user } = renderAt(address, world);

    await open(user, /Amount is at least/);

    expect(await screen.findByRole('textbox', { name: 'Expression' })).toHaveValue('amount * 2.0 >= 10000.0');
    expect(screen.getByText(/more than the builder can show/)).toBeVisible();
  });

  test('that is new has a key that must be proper and its own', async () => {
    const { user } = renderAt(address);
    const [entering] = await screen.findAllByRole('button', { name: /Add criterion/ });
    await user.click(entering as HTMLElement);
    const key = await screen.findByDisplayValue('criterion_4');

    await user.clear(key);
    await user.type(key, 'worth_it');
    expect(await screen.findByText('Another one has the same key.')).toBeVisible();
    await user.clear(key);
    await user.type(key, 'Bad Key');

    expect((await screen.findAllByText(/Use lower-case letters, digits/)).length).toBeGreaterThan(0);
  });
});

describe('the draft', () => {
  test('says what it changes, what is wrong with it and whom it touches', async () => {
    const { user, world } = renderAt(address);
    await user.type(await screen.findByLabelText('Name (English)'), '!');
    await stored(world);

    expect(await screen.findByText('1 change')).toBeVisible();
    expect(screen.getByText('1 warning')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Review' }));

    const review = await screen.findByRole('dialog', { name: 'Before you publish' });
    expect(await within(review).findByText('37 of 120 open deals would fail this criterion')).toBeVisible();
    expect(within(review).getByRole('link', { name: 'Show them' })).toHaveAttribute(
      'href',
      `/o/deal?filter=${encodeURIComponent('stage == "engaging" && !has(decision_maker)')}`,
    );
    await user.click(within(review).getByRole('button', { name: 'Proposal! › Amount is at least 10,000' }));
    expect(await screen.findByText('Compares amounts of any currency.')).toBeVisible();
  });

  test('is undone step by step, and discarded as a whole', async () => {
    const { user, world } = renderAt(address);
    await user.type(await screen.findByLabelText('Name (English)'), '!');
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(screen.getByLabelText('Name (English)')).toHaveValue('Proposal');
    await user.type(screen.getByLabelText('Name (English)'), '?');
    await stored(world);

    await user.click(screen.getByRole('button', { name: 'Review' }));
    await user.click(await screen.findByRole('button', { name: 'Discard draft' }));
    await screen.findAllByText('Discard the whole draft?');
    await user.click(screen.getAllByRole('button', { name: 'Discard draft' }).at(-1) as HTMLElement);

    expect(await screen.findByText('Version 3 is in force')).toBeVisible();
    expect(sentTo(world, 'DELETE', path)).toHaveLength(1);
    expect(screen.getByLabelText('Name (English)')).toHaveValue('Proposal');
  });

  test('merges with what somebody else stored elsewhere', async () => {
    const { user, world } = renderAt(address);
    await screen.findByLabelText('Name (English)');
    world.draft = structuredClone(world.draft);
    Object.assign(world.draft.objects[0]?.label ?? {}, { en: 'Client' });
    world.draftVersion = 9;

    await user.type(screen.getByLabelText('Name (English)'), '!');

    await stored(world);
    await waitFor(() => {
      expect(world.draft.funnels[0]?.stages[2]?.label.en).toBe('Proposal!');
    });
    expect(world.draft.objects[0]?.label.en).toBe('Client');
  });

  test.each([
    ['Take theirs', 'Offer'],
    ['Keep mine', 'Proposal!'],
  ])('asks where both changed the same: %s', async (choice, name) => {
    const { user, world } = renderAt(address);
    await screen.findByLabelText('Name (English)');
    world.draft = structuredClone(world.draft);
    Object.assign(world.draft.funnels[0]?.stages[2]?.label ?? {}, { en: 'Offer' });
    world.draftVersion = 9;

    await user.type(screen.getByLabelText('Name (English)'), '!');

    expect(await screen.findByText('Somebody else changed the same place')).toBeVisible();
    expect(screen.getByText(/王磊 is editing as well/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: choice }));
    await waitFor(() => {
      expect(screen.getByLabelText('Name (English)')).toHaveValue(name);
    });
    await waitFor(
      () => {
        expect(world.draft.funnels[0]?.stages[2]?.label.en).toBe(name);
      },
      { timeout: 20_000 },
    );
  });

  test('that the server refuses is not taken for stored', async () => {
    const { user } = renderAt(address);
    server.use(http.patch(`*${path}`, () => problem(400, 'unknown-property', 'There is no such property.')));

    await user.type(await screen.findByLabelText('Name (English)'), '!');

    expect(await screen.findByText('Not saved')).toBeVisible();
    expect(screen.getByText('There is no such property.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Publish' })).toBeDisabled();
  });
});

describe('publishing', () => {
  async function publish(user: User) {
    await user.type(await screen.findByLabelText('Name (English)'), '!');
    await user.click(await screen.findByRole('button', { name: 'Publish' }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByLabelText('Note'), 'Stricter proposals');
    await user.click(within(dialog).getByRole('button', { name: 'Publish' }));
    return dialog;
  }

  test('stores first, sends the note and names the version', async () => {
    const { user, world } = renderAt(address);

    await publish(user);

    expect(await screen.findByText('Version 4 is published')).toBeInTheDocument();
    expect(sentTo(world, 'POST', `${path}/publish`)[0]?.body).toEqual({ note: 'Stricter proposals' });
    expect(world.definition.funnels[0]?.stages[2]?.label.en).toBe('Proposal!');
    expect(await screen.findByText('Version 4 is in force')).toBeVisible();
  });

  test('tells how long steps go on', async () => {
    const { user } = renderAt(address);
    server.use(
      http.post(`*${path}/publish`, () =>
        HttpResponse.json({ version: 4, publishedAt: '', jobs: [{ id: 'j9', kind: 'create-index' }] }),
      ),
      http.get('*/api/v1/jobs/j9', () =>
        HttpResponse.json({ id: 'j9', kind: 'create-index', state: 'running', done: 40, total: 100 }),
      ),
    );

    await publish(user);

    expect(await screen.findByText(/still being prepared \(0 of 1\)/)).toBeVisible();
    expect(await screen.findByText('40%')).toBeVisible();
  });

  test('after someone else’s version carries the draft over', async () => {
    const { user, world } = renderAt(address);
    server.use(
      http.post(`*${path}/publish`, () =>
        problem(409, 'config-conflict', 'Version 4 was published by 王磊.'),
      ),
    );

    const dialog = await publish(user);

    expect(await within(dialog).findByText('A newer version has been published')).toBeVisible();
    expect(within(dialog).getByText('Version 4 was published by 王磊.')).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: 'Carry the draft over' }));
    await waitFor(() => {
      expect(sentTo(world, 'POST', `${path}/rebase`)).toHaveLength(1);
    });
    expect(await screen.findByText('Draft, from version 3')).toBeInTheDocument();
  });

  test('asks where records go whose stage is removed', async () => {
    const { user, world } = renderAt('/studio/funnels/sales?stage=engaging');
    await user.click(await screen.findByRole('button', { name: /Remove stage/ }));
    await user.click((await screen.findAllByRole('button', { name: /Remove stage/ })).at(-1) as HTMLElement);
    await stored(world);
    await user.click(screen.getByRole('button', { name: 'Publish' }));
    const dialog = await screen.findByRole('dialog', { name: 'Publish the draft' });

    const target = await within(dialog).findByLabelText(/2 records have Stage/);
    expect(within(dialog).getByRole('button', { name: 'Publish' })).toBeDisabled();
    await user.click(target);
    await user.click(await screen.findByTitle('Prospecting'));
    await user.click(within(dialog).getByRole('button', { name: 'Publish' }));

    expect(await screen.findByText('Version 4 is published')).toBeInTheDocument();
    expect(sentTo(world, 'POST', `${path}/publish`)[0]?.body).toEqual({
      note: '',
      migrations: [{ object: 'deal', field: 'stage', from: 'engaging', to: 'prospecting' }],
    });
  });
});

test('values that a new type cannot take are lost only where that is said', async () => {
  const world = newWorld();
  Object.assign(world.draft.objects[0]?.fields[6] ?? {}, { type: 'integer' });
  const { user } = renderAt('/studio/objects/customer', world);
  server.use(
    http.post(`*${path}/check`, () =>
      HttpResponse.json({
        problems: [],
        changes: [{ kind: 'changed', pointer: '/objects/0/fields/6/type', text: 'Note becomes a number' }],
        impact: [
          {
            kind: 'conversion',
            object: 'customer',
            field: 'note',
            from: 'long_text',
            to: 'integer',
            label: 'Note',
            text: '3 of 5 values cannot be converted.',
            counted: true,
            total: 5,
            failing: 3,
          },
        ],
      }),
    ),
  );
  await screen.findByText('1 change');
  await user.click(screen.getByRole('button', { name: 'Publish' }));
  const dialog = await screen.findByRole('dialog');

  expect(within(dialog).getByText('Customer › Note: Several lines → Whole number')).toBeVisible();
  expect(within(dialog).getByText('3 of 5 values cannot be converted.')).toBeVisible();
  expect(within(dialog).getByRole('button', { name: 'Publish' })).toBeDisabled();
  await user.click(
    within(dialog).getByRole('checkbox', { name: /3 values that cannot be converted may be lost/ }),
  );
  await user.click(within(dialog).getByRole('button', { name: 'Publish' }));

  await waitFor(() => {
    expect(sentTo(world, 'POST', `${path}/publish`)[0]?.body).toEqual({
      note: '',
      migrations: [{ object: 'customer', field: 'note', convert: 'drop' }],
    });
  });
});

test('a pool takes back by grade', async () => {
  const world = newWorld();
  world.draft.pools = [
    { key: 'sea', label: { 'zh-CN': '公海', en: 'Sea' }, object: 'customer', reclaimAfterDays: 30 },
  ];
  const { user } = renderAt('/studio/pools/sea', world);

  await user.click(await screen.findByText('By grade'));
  await user.clear(await screen.findByLabelText('C young'));
  await user.clear(screen.getByLabelText('A ripe'));
  await user.type(screen.getByLabelText('A ripe'), '15');

  await stored(world);
  await waitFor(() => {
    expect(world.draft.pools?.[0]?.reclaimAfterDays).toEqual({ a: 15, b_plus: 30, b: 30 });
  });
});

describe('a field', () => {
  test('is added with a key from its name, and takes its place in the form', async () => {
    const world = newWorld();
    world.draft.layouts = [{ object: 'deal', form: ['name', 'amount'] }];
    const { user, router } = renderAt('/studio/objects/deal', world);
    await user.click(await screen.findByRole('button', { name: /Add field/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Add field' });

    await user.type(within(dialog).getByLabelText('Name (English)'), 'Credit limit');
    expect(within(dialog).getByLabelText('Key')).toHaveValue('credit_limit');
    await user.type(within(dialog).getByLabelText('Type'), 'Amount');
    await user.click(await screen.findByTitle('Amount of money'));
    await user.click(within(dialog).getByRole('button', { name: 'Add' }));

    await stored(world);
    expect(router.state.location.pathname).toBe('/studio/objects/deal/fields/credit_limit');
    expect(world.draft.objects[2]?.fields.at(-1)).toEqual({
      key: 'credit_limit',
      label: { 'zh-CN': 'Credit limit', en: 'Credit limit' },
      type: 'currency',
      currency: 'CNY',
    });
    expect(world.draft.layouts?.[0]?.form).toEqual(['name', 'amount', 'credit_limit']);
  });

  test('in use is not retired before what uses it is changed', async () => {
    const { user } = renderAt('/studio/objects/deal/fields/decision_maker');

    await user.click(await screen.findByRole('button', { name: /Retire field/ }));

    const dialog = await screen.findByRole('dialog', { name: /Retire the field “Decision maker”/ });
    expect(within(dialog).getByText(/still used here/)).toBeVisible();
    expect(within(dialog).getAllByRole('link', { name: /Decision maker is known/ }).length).toBeGreaterThan(
      0,
    );
    expect(within(dialog).getByRole('button', { name: 'Retire field' })).toBeDisabled();
  });

  test('that nothing uses is retired', async () => {
    const { user, world } = renderAt('/studio/objects/deal/fields/next_step');

    await user.click(await screen.findByRole('button', { name: /Retire field/ }));
    const dialog = await screen.findByRole('dialog', { name: /Retire the field/ });
    await user.click(within(dialog).getByRole('button', { name: 'Retire field' }));

    await stored(world);
    expect(world.draft.objects[2]?.fields.some((field) => field.key === 'next_step')).toBe(false);
  });

  test('that turns into a choice loses what a choice has no use for', async () => {
    const world = newWorld();
    Object.assign(world.draft.objects[2]?.fields[5] ?? {}, { maxLength: 40, pattern: '.*', required: true });
    const { user } = renderAt('/studio/objects/deal/fields/decision_maker', world);

    await user.type(await screen.findByLabelText('Type'), 'Several choices');
    await user.click(await screen.findByTitle('Several choices'));

    await stored(world);
    expect(world.draft.objects[2]?.fields[5]).toEqual({
      key: 'decision_maker',
      label: { 'zh-CN': '决策人', en: 'Decision maker' },
      type: 'multi_select',
      required: true,
      options: [],
    });
  });

  test('computed by a formula is explained its functions', async () => {
    const world = newWorld();
    world.draft.objects[2]?.fields.push({
      key: 'age',
      label: { en: 'Age' },
      type: 'formula',
      formula: '',
      result: 'integer',
    });
    const { user } = renderAt('/studio/objects/deal/fields/age', world);

    await user.type(await screen.findByLabelText('Insert a field or function'), 'days');
    await user.click(await screen.findByText('days_since(time) → integer'));

    expect(await screen.findByText(/Whole days since a moment/)).toBeVisible();
    expect(screen.getByLabelText('Expression')).toHaveValue('days_since()');
  });
});

test('a role’s right to an object departs from the others’ only where it is set', async () => {
  const world = newWorld();
  world.draft.roles = [
    { key: 'rep', label: { en: 'Rep' }, permissions: { scope: 'own', objects: { '*': ['read', 'update'] } } },
  ];
  const { user } = renderAt('/studio/roles/rep', world);

  await user.click(await screen.findByRole('checkbox', { name: 'Product: Change' }));

  await stored(world);
  expect(world.draft.roles[0]?.permissions.objects).toEqual({ '*': ['read', 'update'], product: ['read'] });
});

describe('the versions', () => {
  test('are compared, and an old one is put in force again', async () => {
    const { user, world } = renderAt('/studio/versions');
    expect(await screen.findByText('Field “Note” is new')).toBeVisible();
    expect(sentTo(world, 'GET', '/api/v1/config/versions/3/difference')[0]?.body).toEqual({ with: '2' });

    await user.click((await screen.findAllByRole('button', { name: /Roll back to this/ }))[0] as HTMLElement);
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText('Roll back to version 2?')).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: 'Roll back to this' }));

    expect(await screen.findByText('Version 4 is published')).toBeInTheDocument();
    expect(sentTo(world, 'POST', '/api/v1/config/versions/2/republish')[0]?.body).toEqual({
      note: 'Back to version 2',
    });
  });

  test('take a file into the draft, and say so when it is none', async () => {
    const { user, world } = renderAt('/studio/versions');
    await screen.findByText('Field “Note” is new');
    const fileInput = () => document.querySelector('input[type=file]') as HTMLInputElement;

    await user.upload(fileInput(), new File(['{'], 'broken.json', { type: 'application/json' }));
    expect(await screen.findByText('This is not a JSON file.')).toBeVisible();

    const definition = structuredClone(world.definition);
    Object.assign(definition.objects[0]?.label ?? {}, { en: 'Client' });
    const file = { format: 'ripeline-definition', version: 1, definition };
    await user.upload(fileInput(), new File([JSON.stringify(file)], 'it.json', { type: 'application/json' }));
    await waitFor(() => {
      expect(sentTo(world, 'POST', '/api/v1/config/import')[0]?.headers.get('If-Match')).toBe('"draft-1"');
    });
    expect(await screen.findByText('Draft saved')).toBeInTheDocument();
  });
});

test('a grade’s new criterion does not ask for severity', async () => {
  const { user, world } = renderAt('/studio/grades/customer/a');

  await user.click(await screen.findByRole('button', { name: /Add criterion/ }));

  await stored(world);
  const criterion = (world.draft.gradeScales?.[0]?.grades[0]?.criteria as CriterionDefinition[])[0];
  expect(criterion?.when).toBe('has(name)');
  expect(criterion).not.toHaveProperty('severity');
  expect(screen.queryByText('When unmet')).toBeNull();
});

test('the whole document can be written as text, and what is no document is refused', async () => {
  const { user, world } = renderAt('/studio/document');
  const text = await screen.findByLabelText('Document');

  await user.clear(text);
  await user.click(text);
  await user.paste('{"objects": 1}');
  await user.click(screen.getByRole('button', { name: 'Put into the draft' }));
  expect(await screen.findByText(/This is no definition/)).toBeVisible();

  await user.clear(text);
  await user.click(text);
  const document = { ...structuredClone(world.definition), version: undefined };
  await user.paste(JSON.stringify({ ...document, branding: { name: 'Ripe & Co' } }));
  await user.click(screen.getByRole('button', { name: 'Put into the draft' }));

  expect(await stored(world)).toEqual([{ op: 'add', path: '/branding', value: { name: 'Ripe & Co' } }]);
});

test('a part that the studio has not is not found', async () => {
  renderAt('/studio/nowhere');

  expect(await screen.findByText('Not found')).toBeVisible();
});
