import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';
import { newWorld } from '~/test/mock/world';
import { renderAt, sentTo } from '~/test/renderAt';
import { server } from '~/test/server';
import { mapped, withRemembered } from './targets';
import { cellsOf } from './wire';

const file = () => new File(['客户名称,等级,电话\n'], 'customers.csv', { type: 'text/csv' });

type Rendered = ReturnType<typeof renderAt>;

async function toTheFile({ user }: Rendered) {
  await waitFor(() => {
    expect(screen.getByRole('button', { name: 'Next' })).toBeEnabled();
  });
  await user.click(screen.getByRole('button', { name: 'Next' }));
  await screen.findByText('Choose a file');
}

async function uploaded(rendered: Rendered) {
  const { user } = rendered;
  await toTheFile(rendered);
  await user.upload(document.querySelector('input[type=file]') as HTMLInputElement, file());
  await screen.findByText('customers.csv · 3 rows');
}

const next = ({ user }: Rendered) => user.click(screen.getByRole('button', { name: 'Next' }));

test('an import goes its seven steps, and is taken back', async () => {
  const rendered = renderAt('/studio/import/new?object=customer');
  const { user, world } = rendered;
  await uploaded(rendered);
  expect(screen.getByLabelText('Encoding')).toHaveValue('GBK');
  expect(screen.getByText('13800138000')).toBeVisible();
  await next(rendered);

  await user.click(await screen.findByLabelText('Field: 电话'));
  await user.click(await screen.findByTitle('Phone'));
  await next(rendered);
  await user.click(await screen.findByRole('radio', { name: /Update the record/ }));
  await user.click(screen.getByLabelText('Add a default'));
  await user.click(await screen.findByTitle('Employees'));
  await user.type(screen.getByRole('spinbutton', { name: 'Employees' }), '12');
  await next(rendered);

  await user.click(await screen.findByRole('button', { name: 'Dry run' }));
  expect(await screen.findByText('客户名称: "name" must be filled in.')).toBeVisible();
  expect(sentTo(world, 'PUT', '/api/v1/imports/i1/options').at(-1)?.body).toEqual({
    object: 'customer',
    mode: 'create',
    mapping: [
      { column: '客户名称', field: 'name' },
      { column: '等级', field: 'grade' },
      { column: '电话', field: 'phone' },
    ],
    duplicates: 'update',
    defaults: { employees: 12 },
  });
  await user.click(screen.getByRole('button', { name: 'Import 2 rows' }));

  const result = await screen.findByRole('region', { name: 'Result' });
  expect(await within(result).findByRole('link', { name: /Download failed rows/ })).toHaveAttribute(
    'href',
    '/api/v1/imports/i1/failed',
  );
  await user.click(within(result).getByRole('button', { name: 'Take this import back' }));
  await user.click(
    (await screen.findAllByRole('button', { name: 'Take this import back' })).at(-1) as HTMLElement,
  );
  expect(await screen.findByText('Left as they are')).toBeVisible();
  expect(sentTo(world, 'POST', '/api/v1/imports/i1/revert')).toHaveLength(1);
});

