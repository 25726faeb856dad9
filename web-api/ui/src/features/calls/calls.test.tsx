import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';
import type { UnknownCall } from '~/api';
import { problem } from '~/test/mock/problem';
import { newWorld } from '~/test/mock/world';
import { renderAt, sentTo } from '~/test/renderAt';
import { server } from '~/test/server';

const call = (id: string, number: string, more: Partial<UnknownCall> = {}): UnknownCall => ({
  id,
  externalId: `x-${id}`,
  number,
  direction: 'out',
  member: { id: 'm2', name: '王磊' },
  startedAt: '2026-11-23T02:00:00Z',
  talkSeconds: 75,
  outcome: null,
  note: null,
  ...more,
});

function called() {
  const world = newWorld();
  world.contacting.unknownCalls = [
    call('u1', '13900000001', { note: 'Asked for prices' }),
    call('u2', '13900000002', { direction: 'in', talkSeconds: null }),
  ];
  return world;
}

test('a number is said to be a customer’s', async () => {
  const { user, world } = renderAt('/calls/unknown', called());
  const list = await screen.findByRole('list', { name: 'Calls with unknown numbers' });
  expect(within(list).getAllByRole('listitem')[0]).toHaveTextContent(/13900000001.*Outgoing.*王磊.*1:15/);
  expect(within(list).getAllByRole('listitem')[0]).toHaveTextContent('Asked for prices');

  await user.click(screen.getByRole('button', { name: 'Assign 13900000001' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: 'Assign' }));
  expect(await within(dialog).findByText('Choose a record.')).toBeVisible();
  await user.click(within(dialog).getByRole('combobox', { name: 'Record' }));
  await user.click(await screen.findByTitle('青禾食品有限公司'));
  await user.click(within(dialog).getByRole('button', { name: 'Assign' }));

  expect(await screen.findByText('The call is noted with 青禾食品有限公司')).toBeVisible();
  expect(sentTo(world, 'POST', '/api/v1/calls/unknown/u1/assign')[0]?.body).toEqual({
    object: 'customer',
    id: 'c1',
  });
  await waitFor(() => {
    expect(within(list).getAllByRole('listitem')).toHaveLength(1);
  });
});

test('a call is dismissed for a reason only', async () => {
  const { user, world } = renderAt('/calls/unknown', called());
  await user.click(await screen.findByRole('button', { name: 'Dismiss 13900000002' }));
  const dialog = await screen.findByRole('dialog');

  await user.click(within(dialog).getByRole('button', { name: 'Dismiss' }));
  expect(await within(dialog).findByText('Say why; it is kept with the call.')).toBeVisible();
  expect(sentTo(world, 'POST', '/api/v1/calls/unknown/u2/dismiss')).toHaveLength(0);
  await user.type(within(dialog).getByLabelText('Reason'), 'Wrong number');
  await user.click(within(dialog).getByRole('button', { name: 'Dismiss' }));

  await waitFor(() => {
    expect(screen.queryByText('13900000002')).not.toBeInTheDocument();
  });
  expect(sentTo(world, 'POST', '/api/v1/calls/unknown/u2/dismiss')[0]?.body).toEqual({
    reason: 'Wrong number',
  });
});

test('what somebody else has seen to is said and leaves the list', async () => {
  const { user, world } = renderAt('/calls/unknown', called());
  await user.click(await screen.findByRole('button', { name: 'Dismiss 13900000002' }));
  const dialog = await screen.findByRole('dialog');
  world.contacting.unknownCalls = [];

  await user.type(within(dialog).getByLabelText('Reason'), 'Wrong number');
  await user.click(within(dialog).getByRole('button', { name: 'Dismiss' }));

  expect(await within(dialog).findByText(/somebody has seen to it/)).toBeVisible();
  expect(await screen.findByText('No unknown numbers')).toBeVisible();
});

test('says how many are not shown', async () => {
  const world = called();
  world.contacting.listed = 1;
  renderAt('/calls/unknown', world);

  expect(await screen.findByText('The newest 1 of 2')).toBeVisible();
});

test('without any says so, and the way leads here', async () => {
  const { user, router } = renderAt('/today');

  await user.click(await screen.findByRole('link', { name: /Unknown numbers/ }));

  expect(router.state.location.pathname).toBe('/calls/unknown');
  expect(await screen.findByText('No unknown numbers')).toBeVisible();
});

test('offers to try again where the list did not come', async () => {
  renderAt('/calls/unknown');
  server.use(http.get('*/api/v1/calls/unknown', () => problem(500, 'internal', 'Broken.')));

  expect(await screen.findByRole('button', { name: 'Try again' })).toBeVisible();
});
