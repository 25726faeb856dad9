import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { newWorld } from '~/test/mock/world';
import { renderAt, sentTo } from '~/test/renderAt';
import { minuteOf, stripOf } from './strip';

function withTeam() {
  const world = newWorld();
  world.eye.team = [
    {
      member: { id: 'm2', name: '王磊' },
      state: 'busy',
      since: '2026-11-23T02:00:00Z',
      at: { object: 'customer', id: 'c1', name: '青禾农业' },
      last: null,
      today: { due: 5, done: 2, overdue: 3 },
      on: '2026-11-23',
      timeZone: 'Asia/Shanghai',
    },
  ];
  return world;
}

test('says who is at what, and how her day goes', async () => {
  renderAt('/team', withTeam());

  expect(await screen.findByText('Busy')).toBeVisible();
  expect(screen.getByText('since 10:00')).toBeVisible();
  expect(screen.getByRole('link', { name: '青禾农业' })).toHaveAttribute('href', '/o/customer/c1');
  expect(screen.getByText('2 of 5 today')).toBeVisible();
  expect(screen.getByText('3 overdue')).toBeVisible();
});

test('says so where nobody can be seen, and where it fails', async () => {
  renderAt('/team');
  expect(await screen.findByText('There is nobody to look after')).toBeVisible();
});

test('offers to try again', async () => {
  const world = newWorld();
  world.eye.teamFails = true;
  renderAt('/team', world);

  expect(await screen.findByRole('button', { name: /Try again|Retry/i })).toBeVisible();
});

test('a day shows its strip with gaps, its figures, and is commented on', async () => {
  const { world, user } = renderAt('/team/m2/2026-11-20', withTeam());

  expect(await screen.findByRole('img', { name: 'Gap 09:10–10:00, 50 min' })).toBeInTheDocument();
  expect(screen.getByText('15 min')).toBeVisible();
  expect(screen.getByText('A record you may not see')).toBeVisible();
  await user.type(await screen.findByPlaceholderText(/Say something/), 'Well done');
  await user.keyboard('{Control>}{Enter}{/Control}');

  expect(await screen.findByText('Well done')).toBeVisible();
  expect(sentTo(world, 'POST', '/api/v1/days/m2/2026-11-20/comments')[0]?.body).toEqual({
    text: 'Well done',
    mentions: [],
  });
});

test('places of the strip are those of the company’s clock', () => {
  const day = {
    on: '2026-11-20',
    member: { id: 'm', name: 'M' },
    activities: [],
    gaps: [],
    lunch: null,
    firstAt: null,
    lastAt: null,
    talkSeconds: 0,
    contacts: 0,
    longestGapMinutes: null,
    medianGapMinutes: null,
    longGaps: 0,
    timeZone: 'Asia/Shanghai',
  };

  expect(minuteOf('2026-11-20T01:30:00Z', 'Asia/Shanghai')).toBe(9 * 60 + 30);
  expect(stripOf(day, 'Asia/Shanghai').place('2026-11-20T05:00:00Z', 3600)).toEqual({ left: 50, width: 10 });
});

test('says each rep’s own day and clock, wherever the reader is', async () => {
  const world = withTeam();
  world.eye.team = world.eye.team.map((one) => ({
    ...one,
    on: '2026-11-22',
    timeZone: 'America/Los_Angeles',
  }));
  renderAt('/team', world);

  expect(await screen.findByText('since 18:00')).toBeVisible();
  expect(screen.getByText(/^Nov 22, 2026, \d\d:\d\d there$/)).toBeVisible();
  expect(screen.getByRole('link', { name: /王磊/ })).toHaveAttribute('href', '/team/m2/2026-11-22');
});
