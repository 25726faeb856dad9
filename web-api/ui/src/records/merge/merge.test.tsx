import { QueryClient } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ConfigProvider } from 'antd';
import type { ReactNode } from 'react';
import { http, HttpResponse } from 'msw';
import { MemoryRouter } from 'react-router';
import { describe, expect, test, vi } from 'vitest';
import { type ObjectView, Problem, type WrittenRecord } from '~/api';
import { Providers } from '~/app/Providers';
import { handlersOf } from '~/test/mock/handlers';
import { newWorld, objectView } from '~/test/mock/world';
import { renderAt, sentTo } from '~/test/renderAt';
import { server } from '~/test/server';
import { useDuplicates } from '../duplicates';
import { RecordTable } from '../table';
import { ExportButton } from '../exports';
import { MergeDialog } from './MergeDialog';

function renderPart(part: (object: ObjectView) => ReactNode, key = 'customer') {
  const world = newWorld();
  server.use(...handlersOf(world));
  const object = objectView(world, key, 'en') as ObjectView;
  render(
    <ConfigProvider theme={{ zeroRuntime: true }}>
      <Providers client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <MemoryRouter>{part(object)}</MemoryRouter>
      </Providers>
    </ConfigProvider>,
  );
  return { world, user: userEvent.setup({ pointerEventsCheck: 0, delay: null }) };
}

test('merging asks who stays and whose value counts, shows what follows, then does it', async () => {
  const merged = vi.fn();
  const { user, world } = renderPart((object) => (
    <MergeDialog object={object} ids={['c2', 'c1']} onMerged={merged} onClose={vi.fn()} />
  ));
  const dialog = await screen.findByRole('dialog');

  const survivor = await within(dialog).findByRole('radiogroup', { name: 'Stays' });
  expect(within(survivor).getByRole('radio', { name: /青禾食品有限公司/ })).toBeChecked();
  expect(await within(dialog).findByText('Opportunities: 3')).toBeVisible();
  expect(within(dialog).queryByText(/Contacts: 0/)).not.toBeInTheDocument();
  const phone = within(dialog).getByRole('radiogroup', { name: 'Whose Phone' });
  await user.click(within(phone).getByRole('radio', { name: /138 0013 8000/ }));
  await waitFor(() => {
    expect(within(dialog).getByRole('button', { name: 'Merge' })).toBeEnabled();
  });
  await user.click(within(dialog).getByRole('button', { name: 'Merge' }));

  await waitFor(() => {
    expect(merged).toHaveBeenCalled();
  });
  const sent = sentTo(world, 'POST', '/api/v1/records/customer/merge').map((one) => one.body);
  expect(sent[0]).toEqual({ into: 'c1', from: ['c2'], dryRun: true });
  expect(sent.at(-1)).toEqual({ into: 'c1', from: ['c2'], values: { phone: 'c2' } });
});

describe('a record that is there already', () => {
  const twin = {
    rule: 'same_phone',
    label: 'Same phone',
    message: 'Look it up first.',
    action: 'block',
    score: 1,
    object: 'customer',
    fields: ['phone'],
  };

  function Asking({ object, failure }: { object: ObjectView; failure: unknown }) {
    const { refused, dialog } = useDuplicates(object);
    return (
      <>
        <button
          type="button"
          onClick={() => {
            refused(failure);
          }}
        >
          save
        </button>
        {dialog}
      </>
    );
  }

  test('is named with whose it is; one that is not seen only in part', async () => {
    const failure = new Problem(409, {
      code: 'duplicate',
      matches: [
        {
          ...twin,
          action: 'block',
          record: { id: 'c2', name: '南岸连锁超市', owner: { id: 'm2', name: '王磊' } },
        },
        {
          ...twin,
          rule: 'alike',
          action: 'block',
          score: 0.87,
          record: { id: null, name: '青禾…', owner: null },
        },
      ],
    });
    const { user } = renderPart((object) => <Asking object={object} failure={failure} />);

    await user.click(screen.getByRole('button', { name: 'save' }));

    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByRole('link', { name: '南岸连锁超市' })).toHaveAttribute(
      'href',
      '/o/customer/c2',
    );
    expect(within(dialog).getByText('owner 王磊 · The same: Phone')).toBeVisible();
    expect(within(dialog).queryByRole('link', { name: '青禾…' })).not.toBeInTheDocument();
    expect(within(dialog).getByText(/87% alike/)).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: 'Back to the form' }));
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    });
  });

  test('is not looked for in other refusals', async () => {
    const { user } = renderPart((object) => <Asking object={object} failure={new Problem(422, {})} />);

    await user.click(screen.getByRole('button', { name: 'save' }));

    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
});

