import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { newWorld } from '~/test/mock/world';
import { renderAt } from '~/test/renderAt';

test('shows who deleted what and until when, and restores it', async () => {
  const world = newWorld();
  const [first] = world.records.customer?.splice(0, 1) ?? [];
  const deleted = {
    deletedAt: '2026-11-22T03:00:00Z',
    deletedBy: { id: 'm2', name: '王磊' },
    purgedAt: '2026-12-22T03:00:00Z',
  };
  world.runtime.bin.customer = first ? [{ ...first, ...deleted }] : [];
  const { user } = renderAt('/bin?object=customer', world);

  expect(await screen.findByText('王磊')).toBeVisible();
  expect(screen.getByText(/Dec 22, 2026/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Restore' }));

  expect(await screen.findByText('The bin is empty')).toBeVisible();
  await waitFor(() => {
    expect(world.records.customer?.[0]?.id).toBe('c1');
  });
});
