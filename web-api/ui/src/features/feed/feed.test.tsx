import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { newWorld, type World } from '~/test/mock/world';
import { renderAt, sentTo } from '~/test/renderAt';

const path = '/api/v1/me/calendar-feed';

async function opened(world: World = newWorld()) {
  const rendered = renderAt('/bin', world);
  await rendered.user.click(await screen.findByRole('button', { name: 'Account of 陈晓' }));
  await rendered.user.click(await screen.findByRole('menuitem', { name: /Calendar on my phone/ }));
  return { ...rendered, dialog: await screen.findByRole('dialog') };
}

test('makes an address, copies and revokes it', async () => {
  const { user, world, dialog } = await opened();
  expect(await within(dialog).findByText('No address yet')).toBeVisible();

  await user.click(within(dialog).getByRole('button', { name: 'Make an address' }));
  const address = await within(dialog).findByRole('textbox', { name: 'Address of the calendar' });
  expect(address).toHaveValue('https://acme.example/public/v1/calendar/secret-1.ics');
  await user.click(within(dialog).getByRole('button', { name: 'Copy' }));
  expect(await navigator.clipboard.readText()).toBe('https://acme.example/public/v1/calendar/secret-1.ics');

  await user.click(await within(dialog).findByRole('button', { name: 'Revoke' }));
  const asked = (await screen.findAllByText('Revoke the address?'))
    .at(-1)
    ?.closest<HTMLElement>('[role="dialog"]');
  await user.click(within(asked ?? document.body).getByRole('button', { name: 'Revoke' }));

  expect(await within(dialog).findByText('No address yet')).toBeVisible();
  expect(sentTo(world, 'DELETE', path)).toHaveLength(1);
});

test('does not show again an address that stands, and replaces it', async () => {
  const world = newWorld();
  world.contacting.feed = { url: null, createdAt: '2026-11-20T03:00:00Z' };
  const { user, dialog } = await opened(world);
  expect(await within(dialog).findByText(/There is an address, made/)).toBeVisible();
  expect(within(dialog).queryByRole('textbox')).not.toBeInTheDocument();

  await user.click(within(dialog).getByRole('button', { name: 'Make a new address' }));
  const asked = (await screen.findAllByText('Make a new address?'))
    .at(-1)
    ?.closest<HTMLElement>('[role="dialog"]');
  await user.click(within(asked ?? document.body).getByRole('button', { name: 'Make a new address' }));

  await waitFor(() => {
    expect(within(dialog).getByRole('textbox')).toHaveValue(
      'https://acme.example/public/v1/calendar/secret-1.ics',
    );
  });
});