describe('the mapping', () => {
  test('is remembered from the newest import that knew the column', async () => {
    const world = newWorld();
    world.imports = [
      {
        id: 'i0',
        object: 'customer',
        state: 'finished',
        mode: 'create',
        fileName: 'before.csv',
        rows: 1,
        columns: ['电话', '等级'],
        mapping: [{ column: '电话', field: 'website' }],
        run: { created: 1, updated: 0, skipped: 0, failed: 0, done: 1, total: 1 },
        createdAt: '2026-11-01T01:00:00Z',
        createdBy: 'm1',
      },
    ];
    const rendered = renderAt('/studio/import/new?object=customer', world);
    await uploaded(rendered);

    expect(sentTo(world, 'PUT', '/api/v1/imports/i2/options')[0]?.body).toMatchObject({
      mapping: [
        { column: '客户名称', field: 'name' },
        { column: '电话', field: 'website' },
      ],
    });
  });

  test('must hold what records are recognised by', async () => {
    const world = newWorld();
    world.imports = [
      {
        id: 'i1',
        object: 'customer',
        mode: 'update',
        matchBy: ['phone'],
        state: 'ready',
        fileName: 'customers.csv',
        rows: 1,
        columns: ['客户名称'],
        mapping: [{ column: '客户名称', field: 'name' }],
        createdAt: '2026-11-23T01:00:00Z',
        createdBy: 'm1',
      },
    ];
    renderAt('/studio/import/i1?step=mapping', world);

    expect(await screen.findByText('No column goes to what records are recognised by: Phone')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled();
  });

  test('sends no two columns to one place', () => {
    const mapping = [
      { column: 'a', field: 'name' },
      { column: 'b', field: 'phone' },
    ];

    expect(mapped(mapping, 'b', 'name')).toEqual([{ column: 'b', field: 'name' }]);
    expect(mapped(mapping, 'a', '')).toEqual([{ column: 'b', field: 'phone' }]);
    expect(withRemembered(mapping, [{ column: 'a', field: 'gone' }], ['name', 'phone'])).toEqual(mapping);
  });
});

test('who comes back finds the run where it is', async () => {
  const world = newWorld();
  const run = {
    jobId: 'j2',
    created: 40,
    updated: 0,
    skipped: 0,
    failed: 0,
    done: 40,
    total: 100,
    queuedAt: '',
  };
  const base = {
    id: 'i1',
    object: 'customer',
    mode: 'create',
    fileName: 'customers.csv',
    columns: ['客户名称'],
    mapping: [{ column: '客户名称', field: 'name' }],
    rows: 100,
    createdAt: '2026-11-23T01:00:00Z',
    createdBy: 'm1',
  };
  world.imports = [{ ...base, state: 'running', run }];
  const { user } = renderAt('/studio/import', world);

  await user.click(await screen.findByRole('link', { name: 'customers.csv' }));
  expect(await screen.findByText('40 of 100 done')).toBeVisible();
  world.imports = [
    {
      ...base,
      state: 'finished',
      run: { ...run, created: 100, done: 100, finishedAt: '2026-11-23T01:01:00Z' },
    },
  ];

  expect(await screen.findByRole('region', { name: 'Result' })).toBeVisible();
});

test('what stopped says why, and goes on', async () => {
  const world = newWorld();
  world.imports = [
    {
      id: 'i1',
      object: 'customer',
      mode: 'create',
      state: 'failed',
      fileName: 'customers.csv',
      columns: ['客户名称'],
      mapping: [{ column: '客户名称', field: 'name' }],
      rows: 100,
      createdAt: '2026-11-23T01:00:00Z',
      createdBy: 'm1',
      run: {
        jobId: 'j2',
        created: 40,
        updated: 0,
        skipped: 0,
        failed: 0,
        done: 40,
        total: 100,
        queuedAt: '',
        problem: { code: 'definition-changed', message: 'The definition has changed.' },
      },
    },
  ];
  const { user } = renderAt('/studio/import/i1', world);

  expect(await screen.findByText('The definition has changed.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Try again' }));

  await waitFor(() => {
    expect(sentTo(world, 'POST', '/api/v1/imports/i1/run')).toHaveLength(1);
  });
});

test('a file that cannot be read is refused where it was chosen', async () => {
  const rendered = renderAt('/studio/import/new?object=customer');
  server.use(
    http.post('*/api/v1/imports', () =>
      HttpResponse.json(
        { status: 422, code: 'file-malformed', detail: 'This is no table.' },
        { status: 422 },
      ),
    ),
  );
  await toTheFile(rendered);
  await rendered.user.upload(document.querySelector('input[type=file]') as HTMLInputElement, file());

  expect(await screen.findByText('This is no table.')).toBeVisible();
});

test('reports are read with their quotes and line breaks', () => {
  expect(cellsOf('\uFEFFa,b\r\n"x, ""y""\n",2\n3', ',')).toEqual([['a', 'b'], ['x, "y"\n', '2'], ['3']]);
});
