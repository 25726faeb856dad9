import { screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { homeZone } from '~/i18n';
import { renderAt, sentTo } from '~/test/renderAt';
import { newWorld } from '~/test/mock/world';
import { zonesOf } from './zones';

async function openZones(timeZone: string | null = null) {
  const world = newWorld();
  world.timeZone = timeZone;
  const { user } = renderAt('/today', world);
  await user.click(await screen.findByRole('button', { name: /account/i }));
  await user.click(await screen.findByText('My time zone'));
  await screen.findByText(/There it is/);
  return { world, user };
}

test('shows the company’s zone until the member has one of her own, and sends what she chooses', async () => {
  const { world, user } = await openZones();
  expect(screen.getByText('As the company (Asia/Shanghai)')).toBeInTheDocument();
  expect(homeZone()).toBe('Asia/Shanghai');

  await user.type(screen.getByRole('combobox', { name: 'Time zone' }), 'auckland');
  await user.click(await screen.findByTitle(/^Pacific\/Auckland/));
  await user.click(screen.getByRole('button', { name: 'Save' }));

  await waitFor(() => {
    expect(sentTo(world, 'PATCH', '/api/v1/me').at(-1)?.body).toEqual({ timeZone: 'Pacific/Auckland' });
  });
  await waitFor(() => {
    expect(homeZone()).toBe('Pacific/Auckland');
  });
});

test('suggests the zone of the device, and goes back to the company’s', async () => {
  const options = { ...Intl.DateTimeFormat().resolvedOptions(), timeZone: 'America/Los_Angeles' };
  const device = vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue(options);
  const { world, user } = await openZones('Pacific/Auckland');

  await user.click(screen.getByRole('button', { name: 'Use this device’s zone: America/Los_Angeles' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));

  await waitFor(() => {
    expect(sentTo(world, 'PATCH', '/api/v1/me').at(-1)?.body).toEqual({ timeZone: 'America/Los_Angeles' });
  });
  device.mockRestore();
});

test('finds zones by city, by name in either language and by their distance from UTC', () => {
  const chinese = zonesOf('zh-CN', [], new Date('2026-03-04T00:00:00Z'));
  const shanghai = chinese.find(({ id }) => id === 'Asia/Shanghai');
  expect(shanghai?.label).toMatch(/中国.*GMT\+8/);
  expect(shanghai?.words).toContain('China');
  expect(zonesOf('en', ['Etc/GMT+3']).map(({ id }) => id)).toContain('Etc/GMT+3');
});
