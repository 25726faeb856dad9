import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderAt, sentTo } from '~/test/renderAt';

test('lists changes of many records and takes one back', async () => {
  const { user, world } = renderAt('/transfers');

  const row = await screen.findByRole('row', { name: /Fields changed/ });
  expect(row).toHaveTextContent('260');
  await user.click(within(row).getByRole('button', { name: 'Undo' }));
  const dialog = await screen.findByRole('dialog', { name: 'Take this change back?' });
  await user.click(within(dialog).getByRole('button', { name: 'Undo' }));

  await waitFor(() => {
    expect(sentTo(world, 'POST', '/api/v1/bulk/bu1/undo')).toHaveLength(1);
  });
});

test('lists what was handed to others and takes one back', async () => {
  const { user, world } = renderAt('/transfers');

  const row = await screen.findByRole('row', { name: /王磊/ });
  expect(row).toHaveTextContent('3');
  await user.click(within(row).getByRole('button', { name: 'Undo' }));
  const dialog = await screen.findByRole('dialog', { name: 'Take this transfer back?' });
  await user.click(within(dialog).getByRole('button', { name: 'Undo' }));

  await waitFor(() => {
    expect(sentTo(world, 'POST', '/api/v1/transfers/tr1/undo')).toHaveLength(1);
  });
});
