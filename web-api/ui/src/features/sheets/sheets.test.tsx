import { screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { newWorld } from '~/test/mock/world';
import { renderAt, sentTo } from '~/test/renderAt';

test('shows the plan, changes to the report, and saves it as a file', async () => {
  URL.createObjectURL = vi.fn(() => 'blob:x');
  HTMLAnchorElement.prototype.click = vi.fn();
  const { world, user } = renderAt('/sheets?on=2026-11-20', newWorld());

  expect(await screen.findByRole('heading', { name: 'Call plan of the day' })).toBeVisible();
  expect(screen.getByRole('cell', { name: '青禾农业' })).toBeVisible();
  expect(screen.getByText('Nobody has commented.')).toBeVisible();
  await user.click(screen.getByText('Work report'));
  expect(await screen.findByRole('heading', { name: 'Work report of the day' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: /Download PDF/ }));

  await waitFor(() => {
    expect(sentTo(world, 'GET', '/api/v1/sheets/report').at(-1)?.body).toMatchObject({
      on: '2026-11-20',
      format: 'pdf',
    });
  });
});
