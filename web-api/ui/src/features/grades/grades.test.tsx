import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderAt, sentTo } from '~/test/renderAt';

test('shows the grades of a past day by owner', async () => {
  const { world } = renderAt('/grades/customer?on=2026-10-01&by=owner');

  const row = await screen.findByRole('row', { name: /王磊/ });

  expect(within(row).getByText('42')).toBeVisible();
  expect(row).toHaveTextContent('12 29%');
  expect(sentTo(world, 'GET', '/api/v1/grades/customer/distribution')[0]?.body).toMatchObject({
    on: '2026-10-01',
    by: 'owner',
  });
  expect(screen.getByRole('columnheader', { name: 'Ungraded' })).toBeVisible();
});

test('tells how grades follow each other', async () => {
  renderAt('/grades/customer');

  const part = await screen.findByRole('region', { name: 'From grade to grade' });

  expect(await within(part).findByRole('row', { name: /B half.*A ripe.*9.*12/ })).toBeVisible();
});

test('shows what grading anew would change before doing it', async () => {
  const { user, world } = renderAt('/grades/customer');
  await user.click(await screen.findByRole('button', { name: 'Grade anew…' }));
  const dialog = await screen.findByRole('dialog');

  expect(await within(dialog).findByText('2 records')).toBeVisible();
  expect(within(dialog).getByRole('link', { name: '北辰精密机械' })).toBeVisible();
  await user.click(within(dialog).getByRole('button', { name: 'Grade anew' }));

  await waitFor(() => {
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
  expect(sentTo(world, 'POST', '/api/v1/records/customer/regrade').map((one) => one.body)).toEqual([
    { dryRun: true },
    { dryRun: false },
  ]);
});

test('of an object without grades says so', async () => {
  renderAt('/grades/deal');

  expect(await screen.findByText('This object has no grades')).toBeVisible();
});
