import { screen, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';
import { problem } from '~/test/mock/problem';
import { newWorld } from '~/test/mock/world';
import { renderAt, sentTo } from '~/test/renderAt';
import { server } from '~/test/server';

function overridden() {
  const world = newWorld();
  world.selling.overrides = [
    {
      record: { object: 'deal', id: 'd3', name: '售后云平台' },
      from: 'engaging',
      to: 'proposal',
      reason: 'The owner decides by phone',
      by: { id: 'm2', name: '王磊' },
      at: '2026-11-20T03:00:00Z',
      unmet: [{ key: 'decision_maker_known', label: 'Decision maker is known' }],
    },
  ];
  return world;
}

test('tells who moved what on, why, and what was unmet', async () => {
  renderAt('/overrides', overridden());

  const list = await screen.findByRole('list', { name: 'List of overrides' });
  const one = within(list).getByRole('listitem');

  expect(within(one).getByRole('link', { name: '售后云平台' })).toHaveAttribute('href', '/o/deal/d3');
  expect(one).toHaveTextContent('王磊');
  expect(one).toHaveTextContent('The owner decides by phone');
  expect(one).toHaveTextContent('Unmet: Decision maker is known');
  expect(await within(one).findByText('Proposal')).toBeVisible();
});

test('asks for one object and keeps it in the address', async () => {
  const { user, world, router } = renderAt('/overrides', overridden());
  await screen.findByRole('list', { name: 'List of overrides' });

  await user.click(screen.getByRole('combobox', { name: 'Object' }));
  await user.click(await screen.findByTitle('Customer'));

  expect(await screen.findByText('Nothing found')).toBeVisible();
  expect(router.state.location.search).toBe('?object=customer');
  expect(sentTo(world, 'GET', '/api/v1/overrides').at(-1)?.body).toMatchObject({ object: 'customer' });
});

test('without any says what would be here', async () => {
  renderAt('/overrides');

  expect(await screen.findByText('No overrides')).toBeVisible();
});

test('is closed to those who may not', async () => {
  renderAt('/overrides');
  server.use(http.get('*/api/v1/overrides', () => problem(403, 'not-allowed', 'Only for managers.')));

  expect(await screen.findByText('Not allowed')).toBeVisible();
});
