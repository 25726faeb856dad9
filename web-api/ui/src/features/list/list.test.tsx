import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { describe, expect, test } from 'vitest';
import { problem } from '~/test/mock/handlers';
import { newWorld, record } from '~/test/mock/world';
import { renderAt, sentTo } from '~/test/renderAt';
import { server } from '~/test/server';

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

  await user.click(await screen.findByRole('button', { name: 'Expected amount' }));

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
  const { user, router } = renderAt('/o/customer', world);

  expect(await screen.findByText('1–50 of 60')).toBeVisible();
  expect(screen.queryByText('Customer 55')).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: /Next/ }));

  expect(await screen.findByText('Customer 55')).toBeInTheDocument();
  expect(screen.getByText('51–60 of 60')).toBeVisible();
  await user.click(screen.getByRole('button', { name: /Previous/ }));
  expect(await screen.findByText('Customer 5')).toBeInTheDocument();
  expect(router.state.location.search).toBe('');
});

test('several columns sort together with Shift', async () => {
  const { user, router } = renderAt('/o/deal?sort=-amount');

  await user.keyboard('{Shift>}');
  await user.click(await screen.findByRole('button', { name: 'Stage' }));
  await user.keyboard('{/Shift}');

  expect(new URLSearchParams(router.state.location.search).get('sort')).toBe('-amount,stage');
  expect(screen.getByRole('columnheader', { name: /Expected amount/ })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
});

describe('bulk work', () => {
  const path = '/api/v1/records/deal/batch';

  test('deletes what is chosen, tells each result, and takes it back', async () => {
    const { user, world } = renderAt('/o/deal');
    await user.click(await screen.findByRole('checkbox', { name: 'Select 仓储系统二期' }));
    await user.click(screen.getByRole('checkbox', { name: 'Select 年度维保' }));
    world.records.deal = world.records.deal?.filter((one) => one.id !== 'd5') ?? [];

    await user.click(screen.getByRole('button', { name: /Delete/ }));
    await user.click(await screen.findByRole('button', { name: 'Delete 2' }));

    const refused = await screen.findByRole('list', { name: 'Refused records' });
    expect(refused).toHaveTextContent('年度维保');
    expect(refused).toHaveTextContent('There is no such record.');
    expect(sentTo(world, 'POST', path)[0]?.body).toEqual({
      operations: [
        { op: 'delete', id: 'd1' },
        { op: 'delete', id: 'd5' },
      ],
    });
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Undo' }));
    await waitFor(() => {
      expect(world.records.deal?.some((one) => one.id === 'd1')).toBe(true);
    });
    expect(sentTo(world, 'POST', path)[1]?.body).toEqual({ operations: [{ op: 'restore', id: 'd1' }] });
  });

  test('reaches all that match by a job of the server', async () => {
    const world = newWorld();
    world.records.customer = Array.from({ length: 260 }, (_, at) =>
      record(`x${String(at)}`, { name: `Customer ${String(at)}` }),
    );
    const { user } = renderAt('/o/customer', world);
    await user.click(await screen.findByRole('checkbox', { name: 'Select all' }));
    await user.click(await screen.findByRole('button', { name: 'Select all 260' }));

    await user.click(screen.getByRole('button', { name: /Delete/ }));
    await user.click(await screen.findByRole('button', { name: 'Delete 260' }));

    expect(await screen.findByText('258 done')).toBeVisible();
    expect(screen.getByRole('list', { name: 'Refused records' })).toHaveTextContent(
      '青禾食品有限公司It is used elsewhere.',
    );
    expect(sentTo(world, 'POST', '/api/v1/records/customer/bulk').map((one) => one.body)).toEqual([
      { filter: '', op: 'delete' },
    ]);
    expect(sentTo(world, 'POST', '/api/v1/records/customer/batch')).toEqual([]);
  });

  test('takes back what a job did to all that match, and says what stays', async () => {
    const world = newWorld();
    world.records.customer = Array.from({ length: 260 }, (_, at) =>
      record(`x${String(at)}`, { name: `Customer ${String(at)}` }),
    );
    const { user } = renderAt('/o/customer', world);
    await user.click(await screen.findByRole('checkbox', { name: 'Select all' }));
    await user.click(await screen.findByRole('button', { name: 'Select all 260' }));
    await user.click(screen.getByRole('button', { name: /Delete/ }));
    await user.click(await screen.findByRole('button', { name: 'Delete 260' }));

    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Undo' }));

    const dialog = screen.getByRole('dialog');
    expect(await within(dialog).findByText('257 taken back')).toBeVisible();
    expect(within(dialog).getByText('1 stay as they are, for these reasons.')).toBeVisible();
    expect(within(dialog).getByRole('list', { name: 'Refused records' })).toHaveTextContent(
      '南岸连锁超市王磊 changed the record.',
    );
    expect(within(dialog).queryByRole('button', { name: 'Undo' })).toBeNull();
    expect(sentTo(world, 'POST', '/api/v1/bulk/bu1/undo')).toHaveLength(1);
  });

  test('says of each record why a stage refuses it', async () => {
    const { user } = renderAt('/o/deal');
    await user.click(await screen.findByRole('checkbox', { name: 'Select 仓储系统二期' }));
    await user.click(screen.getByRole('checkbox', { name: 'Select 年度维保' }));

    await user.click(screen.getByRole('button', { name: /Change stage/ }));
    await user.click(await screen.findByLabelText('To which stage'));
    await user.click((await screen.findAllByTitle('Won')).at(-1) as HTMLElement);
    await user.click(screen.getByRole('button', { name: 'Change 2' }));

    const refused = await screen.findByRole('list', { name: 'Refused records' });
    expect(refused).toHaveTextContent('Decision maker is known: Write down who decides.');
    expect(screen.getByRole('dialog')).toHaveTextContent('1 done');
  });

  test('hands records to someone else after a preview', async () => {
    const { user, world } = renderAt('/o/customer');
    await user.click(await screen.findByRole('checkbox', { name: 'Select 云栖软件' }));
    await user.click(screen.getByRole('button', { name: /Transfer/ }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByLabelText(/To/));
    await user.click((await screen.findAllByTitle('王磊')).at(-1) as HTMLElement);
    await user.click(within(dialog).getByRole('checkbox', { name: 'Contacts' }));
    await user.click(within(dialog).getByRole('button', { name: 'Preview' }));

    expect(await within(dialog).findByText('Contacts: 2')).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: 'Transfer' }));

    expect(await within(dialog).findByText('2 transferred')).toBeVisible();
    expect(within(dialog).getByText('1 skipped: theirs already')).toBeVisible();
    expect(sentTo(world, 'POST', '/api/v1/records/customer/transfer').at(-1)?.body).toEqual({
      ids: ['c5'],
      to: 'm2',
      children: ['contact'],
    });
  });
});

