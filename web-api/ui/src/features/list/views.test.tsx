import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { afterEach, describe, expect, test } from 'vitest';
import type { FunnelView, ObjectView } from '~/api';
import { chooseLocale } from '~/i18n';
import { allOf, eachOf } from '~/records/condition';
import { addressOf, ofFunnel } from '~/records/views';
import { problem } from '~/test/mock/handlers';
import { savedView } from '~/test/mock/views';
import { newWorld } from '~/test/mock/world';
import { renderAt, sentTo } from '~/test/renderAt';
import { server } from '~/test/server';

const path = '/api/v1/views';
const worthIt = () =>
  savedView('v1', 'Worth it', { filter: '(amount >= 10000) && (stage == "won")', sort: '-amount' });

/** What pages were asked for, the latest last; totals aside. */
function asked(world: ReturnType<typeof newWorld>) {
  return sentTo(world, 'GET', '/api/v1/records/deal')
    .map(({ body }) => body as Record<string, string>)
    .filter((question) => !question.count);
}

function worldWith(...views: ReturnType<typeof savedView>[]) {
  const world = newWorld();
  world.views.items = views;
  return world;
}

afterEach(() => {
  localStorage.clear();
});

test.each([
  [['a == 1'], 'a == 1'],
  [['a == ")"', 'b || c'], '(a == ")") && (b || c)'],
  [['(a) || (b)'], '(a) || (b)'],
  [['x && (y)'], 'x && (y)'],
  [['a', 'f(b)', 'c'], '(a) && (f(b)) && (c)'],
])('filters %j are joined and parted again', (filters, joined) => {
  expect(allOf(filters)).toBe(joined);
  expect(eachOf(joined)).toEqual(filters);
});

