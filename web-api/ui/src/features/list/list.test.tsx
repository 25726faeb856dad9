import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { newWorld, record } from '~/test/mock/world';
import { renderAt, sentTo } from '~/test/renderAt';

const address = (...filters: string[]) =>
  `/o/deal?${filters.map((filter) => `filter=${encodeURIComponent(filter)}`).join('&')}`;

function lastFilter(world: ReturnType<typeof newWorld>) {
  return (sentTo(world, 'GET', '/api/v1/records/deal').at(-1)?.body as Record<string, string>).filter;
}

describe('filters in the address', () => {
  test('stand as chips in words and reach the server together', async () => {
    const { world } = renderAt(address('amount >= 10000', 'customer == "c1"'));

    const chips = await screen.findByRole('list', { name: 'Filter' });
    expect(within(chips).getByText('Expected amount is at least ¥10,000')).toBeVisible();
    expect(await within(chips).findByText('Customer is 青禾食品有限公司')).toBeVisible();
    expect(lastFilter(world)).toBe('(amount >= 10000) && (customer == "c1")');
  });

  test('are removed one by one', async () => {
    const { world, user, router } = renderAt(address('amount >= 10000', 'stage == "won"'));

    await user.click(await screen.findByRole('button', { name: 'Remove filter: Stage is Won' }));

    await waitFor(() => {
      expect(lastFilter(world)).toBe('amount >= 10000');
    });
    expect(new URLSearchParams(router.state.location.search).getAll('filter')).toEqual(['amount >= 10000']);
  });

  test('that no builder can show are shown as written, and kept when others change', async () => {
    const odd = 'amount >= 5 && size(name) > 3';
    const { user, router } = renderAt(address(odd, 'stage == "won"'));

    expect(await screen.findByText(odd)).toBeVisible();
    await user.click(screen.getByRole('button', { name: /^filter Filter/ }));
    await user.click(await screen.findByRole('button', { name: 'Apply filter' }));

    expect(new URLSearchParams(router.state.location.search).getAll('filter')).toEqual([
      odd,
      'stage == "won"',
    ]);
  });

  test('cannot be applied while incomplete', async () => {
    const { user } = renderAt('/o/deal');
    await user.click(await screen.findByRole('button', { name: /^filter Filter/ }));
    const drawer = await screen.findByRole('dialog');

    await user.click(within(drawer).getByRole('button', { name: /Add condition/ }));
    await user.click(within(drawer).getAllByLabelText('Relation')[1] as HTMLElement);
    await user.click(await screen.findByTitle('contains'));

    expect(within(drawer).getByRole('button', { name: 'Apply filter' })).toBeDisabled();
    expect(within(drawer).getByText('Some conditions are not complete yet.')).toBeInTheDocument();
  });
});

test('sorting is the server’s and stands in the address', async () => {
  const { world, user, router } = renderAt('/o/deal');

  await user.click(await screen.findByRole('columnheader', { name: /Expected amount/ }));

  await waitFor(() => {
    expect(router.state.location.search).toBe('?sort=amount');
  });
  expect(sentTo(world, 'GET', '/api/v1/records/deal').at(-1)?.body).toMatchObject({ sort: 'amount' });
});

test('a long list goes on by cursor', async () => {
  const world = newWorld();
  world.records.customer = Array.from({ length: 60 }, (_, at) =>
    record(`x${String(at)}`, { name: `Customer ${String(at)}` }),
  );
  const { user } = renderAt('/o/customer', world);

  expect(await screen.findByText('60 in all')).toBeVisible();
  expect(screen.queryByText('Customer 55')).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Load more' }));

  expect(await screen.findByText('Customer 55')).toBeInTheDocument();
});

test('creating shows the server’s refusal at the field', async () => {
  const { world, user } = renderAt('/o/customer');
  await user.click(await screen.findByRole('button', { name: /New customer/ }));
  const drawer = await screen.findByRole('dialog', { name: 'New customer' });

  await user.click(within(drawer).getByRole('button', { name: 'Save' }));

  expect((await within(drawer).findAllByText('Name must be filled in.')).length).toBe(2);
  expect(within(drawer).getByText('Request r-7f3a')).toBeInTheDocument();
  expect(sentTo(world, 'POST', '/api/v1/records/customer')[0]?.body).toEqual({ values: {} });
});

test('an unknown object is not found', async () => {
  renderAt('/o/nothing');

  expect(await screen.findByText('Not found')).toBeVisible();
});
