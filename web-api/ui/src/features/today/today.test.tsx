import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { problem } from '~/test/mock/handlers';
import { newWorld } from '~/test/mock/world';
import { renderAt, sentTo } from '~/test/renderAt';
import { server } from '~/test/server';
import { addDays, todayIn } from '~/i18n';
import { progressOf } from './progress';

const today = todayIn('Asia/Shanghai');

afterEach(() => {
  vi.useRealTimers();
});

async function openLog(user: ReturnType<typeof renderAt>['user']) {
  await user.click(await screen.findByRole('button', { name: 'Log call: 青禾食品有限公司' }));
  return screen.findByRole('dialog', { name: 'Log: 青禾食品有限公司' });
}

const deal = (id: string, name: string) => ({
  object: 'deal',
  id,
  name,
  stage: { key: 'offer', label: 'Offer' },
  tasks: [{ key: 'demo', label: 'Show it' }],
  link: 'deal',
});

async function outcome(user: ReturnType<typeof renderAt>['user'], option: string) {
  await user.click(await screen.findByRole('radio', { name: option }));
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

  test('on leave says so instead of inviting to plan', async () => {
    const world = { ...newWorld(today), open: [], done: [] };
    world.selling.onLeave = true;
    renderAt('/today', world);

    expect(await screen.findByText('On leave today')).toBeVisible();
  });

  test('says what will not fit, why, and shows it once', async () => {
    const world = newWorld(today);
    Object.assign(world.selling, { capacity: 3, dropped: ['w4'] });
    renderAt('/today', world);

    const dropped = await screen.findByRole('region', { name: /Will not fit today 1/ });

    expect(dropped).toHaveTextContent('Harbour Light Ltd');
    expect(dropped).toHaveTextContent('A day holds 3 items; this one ranks below');
    expect(screen.getAllByText('Harbour Light Ltd')).toHaveLength(1);
    expect(screen.getByRole('region', { name: 'Today 1' })).toBeVisible();
  });

  test('keeps items of closed subjects apart', async () => {
    const world = newWorld(today);
    const one = world.open.splice(2, 1);
    world.selling.elsewhere = one;
    renderAt('/today', world);

    const apart = await screen.findByRole('region', { name: /Of closed customers and deals/ });

    expect(apart).toHaveTextContent('青禾食品有限公司');
    expect(screen.getByRole('region', { name: 'Today 1' })).toBeVisible();
  });

  test('tells who planned it, how often it moved and when it falls into the pool', async () => {
    const world = newWorld(today);
    Object.assign(world.open[0] ?? {}, {
      because: null,
      planned: 'person',
      by: { id: 'm2', name: '王磊' },
      for: { id: 'm2', name: '王磊' },
      movedTimes: 2,
      reclaimOn: '2026-12-01',
      amount: { amount: '86000.00', currency: 'CNY' },
    });
    renderAt('/today', world);

    const first = within(await screen.findByRole('region', { name: /Overdue/ })).getAllByRole('listitem')[0];

    expect(first).toHaveTextContent('by hand · planned by 王磊 · moved 2 times');
    expect(first).toHaveTextContent('standing in for 王磊');
    expect(first).toHaveTextContent('¥86,000falls into the pool on Dec 1, 2026');
  });

  test('of one method alone can be empty', async () => {
    const { user } = renderAt('/today?channel=demo', newWorld(today));

    expect(await screen.findByText('Nothing of this kind')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show everything' }));

    expect(await screen.findByText('北辰精密机械')).toBeVisible();
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

    await outcome(user, 'Interested');
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
  });

  test('names the deal whose tasks it does, by itself where there is one', async () => {
    const { user } = renderAt('/today', newWorld(today));
    server.use(
      http.get('*/counts-for', () => HttpResponse.json({ countsFor: deal('d1', 'Alpha'), open: [] })),
    );
    await openLog(user);

    expect(await screen.findByText('Counts for the stage tasks of Alpha: Show it')).toBeVisible();
    expect(screen.queryByLabelText('Counts for')).not.toBeInTheDocument();
  });

  test('asks for which of several deals it counts', async () => {
    const { user, world } = renderAt('/today', newWorld(today));
    const open = [deal('d1', 'Alpha'), deal('d2', 'Beta')];
    server.use(http.get('*/counts-for', () => HttpResponse.json({ countsFor: null, open })));
    await openLog(user);

    await outcome(user, 'Connected');
    await user.click(await screen.findByLabelText('Counts for'));
    await user.click(await screen.findByText('Beta · Offer'));
    await user.click(screen.getByRole('button', { name: 'Save' }));

    await waitFor(() => {
      expect(sentTo(world, 'POST', '/api/v1/worklist/w3/complete')).toHaveLength(1);
    });
    expect(sentTo(world, 'POST', '/api/v1/worklist/w3/complete')[0]?.body).toMatchObject({
      activity: { countsFor: { object: 'deal', id: 'd2' } },
    });
  });

  test('says who was first, and goes on from there', async () => {
    const { user } = renderAt('/today', newWorld(today));
    const asked: (string | null)[] = [];
    server.use(
      http.post('*/api/v1/worklist/w3/complete', ({ request }) => {
        asked.push(request.headers.get('If-Match'));
        return problem(412, 'version-conflict', '王磊 moved this follow-up at 10:00 to 2026-11-30.', {
          conflict: { version: 7, changedBy: { id: 'm2', name: '王磊' }, changedAt: '2026-11-22T02:00:00Z' },
        });
      }),
    );
    await openLog(user);

    await outcome(user, 'Connected');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/王磊 moved this follow-up at 10:00/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Save' }));

    await waitFor(() => {
      expect(asked).toEqual([null, '"7"']);
    });
  });

  test('sends a next step of one’s own', async () => {
    const { user, world } = renderAt('/today', newWorld(today));
    await openLog(user);

    await outcome(user, 'Connected');
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

describe('closing the day', () => {
  test('is refused while something is open, and says how much', async () => {
    const { user } = renderAt('/today', newWorld(today));
    await user.click(await screen.findByRole('button', { name: 'Close the day' }));
    const dialog = await screen.findByRole('dialog');

    expect(within(dialog).getByText(/4 items are still open/)).toBeInTheDocument();
    await user.click(within(dialog).getByRole('button', { name: 'Close the day' }));

    expect(await within(dialog).findByText('4 items are still open.')).toBeInTheDocument();
  });

  test('counts what will not fit today as open', async () => {
    const world = newWorld(today);
    const all = world.open.filter((item) => item.dueOn <= today);
    Object.assign(world.selling, { capacity: 1, dropped: all.map((item) => item.id) });
    const { user } = renderAt('/today', world);
    await user.click((await screen.findAllByRole('button', { name: 'Close the day' }))[0] as HTMLElement);

    const dialog = await screen.findByRole('dialog');

    expect(within(dialog).getByText(/4 items are still open/)).toBeInTheDocument();
  });

  test('sums it up and tells of tomorrow', async () => {
    const world = newWorld(today);
    world.open = world.open.filter((item) => item.dueOn > today);
    const { user } = renderAt('/today', world);
    await user.click((await screen.findAllByRole('button', { name: 'Close the day' }))[0] as HTMLElement);
    const dialog = await screen.findByRole('dialog');

    await user.type(
      within(dialog).getByLabelText('Note of the day (optional)'),
      'Good day{Control>}{Enter}{/Control}',
    );

    const tomorrow = await within(dialog).findByText('Tomorrow');
    expect(tomorrow.parentElement).toHaveTextContent('Tomorrow1');
    expect(within(dialog).queryByText('Close the day')).not.toBeInTheDocument();
    expect(sentTo(world, 'POST', '/api/v1/worklist/close-day')[0]?.body).toEqual({ note: 'Good day' });
    expect((await screen.findAllByText(/^Closed /)).length).toBeGreaterThan(0);
    expect(await screen.findByText('Good day')).toBeInTheDocument();
  });
});

describe('a next step outside the rhythm', () => {
  test('is told at the date, with the days that will do', async () => {
    const { user } = renderAt('/today', newWorld(today));
    server.use(
      http.post('*/api/v1/worklist/w3/complete', () =>
        problem(422, 'next-out-of-bounds', 'Choose one of these days.', {
          earliest: addDays(today, 1),
          latest: addDays(today, 2),
          errors: [{ pointer: '/next/dueOn', code: 'next-out-of-bounds', message: 'Too late.' }],
        }),
      ),
    );
    await openLog(user);
    await outcome(user, 'Connected');
    await user.click(screen.getByText('Set it myself'));
    await user.click(screen.getByRole('button', { name: 'Save' }));

    expect(await screen.findByText('Too late.')).toBeInTheDocument();
    expect(screen.getByText(/^From .* to /)).toBeInTheDocument();
  });

  test('where one is required but missing is asked for', async () => {
    const { user } = renderAt('/today', newWorld(today));
    server.use(
      http.post('*/api/v1/worklist/w3/complete', () =>
        problem(422, 'next-step-missing', 'Say what comes next.', { errors: [] }),
      ),
    );
    await openLog(user);
    await outcome(user, 'Connected');
    await user.click(screen.getByRole('button', { name: 'Save' }));

    expect(await screen.findByText('Say what comes next.')).toBeInTheDocument();
    expect(await screen.findByLabelText('Purpose')).toBeInTheDocument();
    expect(screen.getByText('required')).toBeInTheDocument();
  });
});

test('a call that was dialled is timed', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T08:00:00Z') });
  const { user, world } = renderAt('/today', newWorld('2026-11-22'));
  await user.click(await screen.findByRole('link', { name: /Call 青禾食品有限公司/ }));
  vi.setSystemTime(new Date('2026-11-22T08:02:05Z'));
  await openLog(user);
  await outcome(user, 'Connected');
  await user.click(screen.getByRole('button', { name: 'Stop the timer' }));

  expect(screen.getByLabelText('Duration (min:sec)')).toHaveValue('2:05');
  await user.click(screen.getByRole('button', { name: 'Save' }));

  await waitFor(() => {
    expect(sentTo(world, 'POST', '/api/v1/worklist/w3/complete')[0]?.body).toMatchObject({
      activity: { durationSeconds: 125, startedAt: '2026-11-22T08:00:00Z' },
    });
  });
});