describe('a view', () => {
  test('is kept with filters and sort, for some roles, and opens first', async () => {
    const world = newWorld();
    const { user, router } = renderAt('/o/deal?filter=amount+%3E%3D+10000&sort=-amount', world);
    await user.click(await screen.findByRole('button', { name: /View: All/ }));
    expect(await screen.findByRole('menuitem', { name: 'No saved views yet' })).toBeInTheDocument();
    await user.click(await screen.findByRole('menuitem', { name: 'Save as a new view' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('radio', { name: 'Some roles' }));
    await user.type(within(dialog).getByLabelText('Name of the view'), 'Worth it');
    expect(within(dialog).getByRole('button', { name: 'Save as a new view' })).toBeDisabled();
    await user.click(within(dialog).getByRole('combobox', { name: 'Roles' }));
    await user.click(await screen.findByTitle('rep'));
    await user.click(within(dialog).getByRole('button', { name: 'Save as a new view' }));

    await user.click(await screen.findByRole('button', { name: /View: Worth it/ }));
    await user.click(await screen.findByRole('menuitem', { name: /Open this view first/ }));
    await waitFor(() => {
      expect(world.views.first).toBe('v1');
    });
    await router.navigate('/o/deal');

    await waitFor(() => {
      expect(asked(world).at(-1)).toMatchObject({ filter: 'amount >= 10000', sort: '-amount' });
    });
    expect(sentTo(world, 'POST', path)[0]?.body).toMatchObject({
      object: 'deal',
      label: 'Worth it',
      filter: 'amount >= 10000',
      sort: '-amount',
      shared: true,
      roles: ['rep'],
    });
  });

  test('is waited for where the member begins with it', async () => {
    const world = worldWith(worthIt());
    world.views.first = 'v1';

    renderAt('/o/deal', world);

    expect(await screen.findByRole('button', { name: 'Remove filter: Stage is Won' })).toBeVisible();
    expect(asked(world)).not.toHaveLength(0);
    asked(world).forEach((question) => {
      expect(question).toMatchObject({ filter: '(amount >= 10000) && (stage == "won")' });
    });
  });

  test('takes what is changed only when it is said', async () => {
    const world = worldWith(worthIt());
    world.views.first = 'v1';
    const { user } = renderAt('/o/deal', world);
    await screen.findByRole('button', { name: 'Remove filter: Stage is Won' });
    expect(screen.queryByRole('button', { name: 'Save changes' })).not.toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'Remove filter: Stage is Won' }));
    await user.click(await screen.findByRole('button', { name: 'Save changes' }));

    await waitFor(() => {
      expect(world.views.items[0]?.filter).toBe('amount >= 10000');
    });
    await waitFor(() => {
      expect(screen.queryByRole('button', { name: 'Save changes' })).not.toBeInTheDocument();
    });
  });

  test('is renamed, and pinned above the list', async () => {
    const world = worldWith(worthIt());
    const { user } = renderAt('/o/deal?view=v1', world);
    await user.click(await screen.findByRole('button', { name: /View: Worth it/ }));
    await user.click(await screen.findByRole('menuitem', { name: /Pin at the top/ }));
    const pinned = await screen.findByRole('group', { name: 'Pinned views' });
    expect(within(pinned).getByRole('button', { name: 'Worth it' })).toHaveAttribute('aria-pressed', 'true');

    await user.click(screen.getByRole('button', { name: /View: Worth it/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'Rename and share' }));
    const name = await screen.findByLabelText('Name of the view');
    await user.clear(name);
    await user.type(name, 'Won{Enter}');

    expect(await screen.findByRole('button', { name: /View: Won/ })).toBeVisible();
    expect(sentTo(world, 'PATCH', `${path}/v1`).at(-1)?.body).toEqual({
      label: 'Won',
      shared: false,
      roles: [],
    });
  });

  test('is deleted, and comes back as it was', async () => {
    const world = worldWith({ ...worthIt(), shared: true, pinned: true });
    const { user } = renderAt('/o/deal?view=v1', world);
    await user.click(await screen.findByRole('button', { name: /View: Worth it/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'Delete this view' }));
    expect(await screen.findByRole('button', { name: /View: All/ })).toBeVisible();

    await user.click(await screen.findByRole('button', { name: 'Undo' }));

    expect(await screen.findByRole('button', { name: /View: Worth it/ })).toBeVisible();
    expect(world.views.items).toEqual([
      expect.objectContaining({
        label: 'Worth it',
        filter: '(amount >= 10000) && (stage == "won")',
        sort: '-amount',
        shared: true,
        pinned: true,
      }),
    ]);
  });

  test('of somebody else says whose it is and is not changed', async () => {
    const others = { ...worthIt(), owner: { id: 'm2', name: '王磊' }, shared: true, mayEdit: false };
    const { user } = renderAt('/o/deal?view=v1&filter=amount+%3E%3D+1', worldWith(others));

    await user.click(await screen.findByRole('button', { name: /View: Worth it/ }));

    expect(await screen.findByRole('menuitem', { name: /Worth it \(王磊\)/ })).toBeInTheDocument();
    expect(screen.queryByRole('menuitem', { name: 'Delete this view' })).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Save changes' })).not.toBeInTheDocument();
  });

  test('that is refused stays open with why', async () => {
    const { user } = renderAt('/o/deal');
    await user.click(await screen.findByRole('button', { name: /View: All/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'Save as a new view' }));
    await user.type(await screen.findByLabelText('Name of the view'), 'Refused{Enter}');

    expect(await screen.findByRole('alert')).toHaveTextContent('There is no such field.');
    expect(screen.getByLabelText('Name of the view')).toHaveValue('Refused');
  });
});

describe('views that do not come', () => {
  test('leave the list usable, and are asked for again', async () => {
    const world = worldWith(worthIt());
    world.views.fail = true;
    const { user } = renderAt('/o/deal', world);
    expect(await screen.findByText('仓储系统二期')).toBeVisible();
    await user.click(await screen.findByRole('button', { name: /View: All/ }));
    world.views.fail = false;

    await user.click(await screen.findByRole('menuitem', { name: /did not load/ }));

    await user.click(await screen.findByRole('button', { name: /View: All/ }));
    expect(await screen.findByRole('menuitem', { name: 'Worth it' })).toBeInTheDocument();
  });

  test('are told in Chinese too', async () => {
    chooseLocale('zh-CN');
    const world = newWorld();
    world.views.fail = true;
    const { user } = renderAt('/o/deal', world);

    await user.click(await screen.findByRole('button', { name: /视图/ }));

    expect(await screen.findByRole('menuitem', { name: /没能加载保存的视图/ })).toBeInTheDocument();
  });
});

