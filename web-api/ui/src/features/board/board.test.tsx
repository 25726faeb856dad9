import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { afterEach, describe, expect, test } from 'vitest';
import { chooseLocale } from '~/i18n';
import { problem } from '~/test/mock/handlers';
import { newWorld } from '~/test/mock/world';
import { renderAt, sentTo } from '~/test/renderAt';
import { server } from '~/test/server';

const column = (name: RegExp) => screen.getByRole('region', { name });

async function choose(user: ReturnType<typeof renderAt>['user'], deal: string, stage: RegExp) {
  await user.click(await screen.findByRole('button', { name: `Move ${deal} to…` }));
  await user.click(await screen.findByRole('menuitem', { name: stage }));
}

describe('a move that the criteria refuse', () => {
  test('lists all that is unmet, asks for what is missing only, and moves with one request', async () => {
    const { user, world } = renderAt('/o/deal/board');

    await choose(user, '售后云平台', /Proposal/);

    const dialog = await screen.findByRole('dialog', { name: 'Not ready for “Proposal” yet' });
    expect(within(dialog).getByText('Decision maker is known')).toBeVisible();
    expect(within(dialog).getByText('Write down who decides.')).toBeVisible();
    expect(within(dialog).getByText('Amount is at least 10,000')).toBeVisible();
    expect(within(dialog).getByText('Deals below 10,000 get no proposal.')).toBeVisible();
    expect(within(dialog).getByLabelText('Decision maker')).toHaveValue('');
    expect(within(dialog).getByLabelText('Expected amount')).toHaveValue('8200');
    expect(within(dialog).queryByLabelText('Expected close date')).not.toBeInTheDocument();
    expect(within(column(/Engaging/)).getByText('售后云平台')).toBeInTheDocument();
    expect(screen.getByTestId('card-d3')).toHaveClass('card-returned');

    await user.type(within(dialog).getByLabelText('Decision maker'), '周总');
    await user.clear(within(dialog).getByLabelText('Expected amount'));
    await user.type(within(dialog).getByLabelText('Expected amount'), '18200{Control>}{Enter}{/Control}');

    await waitFor(() => {
      expect(within(column(/Proposal/)).getByText('售后云平台')).toBeInTheDocument();
    });
    const moves = sentTo(world, 'POST', '/api/v1/records/deal/d3/move');
    expect(moves.map((move) => move.body)).toEqual([
      { from: 'engaging', stage: 'proposal' },
      {
        from: 'engaging',
        stage: 'proposal',
        values: { decision_maker: '周总', amount: { amount: '18200', currency: 'CNY' } },
      },
    ]);
    expect(moves[1]?.headers.get('If-Match')).toBe('"1"');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  test('goes on with a reason for those whose role may', async () => {
    const { user, world } = renderAt('/o/deal/board');
    await choose(user, '售后云平台', /Proposal/);
    const dialog = await screen.findByRole('dialog');

    await user.click(await within(dialog).findByRole('button', { name: /Move although criteria are unmet/ }));
    expect(within(dialog).getByRole('button', { name: 'Move to “Proposal” nevertheless' })).toBeDisabled();
    await user.type(within(dialog).getByLabelText(/Why it moves/), 'The owner decides by phone');
    await user.click(within(dialog).getByRole('button', { name: 'Move to “Proposal” nevertheless' }));

    await waitFor(() => {
      expect(within(column(/Proposal/)).getByText('售后云平台')).toBeInTheDocument();
    });
    expect(sentTo(world, 'POST', '/api/v1/records/deal/d3/move')[1]?.body).toEqual({
      from: 'engaging',
      stage: 'proposal',
      values: {},
      override: { reason: 'The owner decides by phone' },
    });
  });

  test('asks again for what is still unmet', async () => {
    const { user } = renderAt('/o/deal/board');
    await choose(user, '售后云平台', /Proposal/);
    const dialog = await screen.findByRole('dialog');

    await user.type(within(dialog).getByLabelText('Decision maker'), '周总');
    await user.click(within(dialog).getByRole('button', { name: 'Save and move to “Proposal”' }));

    expect(await within(dialog).findByText('One advance criterion is unmet:')).toBeVisible();
    expect(within(dialog).queryByText('Decision maker is known')).not.toBeInTheDocument();
    expect(within(dialog).getByText('Amount is at least 10,000')).toBeVisible();
  });

  test('for any other reason says it and leaves the card', async () => {
    const { user } = renderAt('/o/deal/board');
    server.use(http.post('*/move', () => problem(403, 'not-allowed', 'Only the owner may move it.')));

    await choose(user, '售后云平台', /Proposal/);

    expect(await screen.findByText('Only the owner may move it.')).toBeInTheDocument();
    expect(within(column(/Engaging/)).getByText('售后云平台')).toBeInTheDocument();
  });
});

describe('a card that somebody else has moved meanwhile', () => {
  afterEach(() => {
    chooseLocale('en');
  });

  test.each([
    [
      'en',
      'Moved by somebody else',
      /Chen Yu moved this to “Prospecting” at 2026-11-20 10:05/,
      /Prospecting/,
    ],
    ['zh-CN', '已被他人移动', /陈宇 已于 2026-11-20 10:05 将其移至“初步接触”/, /初步接触/],
  ] as const)('is not moved again but shown where it stands, in %s', async (locale, title, told, stands) => {
    chooseLocale(locale);
    const { user, world } = renderAt('/o/deal/board');
    await screen.findByText('售后云平台');
    const record = world.records.deal?.find((one) => one.id === 'd3');
    if (record) {
      record.values = { ...record.values, stage: 'prospecting' };
    }

    const move = locale === 'en' ? 'Move 售后云平台 to…' : '移动 售后云平台 到…';
    await user.click(await screen.findByRole('button', { name: move }));
    await user.click(await screen.findByRole('menuitem', { name: /Proposal|方案/ }));

    expect(await screen.findByText(title)).toBeVisible();
    expect(screen.getByText(told)).toBeVisible();
    await waitFor(() => {
      expect(within(column(stands)).getByText('售后云平台')).toBeInTheDocument();
    });
    expect(screen.queryByText(/is back in|已退回/)).not.toBeInTheDocument();
    const moves = sentTo(world, 'POST', '/api/v1/records/deal/d3/move');
    expect(moves.map((one) => one.body)).toEqual([{ from: 'engaging', stage: 'proposal' }]);
  });
});

test('advice does not stop a move but is told', async () => {
  const { user } = renderAt('/o/deal/board');

  await choose(user, '数据中台试点', /Proposal/);

  expect(await screen.findByText('Moved, but take note')).toBeInTheDocument();
  expect(screen.getByText(/Fill in the expected close date, for the forecast/)).toBeInTheDocument();
});

test('stages that do not follow are marked and closed', async () => {
  const { user } = renderAt('/o/deal/board');

  await user.click(await screen.findByRole('button', { name: 'Move 售后云平台 to…' }));

  expect(await screen.findByRole('menuitem', { name: /Won \(not a next stage\)/ })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
});

test('each column tells its count and sum', async () => {
  renderAt('/o/deal/board');

  await screen.findByText('售后云平台');

  await waitFor(() => {
    expect(column(/Engaging/)).toHaveTextContent('¥328.2Kweighted ¥98.5K');
  });
  expect(within(column(/Engaging/)).getByText('2')).toBeInTheDocument();
});

test('cards tell days in stage, the next touch and that they are stale', async () => {
  renderAt('/o/deal/board');

  const card = await screen.findByTestId('card-d3');

  await waitFor(() => {
    expect(card).toHaveTextContent('2 tasks open');
  });
  expect(card).toHaveTextContent(/working days · stale/);
  expect(card).toHaveTextContent(/days? late|today|next |nothing planned/);
});

test('asks for the verdicts of all cards in sight in one call', async () => {
  const { world } = renderAt('/o/deal/board');
  await screen.findByText('售后云平台');

  await waitFor(() => {
    expect(sentTo(world, 'POST', '/api/v1/records/deal/moves/dry-run').length).toBeGreaterThan(0);
  });
  const asked = sentTo(world, 'POST', '/api/v1/records/deal/moves/dry-run').flatMap(
    (one) => (one.body as { ids: string[] }).ids,
  );

  expect([...new Set(asked)]).toHaveLength(asked.length);
  expect(asked).toContain('d3');
});

test('the menu tells what a stage asks for', async () => {
  const { user } = renderAt('/o/deal/board');

  await user.click(await screen.findByRole('button', { name: 'Move 售后云平台 to…' }));

  expect(
    await screen.findByRole('menuitem', {
      name: /Proposal \(Decision maker is known · asks for Decision maker\)/,
    }),
  ).not.toHaveAttribute('aria-disabled', 'true');
});

test('while a card is lifted, columns it may not enter say why', async () => {
  const { user } = renderAt('/o/deal/board');
  const handle = await screen.findByRole('button', { name: 'Drag 售后云平台' });

  handle.focus();
  await user.keyboard('[Space]');

  await waitFor(() => {
    expect(column(/Won/)).toHaveTextContent('not a next stage');
  });
  await waitFor(() => {
    expect(column(/Proposal/)).toHaveTextContent('Decision maker is known · asks for Decision maker');
  });
  await user.keyboard('[Escape]');
});

test('a move just made can be undone from its message', async () => {
  const world = newWorld();
  world.selling.undo = { d4: 'engaging' };
  const { user } = renderAt('/o/deal/board', world);
  await choose(user, '数据中台试点', /Proposal/);

  await user.click(await screen.findByRole('button', { name: 'Undo the move' }));

  await waitFor(() => {
    expect(sentTo(world, 'POST', '/api/v1/records/deal/d4/moves/undo')).toHaveLength(1);
  });
  expect(await screen.findByText('Back in “Engaging”; the move counts in no figure')).toBeInTheDocument();
});

test('a task that has to be done first is ticked in the refusal, then the card moves', async () => {
  const { user, world } = renderAt('/o/deal/board');
  const task = {
    key: 'budget',
    label: 'Confirm the budget',
    message: 'Confirm the budget',
    severity: 'block',
    missing: [],
    fields: [],
    task: 'budget',
  };
  server.use(
    http.post(
      '*/api/v1/records/deal/d4/move',
      () => problem(422, 'stage-criteria-unmet', 'Not ready.', { unmet: [task] }),
      { once: true },
    ),
  );
  await choose(user, '数据中台试点', /Proposal/);
  const dialog = await screen.findByRole('dialog');
  const save = within(dialog).getByRole('button', { name: 'Save and move to “Proposal”' });

  expect(save).toBeDisabled();
  await user.click(within(dialog).getByRole('button', { name: 'Mark as done' }));
  await waitFor(() => {
    expect(save).toBeEnabled();
  });
  await user.click(save);

  await waitFor(() => {
    expect(within(column(/Proposal/)).getByText('数据中台试点')).toBeInTheDocument();
  });
  expect(sentTo(world, 'POST', '/api/v1/records/deal/d4/tasks/budget')[0]?.body).toEqual({ done: true });
});
