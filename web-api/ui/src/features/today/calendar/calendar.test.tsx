import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';
import { addDays, todayIn } from '~/i18n';
import { problem } from '~/test/mock/problem';
import { newWorld } from '~/test/mock/world';
import { renderAt, sentTo } from '~/test/renderAt';
import { server } from '~/test/server';

const today = todayIn('Asia/Shanghai');

test('shows what is planned by day and which days are off', async () => {
  renderAt('/today/calendar?on=2026-11-23', newWorld('2026-11-23'));

  const table = await screen.findByRole('table', { name: 'Calendar, November 2026' });
  const item = await within(table).findByRole('button', { name: '青禾食品有限公司, Call' });

  expect(item.closest('td')).toHaveTextContent('Monday, November 23, 2026');
  expect(within(table).getAllByText('off').length).toBeGreaterThanOrEqual(8);
  const over = within(table).getByRole('button', { name: '青禾食品有限公司, Chat, done' });
  const cell = over.closest('td');
  expect(cell).toHaveTextContent(`1 of ${String(cell?.querySelectorAll('.planned').length)} done`);
});

test('moves an item by its menu, with a reason', async () => {
  const { user, world } = renderAt('/today/calendar', newWorld(today));
  await user.click(await screen.findByRole('button', { name: '青禾食品有限公司, Call' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Reschedule…' }));
  const dialog = await screen.findByRole('dialog');

  await user.type(within(dialog).getByLabelText('Reason'), 'Trade fair{Control>}{Enter}{/Control}');

  await waitFor(() => {
    expect(sentTo(world, 'POST', '/api/v1/worklist/w3/snooze')[0]?.body).toEqual({
      reason: 'Trade fair',
      until: addDays(today, 1),
    });
  });
});

test('says why a day will not do', async () => {
  const { user } = renderAt('/today/calendar', newWorld(today));
  server.use(
    http.post('*/api/v1/worklist/w3/snooze', () =>
      problem(422, 'next-out-of-bounds', 'Outside the rhythm.', {
        earliest: addDays(today, 2),
        latest: addDays(today, 4),
        errors: [{ pointer: '/until', code: 'next-out-of-bounds', message: 'Two to four days on.' }],
      }),
    ),
  );
  await user.click(await screen.findByRole('button', { name: '青禾食品有限公司, Call' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Reschedule…' }));
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByLabelText('Reason'), 'Fair{Control>}{Enter}{/Control}');

  expect(await within(dialog).findByText('Two to four days on.')).toBeInTheDocument();
});

test('opens a day to show all of it, kept in the address', async () => {
  const { user, router } = renderAt('/today/calendar?on=2026-11-23&view=week', newWorld('2026-11-23'));

  await user.click(await screen.findByRole('button', { name: /Monday, November 23, 2026/ }));

  const day = await screen.findByRole('region', { name: /Monday, November 23, 2026/ });
  expect(within(day).getAllByRole('listitem')).toHaveLength(3);
  expect(router.state.location.search).toContain('day=2026-11-23');
});

test('enters leave with a deputy and takes it back', async () => {
  const { user, world } = renderAt('/today/calendar', newWorld(today));
  await user.click(await screen.findByRole('button', { name: /Add leave/ }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByLabelText('Deputy'));
  await user.click(await screen.findByTitle('王磊'));
  await user.click(within(dialog).getByRole('button', { name: 'Save' }));

  expect(await screen.findByText('王磊 stands in')).toBeVisible();
  expect(sentTo(world, 'POST', '/api/v1/members/m1/leaves')[0]?.body).toEqual({
    from: today,
    to: today,
    deputyId: 'm2',
  });
  await user.click(screen.getByRole('button', { name: /Remove the leave/ }));
  await user.click(await screen.findByRole('button', { name: 'OK' }));

  expect(await screen.findByText('No leave is entered.')).toBeVisible();
});

test('that fails to load can be tried again', async () => {
  const { user } = renderAt('/today/calendar', newWorld(today));
  server.use(
    http.get('*/api/v1/worklist/calendar', () => problem(503, 'unavailable', 'In maintenance.'), {
      once: true,
    }),
  );

  expect(await screen.findByText('In maintenance. (Request r-7f3a)')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Try again' }));

  expect(await screen.findByRole('table')).toBeVisible();
});