describe('a change that doubles another record', () => {
  const twin = {
    rule: 'same_phone',
    label: 'Same phone',
    message: 'Look it up first.',
    action: 'warn',
    score: 1,
    object: 'customer',
    fields: ['phone'],
    record: { id: 'c2', name: '南岸连锁超市', owner: { id: 'm2', name: '王磊' } },
  };
  /** As the server tells it: one warning for each rule, with all that it found. */
  const warnings = [
    {
      key: 'same_phone',
      label: 'Same phone',
      message: 'Look it up first.',
      severity: 'warn',
      matches: [twin],
    },
  ];
  const written = (world: ReturnType<typeof newWorld>, more: object) =>
    HttpResponse.json({ ...world.records.customer?.[0], version: 2, ...more });

  test('on the record page is saved and told, and the two can be merged', async () => {
    const { user, world } = renderAt('/o/customer/c1');
    server.use(http.patch('*/api/v1/records/customer/c1', () => written(world, { warnings })));
    await user.click(await screen.findByRole('button', { name: 'Edit Phone' }));
    await user.type(screen.getByLabelText('Phone'), '1{Enter}');

    const dialog = await screen.findByRole('dialog', { name: 'Saved, but there are others like it' });
    expect(within(dialog).getByText('owner 王磊 · The same: Phone')).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: 'Merge…' }));

    expect(await screen.findByRole('radiogroup', { name: 'Stays' })).toBeVisible();
    expect(sentTo(world, 'POST', '/api/v1/records/customer/merge')[0]?.body).toMatchObject({ dryRun: true });
  });

  function List({ object }: { object: ObjectView }) {
    const records = newWorld().records.customer ?? [];
    return <RecordTable object={object} columns={['name', 'phone']} records={records} editable />;
  }

  test('in the list is told when it is refused, and the input stays', async () => {
    const { user } = renderPart((object) => <List object={object} />);
    server.use(
      http.patch('*/api/v1/records/customer/:id', () =>
        HttpResponse.json(
          { code: 'duplicate', status: 409, detail: 'It is there.', matches: [{ ...twin, action: 'block' }] },
          { status: 409, headers: { 'Content-Type': 'application/problem+json' } },
        ),
      ),
    );
    await user.click(await screen.findByRole('button', { name: 'Edit Phone of 青禾食品有限公司' }));
    await user.type(screen.getByLabelText('Phone'), '9{Enter}');

    expect(await screen.findByText('This may be there already')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Back to the form' }));

    expect(await screen.findByLabelText('Phone')).toHaveValue('0571-8888 12349');
    expect(screen.queryByRole('button', { name: 'Load the newest version' })).not.toBeInTheDocument();
  });

  test('in the list is told when it is saved, with what else is to be noted', async () => {
    const { user, world } = renderPart((object) => <List object={object} />);
    const note = { key: 'big', label: 'Size', message: 'Rather large.', severity: 'warn' };
    server.use(
      http.patch('*/api/v1/records/customer/:id', () => written(world, { warnings: [note, ...warnings] })),
    );
    await user.click(await screen.findByRole('button', { name: 'Edit Phone of 青禾食品有限公司' }));
    await user.type(screen.getByLabelText('Phone'), '9{Enter}');

    expect(await screen.findByText('Saved, but there are others like it')).toBeVisible();
    expect(await screen.findByText('Rather large.', { exact: false })).toBeInTheDocument();
  });

  test('made in the form is told before the new record opens', async () => {
    const opened = vi.fn();
    function Making({ object }: { object: ObjectView }) {
      const { warned, dialog } = useDuplicates(object);
      const record = { ...newWorld().records.customer?.[0], warnings } as unknown as WrittenRecord;
      return (
        <>
          <button
            type="button"
            onClick={() => {
              warned(record, opened);
            }}
          >
            save
          </button>
          {dialog}
        </>
      );
    }
    const { user } = renderPart((object) => <Making object={object} />);
    await user.click(screen.getByRole('button', { name: 'save' }));
    expect(await screen.findByText('owner 王磊 · The same: Phone')).toBeVisible();
    expect(opened).not.toHaveBeenCalled();

    await user.click(screen.getByRole('button', { name: 'All right' }));

    expect(opened).toHaveBeenCalledOnce();
  });
});

