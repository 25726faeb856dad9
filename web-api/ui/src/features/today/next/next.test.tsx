import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { addDays, todayIn } from '~/i18n';
import { newWorld } from '~/test/mock/world';
import { renderAt, sentTo } from '~/test/renderAt';

const today = todayIn('Asia/Shanghai');

test('goes from call to call with the keyboard alone', async () => {
  const { user, world, router } = renderAt('/today/next', newWorld(today));
  expect(await screen.findByRole('heading', { name: '北辰精密机械' })).toBeVisible();
  const first = await screen.findByRole('radio', { name: 'Connected' });
  await waitFor(() => {
    expect(first).toHaveFocus();
  });

  await user.keyboard('2');
  await user.keyboard('{Control>}{Enter}{/Control}');

  expect(await screen.findByRole('heading', { name: '南岸连锁超市' })).toBeVisible();
  expect(sentTo(world, 'POST', '/api/v1/worklist/w1/complete')[0]?.body).toMatchObject({
    activity: { kind: 'call', outcome: 'interested' },
  });
  await waitFor(() => {
    expect(router.state.location.search).toBe('?item=w2');
  });
  await waitFor(() => {
    expect(screen.getByText('1 of 3')).toBeVisible();
  });
});

test('shows the number to dial and what is known', async () => {
  renderAt('/today/next?item=w3', newWorld(today));

  expect(await screen.findByRole('link', { name: /Call 青禾食品有限公司/ })).toHaveAttribute(
    'href',
    'tel:057188881234',
  );
  expect(await screen.findByText('对报价感兴趣，要两家对比。')).toBeVisible();
  expect(screen.getByText(/A · 90% ripe/)).toBeVisible();
  const open = (await screen.findByText('Open: Opportunities')).parentElement as HTMLElement;
  expect(await within(open).findByRole('link', { name: '仓储系统二期' })).toBeVisible();
});

test('shows what the stage of an open deal wants, to be ticked', async () => {
  const { user, world } = renderAt('/today/next?item=w1', newWorld(today));

  await user.click(await screen.findByRole('checkbox', { name: 'Ask who decides' }));

  await waitFor(() => {
    expect(sentTo(world, 'POST', '/api/v1/records/deal/d3/tasks/who_decides')[0]?.body).toEqual({
      done: true,
    });
  });
  expect(screen.getAllByText('Find out who decides and where the budget comes from.')[0]).toBeVisible();
});

test('passes one over and comes back to it after the others', async () => {
  const { user } = renderAt('/today/next', newWorld(today));
  await screen.findByRole('heading', { name: '北辰精密机械' });

  await user.keyboard('{Alt>}[KeyN]{/Alt}');
  expect(await screen.findByRole('heading', { name: '南岸连锁超市' })).toBeVisible();
  await user.keyboard('{Alt>}[KeyP]{/Alt}');

  expect(await screen.findByRole('heading', { name: '北辰精密机械' })).toBeVisible();
});

test('tells the team when a contact begins', async () => {
  const { user, world } = renderAt('/today/next', newWorld(today));
  await screen.findByRole('heading', { name: '北辰精密机械' });

  await user.keyboard('{Alt>}[KeyT]{/Alt}');

  await waitFor(() => {
    expect(sentTo(world, 'POST', '/api/v1/worklist/w1/start')).toHaveLength(1);
  });
});

test('reschedules by a key, with a reason, and goes on', async () => {
  const { user, world } = renderAt('/today/next', newWorld(today));
  await screen.findByRole('heading', { name: '北辰精密机械' });

  await user.keyboard('{Alt>}[KeyS]{/Alt}');
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByLabelText('Reason'), 'In a meeting{Control>}{Enter}{/Control}');

  expect(await screen.findByRole('heading', { name: '南岸连锁超市' })).toBeVisible();
  expect(sentTo(world, 'POST', '/api/v1/worklist/w1/snooze')[0]?.body).toEqual({
    reason: 'In a meeting',
    until: addDays(today, 1),
  });
});

test('where a next step is required asks for one of one’s own when no rhythm plans it', async () => {
  const world = newWorld(today);
  world.selling.nextStep = 'required';
  Object.assign(world.open[0] ?? {}, { planned: 'person', because: null });
  renderAt('/today/next', world);

  expect(await screen.findByLabelText('Purpose')).toBeInTheDocument();
});

test('ends with the day done', async () => {
  renderAt('/today/next', { ...newWorld(today), open: [] });

  expect(await screen.findByText('Day closed: all done')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Close the day' })).toBeVisible();
});