describe('editing in the list', () => {
  test('sends the one value for the version that was read, and shows a refusal there', async () => {
    const { user, world } = renderAt('/o/customer');
    await user.click(await screen.findByRole('button', { name: 'Edit Phone of 云栖软件' }));
    world.records.customer?.forEach((one) => {
      one.version += one.id === 'c5' ? 1 : 0;
    });

    await user.type(screen.getByLabelText('Phone'), '010-1{Enter}');

    expect(await screen.findByRole('alert')).toHaveTextContent('王磊 changed the phone.');
    expect(screen.getByLabelText('Phone')).toHaveValue('010-1');
    const sent = sentTo(world, 'PATCH', '/api/v1/records/customer/c5')[0];
    expect(sent?.body).toEqual({ values: { phone: '010-1' } });
    expect(sent?.headers.get('If-Match')).toBe('"1"');
  });
});

describe('columns and views', () => {
  test('columns are taken out and moved, and stand in the address', async () => {
    const { user, router } = renderAt('/o/deal');
    await user.click(await screen.findByRole('button', { name: /Columns/ }));
    const drawer = await screen.findByRole('dialog', { name: 'Columns' });

    await user.click(within(drawer).getByRole('checkbox', { name: 'Customer' }));
    await user.click(within(drawer).getByRole('button', { name: 'Move “Expected amount” up' }));
    await user.click(within(drawer).getByRole('button', { name: 'Apply' }));

    expect(new URLSearchParams(router.state.location.search).get('columns')).toBe(
      'name,amount,stage,expected_close,owner_id',
    );
  });
});

test('creating shows the server’s refusal at the field', async () => {
  const { world, user } = renderAt('/o/customer');
  await user.click(await screen.findByRole('button', { name: /New customer/ }));
  const drawer = await screen.findByRole('dialog');

  await user.click(within(drawer).getByRole('button', { name: 'Save' }));

  expect((await within(drawer).findAllByText('Name must be filled in.')).length).toBe(2);
  expect(within(drawer).getByText('Request r-7f3a')).toBeInTheDocument();
  expect(sentTo(world, 'POST', '/api/v1/records/customer')[0]?.body).toEqual({ values: {} });
});

test('creating what is there already says whose it is, and keeps the form', async () => {
  const { user } = renderAt('/o/customer');
  server.use(
    http.post('*/api/v1/records/customer', () =>
      problem(409, 'duplicate', 'This customer is there already.', {
        matches: [
          {
            rule: 'same_phone',
            label: 'Same phone',
            action: 'block',
            score: 1,
            object: 'customer',
            record: { id: 'c2', name: '南岸连锁超市', owner: { id: 'm2', name: '王磊' } },
            fields: ['phone'],
          },
        ],
      }),
    ),
  );
  await user.click(await screen.findByRole('button', { name: /New customer/ }));
  await user.type(await screen.findByLabelText('Name'), 'Nan’an');
  await user.click(screen.getByRole('button', { name: 'Save' }));

  expect(await screen.findByText('owner 王磊 · The same: Phone')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Back to the form' }));
  expect(screen.getByLabelText('Name')).toHaveValue('Nan’an');
});

test('an unknown object is not found', async () => {
  renderAt('/o/nothing');

  expect(await screen.findByText('Not found')).toBeVisible();
});
