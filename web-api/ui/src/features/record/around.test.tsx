import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RecordRight } from '~/api';
import { newWorld, type World } from '~/test/mock/world';
import { renderAt, sentTo } from '~/test/renderAt';

const wang = { id: 'm2', name: '王磊' };

function eventful(): World {
  const world = newWorld();
  const base = { actor: wang, object: 'customer', recordId: 'c1', name: '青禾食品有限公司' };
  world.runtime.timeline = [
    { ...base, id: 'e1', at: '2026-11-22T03:00:00Z', kind: 'change', data: { fields: { employees: { before: 300, after: 320 } } } },
    { ...base, id: 'e2', at: '2026-11-21T03:00:00Z', kind: 'move', data: { field: 'grade', from: 'b', to: 'a', cause: 'move' } },
    { ...base, id: 'e3', at: '2026-11-20T03:00:00Z', kind: 'change', object: 'deal', recordId: 'd1', name: '仓储系统二期', data: { fields: { amount: { before: null, after: { amount: '86000', currency: 'CNY' } } } } },
  ]; // prettier-ignore
  return world;
}

describe('the timeline', () => {
  test('tells of the record and of those below, and keeps to one kind on wish', async () => {
    const { user, world } = renderAt('/o/customer/c1', eventful());

    expect(await screen.findByRole('link', { name: 'Opportunity 仓储系统二期' })).toHaveAttribute(
      'href',
      '/o/deal/d1',
    );
    expect(screen.getByText('B half →')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Stage and grade' }));

    await waitFor(() => {
      expect(screen.queryByRole('link', { name: 'Opportunity 仓储系统二期' })).not.toBeInTheDocument();
    });
    expect(sentTo(world, 'GET', '/api/v1/records/customer/c1/timeline').at(-1)?.body).toMatchObject({
      kinds: 'move',
    });
  });

  test('says of a mail what it was about and whether it went out', async () => {
    const world = newWorld();
    world.runtime.timeline = [
      { id: 'e1', at: '2026-11-22T03:00:00Z', kind: 'activity', actor: wang, object: 'activity', recordId: 'a1', name: 'Our offer', data: { kind: 'email', mail_state: 'queued', note: 'Dear Ms Li' } },
    ]; // prettier-ignore
    renderAt('/o/customer/c1', world);

    expect(await screen.findByText('Our offer')).toBeVisible();
    expect(screen.getByText('queued')).toBeVisible();
  });

  test('gives the changes of this very record apart', async () => {
    const { user } = renderAt('/o/customer/c1', eventful());
    await user.click(await screen.findByRole('tab', { name: 'Changes' }));

    const panel = await screen.findByRole('tabpanel', { name: 'Changes' });
    expect(await within(panel).findByText('300')).toBeVisible();
    expect(panel).not.toHaveTextContent('86,000');
  });
});

test('lists what points to the record, and begins a new one that does', async () => {
  const { user, router } = renderAt('/o/customer/c1');
  await user.click(await screen.findByRole('tab', { name: 'Contacts' }));

  expect(await screen.findByRole('link', { name: '李雪' })).toBeVisible();
  await user.click(screen.getByRole('link', { name: 'New contact' }));

  expect(router.state.location.pathname).toBe('/o/contact');
  expect(await screen.findByRole('dialog')).toHaveTextContent('青禾食品有限公司');
});

test('a deleted record is fetched back from the toast', async () => {
  const { user, world, router } = renderAt('/o/customer/c5');
  await user.click(await screen.findByRole('button', { name: 'More actions' }));
  await user.click(await screen.findByRole('menuitem', { name: /Delete/ }));
  await user.click(await screen.findByRole('button', { name: 'Delete' }));

  await user.click(await screen.findByRole('button', { name: 'Undo' }));

  await waitFor(() => {
    expect(router.state.location.pathname).toBe('/o/customer/c5');
  });
  expect(world.records.customer?.some((one) => one.id === 'c5')).toBe(true);
  expect(sentTo(world, 'DELETE', '/api/v1/records/customer/c5')[0]?.headers.get('If-Match')).toBe('"1"');
});

describe('what the reader may do', () => {
  const readable = (object: string, id: string, may: RecordRight[]) => {
    const world = newWorld();
    Object.assign(world.records[object]?.find((one) => one.id === id) ?? {}, { may });
    return world;
  };

  test('nothing is offered that the server would refuse', async () => {
    const { user } = renderAt('/o/customer/c1', readable('customer', 'c1', []));
    await screen.findByRole('heading', { name: '青禾食品有限公司' });
    await screen.findByText('Phone');

    [/Share/, /Plan follow-up/, /^Edit /, /Take/].forEach((name) => {
      expect(screen.queryByRole('button', { name })).not.toBeInTheDocument();
    });
    await user.click(screen.getByRole('button', { name: 'Change grade' }));
    expect(await screen.findAllByRole('menuitem')).toHaveLength(1);
    const more = screen.queryByRole('button', { name: 'More actions' });
    if (more) {
      await user.click(more);
      expect(screen.queryByRole('menuitem', { name: /Delete|Merge|owner/ })).not.toBeInTheDocument();
    }
  });

  test('all is offered that she may', async () => {
    const all: RecordRight[] = ['update', 'delete', 'give', 'transfer', 'share', 'grade', 'merge', 'plan'];
    const { user } = renderAt('/o/customer/c1', readable('customer', 'c1', all));

    expect(await screen.findByRole('button', { name: /Share/ })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Edit Phone' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'More actions' }));
    expect(await screen.findByRole('menuitem', { name: /Delete/ })).toBeVisible();
    expect(screen.getByRole('menuitem', { name: /Merge/ })).toBeVisible();
  });

  test('the stages of a deal that is only shown to her stay where they are', async () => {
    const { user, world } = renderAt('/o/deal/d1', readable('deal', 'd1', []));
    const stages = await screen.findByRole('region', { name: /Stages/ });
    const all = within(stages).getAllByRole('button');

    expect(all.every((stage) => stage.getAttribute('aria-disabled') === 'true')).toBe(true);
    await user.click(all.at(-1) as HTMLElement);
    expect(sentTo(world, 'POST', '/api/v1/records/deal/d1/move')).toHaveLength(0);
  });
});

test('shares with a colleague, in a part, and takes it back', async () => {
  const { user, world } = renderAt('/o/customer/c1');
  await user.click(await screen.findByRole('button', { name: /Share/ }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByLabelText('Share with'));
  await user.click((await screen.findAllByTitle('王磊')).at(-1) as HTMLElement);
  await user.click(within(dialog).getByText('may edit'));
  await user.type(within(dialog).getByLabelText(/Part in the team/), 'presales');
  const usual = within(dialog)
    .getAllByRole('checkbox', { checked: true })
    .map((box) => (box as HTMLInputElement).value);
  expect(usual).toContain('deal');

  await user.click(within(dialog).getByRole('button', { name: 'Share' }));

  const team = await within(dialog).findByRole('list', { name: 'Team' });
  expect(team).toHaveTextContent('王磊presalesmay edit');
  expect(sentTo(world, 'POST', '/api/v1/records/customer/c1/shares')[0]?.body).toEqual({
    member: 'm2',
    access: 'edit',
    with: usual,
    as: 'presales',
  });
  await user.click(within(team).getByRole('button', { name: 'Stop sharing with 王磊' }));
  expect(await within(dialog).findByText('Shared with nobody yet')).toBeVisible();
});

class FakeSource extends EventTarget {
  static newest: FakeSource | undefined;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  readyState = 1;
  constructor(readonly url: string) {
    super();
    FakeSource.newest = this;
  }
  close() {
    this.readyState = 2;
  }
}

describe('live', () => {
  beforeEach(() => {
    vi.stubGlobal('EventSource', FakeSource);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });
  const tell = (data: object) => {
    FakeSource.newest?.dispatchEvent(new MessageEvent('record-changed', { data: JSON.stringify(data) }));
  };

  test('what someone else changes is told and keeps what is being typed', async () => {
    const world = newWorld();
    const { user } = renderAt('/o/customer/c1', world);
    await user.click(await screen.findByRole('button', { name: 'Edit Phone' }));
    await user.clear(screen.getByLabelText('Phone'));
    await user.type(screen.getByLabelText('Phone'), '010-9');
    const stored = world.records.customer?.[0];
    Object.assign(stored ?? {}, { version: 2, updatedBy: wang });
    Object.assign(stored?.values ?? {}, { employees: 999 });

    act(() => {
      tell({ object: 'customer', id: 'c1', version: 2, by: wang, op: 'updated' });
    });

    expect(await screen.findByText('王磊 has just changed this record')).toBeVisible();
    expect(await screen.findByText('999')).toBeVisible();
    expect(screen.getByLabelText('Phone')).toHaveValue('010-9');
    expect(screen.queryByText('Someone else has just changed this record')).not.toBeInTheDocument();
  });

  test('the same field changed by someone is told before the save', async () => {
    const world = newWorld();
    const { user } = renderAt('/o/customer/c1', world);
    await user.click(await screen.findByRole('button', { name: 'Edit Phone' }));
    const stored = world.records.customer?.[0];
    Object.assign(stored ?? {}, { version: 2, updatedBy: wang });
    Object.assign(stored?.values ?? {}, { phone: '0571-0000' });

    act(() => {
      tell({ object: 'customer', id: 'c1', version: 2, by: wang, op: 'updated' });
    });

    expect(await screen.findByText('Someone else has just changed this record')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Load the newest version' }));
    expect(await screen.findByRole('link', { name: '0571-0000' })).toBeVisible();
  });

  test('who deleted it is told where the record is gone', async () => {
    const world = newWorld();
    renderAt('/o/customer/c1', world);
    await screen.findByRole('heading', { name: '青禾食品有限公司' });
    world.records.customer = world.records.customer?.filter((one) => one.id !== 'c1') ?? [];

    act(() => {
      tell({ object: 'customer', id: 'c1', version: 2, by: wang, op: 'deleted' });
    });

    expect(await screen.findByText('You no longer see this record')).toBeVisible();
    expect(screen.getByText(/王磊 has just deleted this record/)).toBeVisible();
  });

  test('a reader whose share ends is told at once', async () => {
    const world = newWorld();
    renderAt('/o/customer/c1', world);
    await screen.findByRole('heading', { name: '青禾食品有限公司' });
    world.records.customer = world.records.customer?.filter((one) => one.id !== 'c1') ?? [];

    act(() => {
      FakeSource.newest?.dispatchEvent(new MessageEvent('reset', { data: '{}' }));
    });

    expect(await screen.findByRole('alert')).toHaveTextContent('You no longer see this record');
    expect(screen.getByRole('link', { name: /^Back to/ })).toHaveAttribute('href', '/o/customer');
    expect(screen.queryByRole('heading', { name: '青禾食品有限公司' })).not.toBeInTheDocument();
  });

  test('a connection that is lost is marked', async () => {
    renderAt('/o/customer/c1');
    await screen.findByRole('heading', { name: '青禾食品有限公司' });

    act(() => {
      FakeSource.newest?.onopen?.();
      FakeSource.newest?.onerror?.();
    });

    expect(await screen.findByText('Reconnecting')).toBeVisible();
    act(() => {
      FakeSource.newest?.onopen?.();
    });
    expect(screen.queryByText('Reconnecting')).not.toBeInTheDocument();
  });
});
