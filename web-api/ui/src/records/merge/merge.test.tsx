import { QueryClient } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ConfigProvider } from 'antd';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { describe, expect, test, vi } from 'vitest';
import { type ObjectView, Problem } from '~/api';
import { Providers } from '~/app/Providers';
import { handlersOf } from '~/test/mock/handlers';
import { newWorld, objectView } from '~/test/mock/world';
import { sentTo } from '~/test/renderAt';
import { server } from '~/test/server';
import { useDuplicates } from '../duplicates';
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
