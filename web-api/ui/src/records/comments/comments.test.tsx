import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Member } from '~/api';
import { newWorld } from '~/test/mock/world';
import { renderAt, sentTo } from '~/test/renderAt';
import { callable, calledIn, matching } from './mentions';

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

test('a name written by an input method, without a key, is the one that is called', async () => {
  const world = newWorld();
  const id = world.records.customer?.[0]?.id ?? '';
  const { user } = renderAt(`/o/customer/${id}`, world);

  const input = await box();
  await user.type(input, '@');
  const offered = () => document.querySelectorAll('.ant-mentions-dropdown-menu-item');
  await waitFor(() => {
    expect(offered().length).toBeGreaterThan(1);
  });
  await user.paste('王');
  await waitFor(() => {
    expect([...offered()].map((one) => one.textContent)).toEqual(['王磊']);
  });
  await user.click(offered()[0] as HTMLElement);
  await user.click(screen.getByRole('button', { name: 'Comment' }));

  await waitFor(() => {
    expect(sentTo(world, 'POST', `/api/v1/records/customer/${id}/comments`)[0]?.body).toEqual({
      text: '@王磊',
      mentions: ['m2'],
    });
  });
});

const member = (id: string, name: string, email: string, active = true): Member => ({
  id,
  name,
  email,
  role: 'rep',
  active,
});

const team = callable([
  member('1', '张丽', 'zhang.li@x.example'),
  member('2', '李娜', 'li.na@x.example'),
  member('3', '李', 'li@x.example'),
  member('4', 'Ann', 'ann@x.example'),
  member('5', 'Anna', 'anna@x.example'),
  member('6', '王强', 'wang.qiang@x.example', false),
]);

test('names and the letters of the address find somebody, beginnings first', () => {
  expect(matching(team, '李').map(({ id }) => id)).toEqual(['2', '3']);
  expect(matching(team, "li'n").map(({ id }) => id)).toEqual(['2']);
  expect(matching(team, 'an').map(({ id }) => id)).toEqual(['4', '5', '1']);
  expect(matching(team, '王')).toEqual([]);
});

test('a name typed whole calls as one chosen does, the longest that fits', () => {
  expect(calledIn('@李娜看一下，@Ann please', team)).toEqual(['2', '4']);
  expect(calledIn('@Annabel and me@x.example', team)).toEqual([]);
});