describe('what the device kept alone', () => {
  const key = 'ripeline.list.acme.m1.deal';
  const keep = (kept: object) => {
    localStorage.setItem(key, JSON.stringify(kept));
  };
  const old = { key: 'my-1', label: 'Old', filters: ['amount >= 10000'], sort: '-amount' };

  test('goes to the server once, with its columns and as what opens first', async () => {
    keep({ views: [old], first: 'my-1', columns: { 'my-1': { widths: { name: 200 } } } });
    const world = newWorld();
    const { router } = renderAt('/o/deal', world);

    await waitFor(() => {
      expect(JSON.parse(localStorage.getItem(key) ?? '')).toEqual({
        columns: { v1: { widths: { name: 200 } } },
      });
    });
    await waitFor(() => {
      expect(asked(world).at(-1)).toMatchObject({ filter: 'amount >= 10000', sort: '-amount' });
    });
    await router.navigate('/o/customer');
    await router.navigate('/o/deal');
    expect(await screen.findByRole('button', { name: /View: Old/ })).toBeVisible();
    expect(sentTo(world, 'POST', path)).toHaveLength(1);
  });

  test('stays where the server is away', async () => {
    keep({ views: [old] });
    renderAt('/o/deal');
    server.use(http.post(`*${path}`, () => problem(503, 'unavailable', 'Come back later.')));

    expect(await screen.findByText('仓储系统二期')).toBeVisible();
    await waitFor(() => {
      expect(JSON.parse(localStorage.getItem(key) ?? '')).toEqual({ views: [old] });
    });
  });
});

describe('a board', () => {
  const early = () => savedView('v1', 'Early ones', { kind: 'board', filter: 'stage == "engaging"' });

  test('is kept as a view with its filter, and marked among the views of the list', async () => {
    const world = newWorld();
    const { user, router } = renderAt('/o/deal/board?filter=amount+%3E%3D+10000', world);
    expect(await screen.findByRole('button', { name: /Remove filter: Expected amount/ })).toBeVisible();
    await user.click(screen.getByRole('button', { name: /View: All/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'Save as a new view' }));
    await user.type(await screen.findByLabelText('Name of the view'), 'Large{Enter}');

    expect(await screen.findByRole('button', { name: /View: Large/ })).toBeVisible();
    expect(sentTo(world, 'POST', path)[0]?.body).toMatchObject({
      object: 'deal',
      label: 'Large',
      kind: 'board',
      filter: 'amount >= 10000',
    });
    expect(router.state.location.pathname).toBe('/o/deal/board');

    await router.navigate('/o/deal');
    await user.click(await screen.findByRole('button', { name: /View: All/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'Board Large' }));
    await waitFor(() => {
      expect(router.state.location.pathname).toBe('/o/deal/board');
    });
    expect(await screen.findByRole('button', { name: /Remove filter: Expected amount/ })).toBeVisible();
    expect(router.state.location.search).toContain('view=v1');
  });

  test('that the member begins with stands where nothing else is asked for, and takes changes', async () => {
    const world = worldWith(early());
    world.views.first = 'v1';
    const { user } = renderAt('/o/deal/board', world);

    await user.click(await screen.findByRole('button', { name: /Remove filter: Stage/ }));

    await user.click(await screen.findByRole('button', { name: 'Save changes' }));
    await waitFor(() => {
      expect(world.views.items[0]).toMatchObject({ kind: 'board', filter: null });
    });
  });

  test('leads to the list with its filters, also those of the view', async () => {
    renderAt('/o/deal/board?view=v1&filter=stage+%3D%3D+%22engaging%22', worldWith(early()));

    const list = await screen.findByRole('link', { name: /List/ });

    expect(list).toHaveAttribute('href', '/o/deal?filter=stage+%3D%3D+%22engaging%22');
  });
});

test('a saved board of one of several funnels says which, and is opened there', () => {
  const funnels = [{ key: 'direct', default: true }, { key: 'channel' }];
  const object = { key: 'deal', funnelBy: 'way', funnels } as unknown as ObjectView;
  const view = savedView('v1', 'Channel', {
    kind: 'board',
    filter: allOf(['amount >= 5', ofFunnel(object, object.funnels[1] as FunnelView)]) ?? '',
  });

  expect(view.filter).toBe('(amount >= 5) && (way == "channel")');
  expect(addressOf(object, view)).toEqual({
    pathname: '/o/deal/board',
    search: 'view=v1&funnel=channel&filter=amount+%3E%3D+5',
  });
});
