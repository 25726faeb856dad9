import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { NotificationView } from '~/api';
import { newWorld } from '~/test/mock/world';
import { renderAt, sentTo } from '~/test/renderAt';

const mention: NotificationView = {
  id: 'n1',
  kind: 'mention',
  at: '2026-11-23T02:00:00Z',
  by: { id: 'm2', name: '王磊' },
  record: { object: 'customer', id: 'c1', name: '青禾农业' },
  text: '王磊 mentioned you about 青禾农业: price?',
  readAt: null,
  link: '/o/customer/c1',
};

function told() {
  const world = newWorld();
  world.eye.notifications = [
    mention,
    { ...mention, id: 'n2', kind: 'share', text: 'Shared before', readAt: '2026-11-22T02:00:00Z' },
  ];
  return world;
}

test('the bell counts, the page lists, a click reads and leads there', async () => {
  const { world, user, router } = renderAt('/notifications', told());

  expect(await screen.findByRole('link', { name: 'Notifications, 1 unread' })).toBeVisible();
  const list = await screen.findByRole('link', { name: /price/ });
  expect(within(list).getByRole('img', { name: 'Unread' })).toBeVisible();
  await user.click(list);

  await waitFor(() => {
    expect(router.state.location.pathname).toBe('/o/customer/c1');
  });
  expect(sentTo(world, 'POST', '/api/v1/notifications/read')[0]?.body).toEqual({ ids: ['n1'] });
  expect(await screen.findByRole('link', { name: 'Notifications' })).toBeVisible();
});

test('all are read at once, and the unread ones are shown alone', async () => {
  const { world, user } = renderAt('/notifications?show=unread', told());

  expect(await screen.findByText(/price/)).toBeVisible();
  expect(screen.queryByText('Shared before')).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Mark all as read' }));

  expect(await screen.findByText('You have read everything')).toBeVisible();
  expect(sentTo(world, 'POST', '/api/v1/notifications/read')[0]?.body).toEqual({ all: true });
});

test('settings say what is mailed and when not', async () => {
  const { world, user } = renderAt('/notifications', newWorld());
  expect(await screen.findByText('Nothing yet')).toBeVisible();

  await user.click(screen.getByRole('button', { name: 'Notification settings' }));
  await user.click(await screen.findByRole('checkbox', { name: 'Comments: Mail at once' }));
  await user.click(screen.getByRole('switch', { name: /Quiet hours/ }));
  await user.click(screen.getByRole('button', { name: 'Save' }));

  await waitFor(() => {
    expect(sentTo(world, 'PUT', '/api/v1/me/notification-settings')[0]?.body).toMatchObject({
      mail: true,
      quiet: null,
      digestAt: '17:30',
      kinds: { comment: { app: true, mail: true } },
    });
  });
});
