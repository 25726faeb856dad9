import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { describe, expect, test, vi } from 'vitest';
import { problem } from '~/test/mock/handlers';
import { newWorld } from '~/test/mock/world';
import { renderAt, sentTo } from '~/test/renderAt';
import { server } from '~/test/server';
import { addDays, todayIn } from '~/i18n';
import { progressOf } from './progress';

const today = todayIn('Asia/Shanghai');

async function openLog(user: ReturnType<typeof renderAt>['user']) {
  await user.click(await screen.findByRole('button', { name: 'Log call: 青禾食品有限公司' }));
  return screen.findByRole('dialog', { name: 'Log: 青禾食品有限公司' });
}

async function pick(user: ReturnType<typeof renderAt>['user'], label: string, option: string) {
  await user.click(screen.getByLabelText(label));
  await user.click(await screen.findByTitle(option));
}

describe('the list', () => {
  test('says whom, how, why and how late', async () => {
    renderAt('/today', newWorld(today));

    const overdue = await screen.findByRole('region', { name: /Overdue/ });
    const first = within(overdue).getAllByRole('listitem')[0];

    expect(first).toHaveTextContent('北辰精密机械');
    expect(first).toHaveTextContent('3 days overdue');
    expect(first).toHaveTextContent('A 级客户每三天一次 · configuration 3');
    expect(within(overdue).getByRole('link', { name: 'Call 北辰精密机械 022-6666 0001' })).toHaveAttribute(
      'href',
      'tel:02266660001',
    );
    expect(screen.getByText('Today’s plan: 1 of 3 done')).toBeInTheDocument();
    expect(screen.getByText('and 1 overdue caught up')).toBeInTheDocument();
  });

  test('counts what was overdue for its own day', () => {
    const world = newWorld(today);
    const worklist = { overdue: [], today: [], tomorrow: [], done: world.done };

    const progress = progressOf(
      { ...worklist, counts: { overdue: 0, today: 2, tomorrow: 0, done: 2 } },
      today,
    );

    expect(progress).toEqual({ done: 1, total: 3, carried: 1 });
  });

  test('with nothing planned says how the plan comes about', async () => {
    renderAt('/today', { ...newWorld(today), open: [], done: [] });

    expect(await screen.findByText('Nothing planned today')).toBeVisible();
  });

  test('with everything done closes the day', async () => {
    renderAt('/today', { ...newWorld(today), open: [] });

    expect(await screen.findByText('Day closed: all done')).toBeVisible();
  });

  test('that fails to load can be tried again', async () => {
    const { user } = renderAt('/today', newWorld(today));
    server.use(
      http.get('*/api/v1/worklist', () => problem(503, 'unavailable', 'In maintenance.'), { once: true }),
    );

    expect(await screen.findByText('In maintenance. (Request r-7f3a)')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await screen.findByText('北辰精密机械')).toBeVisible();
  });
});

describe('logging a call', () => {
  test('sends outcome, length and note, and leaves the next step to the cadence', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T08:00:00Z') });
    const { user, world } = renderAt('/today', newWorld('2026-11-22'));
    await openLog(user);

    await pick(user, 'Outcome', 'Interested');
    await user.type(screen.getByLabelText('Duration (min:sec)'), '3:20');
    await user.type(screen.getByLabelText('Note'), '要两份报价{Control>}{Enter}{/Control}');

    await waitFor(() => {
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    });
    expect(sentTo(world, 'POST', '/api/v1/worklist/w3/complete')[0]?.body).toEqual({
      activity: {
        kind: 'call',
        outcome: 'interested',
        durationSeconds: 200,
        note: '要两份报价',
        startedAt: '2026-11-22T07:56:40Z',
      },
    });
    vi.useRealTimers();
  });

  test('sends a next step of one’s own', async () => {
    const { user, world } = renderAt('/today', newWorld(today));
    await openLog(user);

    await pick(user, 'Outcome', 'Connected');
    await user.click(screen.getByText('Set it myself'));
    await user.clear(screen.getByLabelText('Purpose'));
    await user.type(screen.getByLabelText('Purpose'), 'Meet the boss');
    await user.click(screen.getByRole('button', { name: 'Save' }));

    await waitFor(() => {
      expect(sentTo(world, 'POST', '/api/v1/worklist/w3/complete')).toHaveLength(1);
    });
    expect(sentTo(world, 'POST', '/api/v1/worklist/w3/complete')[0]?.body).toMatchObject({
      next: { dueOn: addDays(today, 3), channel: 'call', purpose: 'Meet the boss' },
    });
  });

  test('says what is lacking and sends nothing', async () => {
    const { user, world } = renderAt('/today', newWorld(today));
    await openLog(user);

    await user.type(screen.getByLabelText('Duration (min:sec)'), '3:75');
    await user.click(screen.getByRole('button', { name: 'Save' }));

    expect(await screen.findByText('Choose an outcome.')).toBeInTheDocument();
    expect(screen.getByText('Write minutes and seconds, such as 3:20.')).toBeInTheDocument();
    expect(sentTo(world, 'POST', '/api/v1/worklist/w3/complete')).toEqual([]);
  });
});

test('an item is put off only with a reason', async () => {
  const { user, world } = renderAt('/today', newWorld(today));
  await user.click(await screen.findByRole('button', { name: 'More for 青禾食品有限公司' }));
  await user.click(await screen.findByRole('menuitem', { name: /Reschedule/ }));
  const dialog = await screen.findByRole('dialog');

  await user.click(within(dialog).getByRole('button', { name: 'Reschedule' }));
  expect(await within(dialog).findByText(/nothing that was planned disappears/)).toBeInTheDocument();
  await user.type(within(dialog).getByLabelText('Reason'), 'On leave{Control>}{Enter}{/Control}');

  await waitFor(() => {
    expect(sentTo(world, 'POST', '/api/v1/worklist/w3/snooze')[0]?.body).toEqual({
      reason: 'On leave',
      until: addDays(today, 1),
    });
  });
});
