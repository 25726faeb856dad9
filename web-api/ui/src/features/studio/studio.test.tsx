import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { describe, expect, test } from 'vitest';
import type { PatchOperation, StageDefinition } from '~/api';
import { problem } from '~/test/mock/handlers';
import { newWorld } from '~/test/mock/world';
import { renderAt, sentTo } from '~/test/renderAt';
import { server } from '~/test/server';

const address = '/studio/funnels/sales?stage=proposal';
const path = '/api/v1/config/draft';

async function open(user: ReturnType<typeof renderAt>['user'], criterion: RegExp) {
  await user.click(await screen.findByRole('button', { name: criterion }));
}

describe('a criterion', () => {
  test('is saved with its expression and its rules, for the draft that was read', async () => {
    const { user, world } = renderAt(address);
    await open(user, /Decision maker is known/);

    await user.click(screen.getByLabelText('Relation'));
    await user.click(await screen.findByTitle('contains'));
    expect(screen.getByText('The condition is not complete yet')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Save draft' })).toBeDisabled();
    await user.type(screen.getByLabelText('Value'), '"总" || true');
    await user.click(screen.getByRole('button', { name: 'Save draft' }));

    expect(await screen.findByText('Draft saved')).toBeInTheDocument();
    const sent = sentTo(world, 'PATCH', path)[0];
    expect(sent?.headers.get('If-Match')).toBe('"draft-1"');
    const [operation, ...others] = sent?.body as PatchOperation[];
    expect(others).toEqual([]);
    expect(operation).toMatchObject({ op: 'replace', path: '/funnels/0/stages/2' });
    expect((operation?.value as StageDefinition).criteria?.[0]).toMatchObject({
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
    await user.click(await screen.findByRole('button', { name: /Add criterion/ }));
    const key = await screen.findByDisplayValue('criterion_4');

    await user.clear(key);
    await user.type(key, 'worth_it');
    expect(await screen.findByText('Another criterion of this stage has the same key.')).toBeVisible();
    await user.clear(key);
    await user.type(key, 'Bad Key');

    expect(await screen.findByText(/Use lower-case letters/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Check' })).toBeDisabled();
  });
});

test('the check tells problems by place, differences and whom it touches', async () => {
  const { user } = renderAt(address);

  await user.click(await screen.findByRole('button', { name: 'Check' }));

  const panel = screen.getByRole('complementary', { name: 'Check' });
  expect(await within(panel).findByText('37 of 120 open deals would fail this criterion')).toBeVisible();
  expect(within(panel).getByText('All 120 open deals would pass')).toBeVisible();
  expect(within(panel).getByRole('link', { name: 'Show them' })).toHaveAttribute(
    'href',
    `/o/deal?filter=${encodeURIComponent('stage == "engaging" && !has(decision_maker)')}`,
  );
  expect(within(panel).getByText('Compares amounts of any currency.')).toBeVisible();
  expect(within(panel).getByRole('button', { name: 'Proposal › Amount is at least 10,000' })).toBeVisible();
  expect(within(panel).getByText(/the condition “Decision maker is known” changes/)).toBeVisible();
});

describe('publishing', () => {
  async function publish(user: ReturnType<typeof renderAt>['user']) {
    await user.click(await screen.findByRole('button', { name: 'Publish' }));
    const dialog = await screen.findByRole('dialog', { name: 'Publish the draft' });
    await user.type(within(dialog).getByLabelText('Note'), 'Stricter proposals');
    await user.click(within(dialog).getByRole('button', { name: 'Publish' }));
    return dialog;
  }

  test('sends the note and names the version', async () => {
    const { user, world } = renderAt(address);

    await publish(user);

    expect(await screen.findByText('Version 4 is published')).toBeInTheDocument();
    expect(sentTo(world, 'POST', `${path}/publish`)[0]?.body).toEqual({ note: 'Stricter proposals' });
  });

  test('after someone else’s version says what to do', async () => {
    const { user, world } = renderAt(address);
    server.use(
      http.post(`*${path}/publish`, () =>
        problem(409, 'config-conflict', 'Version 4 was published by 王磊.'),
      ),
    );

    const dialog = await publish(user);

    expect(await within(dialog).findByText('A newer version has been published')).toBeVisible();
    expect(within(dialog).getByText('Version 4 was published by 王磊.')).toBeVisible();
    await user.click(
      within(dialog).getByRole('button', { name: 'Drop the draft, start from the newest version' }),
    );
    await waitFor(() => {
      expect(sentTo(world, 'DELETE', path)).toHaveLength(1);
    });
  });
});

test('a draft that someone else saved is not overwritten', async () => {
  const world = newWorld();
  const { user } = renderAt(address, world);
  const label = await screen.findByLabelText('Name (English)');
  world.draftVersion = 9;

  await user.type(label, '!');
  await user.click(screen.getByRole('button', { name: 'Save draft' }));

  expect(await screen.findByText('The draft was changed by someone else')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Reload draft' }));
  await waitFor(() => {
    expect(screen.getByLabelText('Name (English)')).toHaveValue('Proposal');
  });
});
