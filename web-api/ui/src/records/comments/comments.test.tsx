import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { newWorld } from '~/test/mock/world';
import { renderAt, sentTo } from '~/test/renderAt';

async function box() {
  return screen.findByPlaceholderText(/Say something/);
}

test('a comment stands in the timeline and can be taken back', async () => {
  const world = newWorld();
  const id = world.records.customer?.[0]?.id ?? '';
  const { user } = renderAt(`/o/customer/${id}`, world);

  await user.type(await box(), 'Ask about the price');
  await user.click(screen.getByRole('button', { name: 'Comment' }));
  expect(await screen.findByText('Ask about the price')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Delete comment' }));
  await user.click((await screen.findAllByRole('button', { name: 'Delete comment' })).at(-1) as HTMLElement);

  await waitFor(() => {
    expect(screen.queryByText('Ask about the price')).not.toBeInTheDocument();
  });
});

test('whom a mention may not reach is said, and the words stay', async () => {
  const world = newWorld();
  world.eye.commentRefusal = { status: 422, code: 'mention-unseen', detail: '王磊 cannot see this.' };
  const id = world.records.customer?.[0]?.id ?? '';
  const { user } = renderAt(`/o/customer/${id}`, world);

  const input = await box();
  await user.type(input, 'Hi @王');
  await user.click((await screen.findAllByText('王磊')).at(-1) as HTMLElement);
  await user.click(screen.getByRole('button', { name: 'Comment' }));

  expect(await screen.findByText('王磊 cannot see this.')).toBeVisible();
  expect(input).toHaveValue('Hi @王磊 ');
  expect(sentTo(world, 'POST', `/api/v1/records/customer/${id}/comments`)[0]?.body).toEqual({
    text: 'Hi @王磊',
    mentions: ['m2'],
  });
});