test('a record is merged from its page with one that the rules find', async () => {
  const { user, world } = renderAt('/o/customer/c1');
  server.use(
    http.post('*/api/v1/records/customer/duplicates', async ({ request }) => {
      world.sent.push({
        method: 'POST',
        path: '/duplicates',
        headers: request.headers,
        body: await request.json(),
      });
      const record = { id: 'c2', name: '南岸连锁超市', owner: null };
      const found = { rule: 'r', label: '', action: 'warn', score: 1, object: 'customer', record };
      return HttpResponse.json({
        matches: [
          { ...found, fields: ['phone'] },
          { ...found, rule: 's', fields: ['name'] },
        ],
      });
    }),
  );
  await user.click(await screen.findByRole('button', { name: 'More actions' }));
  await user.click(await screen.findByRole('menuitem', { name: /Merge…/ }));
  const dialog = await screen.findByRole('dialog', { name: 'Merge 青禾食品有限公司 with another' });
  expect(within(dialog).getByRole('button', { name: 'Next' })).toBeDisabled();
  await user.click(await within(dialog).findByRole('radio', { name: /南岸连锁超市.*same Phone, Name/ }));
  await user.click(within(dialog).getByRole('button', { name: 'Next' }));

  expect(await screen.findByRole('radiogroup', { name: 'Stays' })).toBeVisible();
  expect(sentTo(world, 'POST', '/duplicates')[0]?.body).toEqual({ values: {}, id: 'c1' });
  expect(sentTo(world, 'POST', '/api/v1/records/customer/merge')[0]?.body).toMatchObject({ dryRun: true });
});

test('a list is exported with its filter, order, search, pool and columns', async () => {
  URL.createObjectURL = () => 'blob:x';
  HTMLAnchorElement.prototype.click = vi.fn();
  const { user, world } = renderPart(
    (object) => (
      <ExportButton
        object={object}
        question={{ filter: 'amount >= 5', sort: '-amount', q: '瓜田', pool: 'public' }}
        fields={['name', 'amount', 'owner_id']}
      />
    ),
    'deal',
  );

  await user.click(await screen.findByRole('button', { name: /Export/ }));
  await user.click(await screen.findByRole('menuitem', { name: /GB18030/ }));

  expect(await screen.findByText('商机.csv is saved')).toBeInTheDocument();
  expect(sentTo(world, 'POST', '/api/v1/exports')[0]?.body).toEqual({
    object: 'deal',
    format: 'csv',
    encoding: 'gb18030',
    filter: 'amount >= 5',
    sort: '-amount',
    q: '瓜田',
    pool: 'public',
    fields: ['name', 'amount', 'owner_id'],
  });
});
