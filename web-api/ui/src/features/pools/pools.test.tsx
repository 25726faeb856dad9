import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { newWorld } from '~/test/mock/world';
import { renderAt, sentTo } from '~/test/renderAt';

function withPool() {
  const world = newWorld();
  world.runtime.pools = [
    {
      key: 'sea',
      object: 'customer',
      label: 'Public pool',
      claimLimit: 10,
      claimedNow: 8,
      left: 2,
      coolOffDays: 7,
      count: 5,
      warnings: 1,
    },
  ];
  return world;
}

test('shows what can be claimed, the limit, and what will fall back', async () => {
  const { world } = renderAt('/pools/sea', withPool());

  expect(await screen.findByText('You hold 8 of 10')).toBeVisible();
  expect(screen.getByText('2 more may be claimed')).toBeVisible();
  expect(await screen.findByText(/falls back on Nov 26, 2026/)).toBeVisible();
  expect(sentTo(world, 'GET', '/api/v1/records/customer')[0]?.body).toMatchObject({ pool: 'sea' });
});

test('a claim that came too late names who was first', async () => {
  const world = withPool();
  world.runtime.claimRefusal = {
    status: 409,
    code: 'already-claimed',
    detail: 'Claimed.',
    more: { owner: { id: 'm2', name: '王磊' } },
  };
  const { user } = renderAt('/pools/sea', world);
  await user.click((await screen.findAllByRole('button', { name: 'Claim' }))[0] as HTMLElement);

  expect(await screen.findByText('王磊 has claimed it already.')).toBeVisible();
});
