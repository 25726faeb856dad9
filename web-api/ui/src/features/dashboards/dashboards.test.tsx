import { screen, within } from '@testing-library/react';
import { http } from 'msw';
import { describe, expect, test } from 'vitest';
import type { Part } from '~/api';
import { problem } from '~/test/mock/handlers';
import { newWorld } from '~/test/mock/world';
import { renderAt } from '~/test/renderAt';
import { server } from '~/test/server';

const l = (zh: string, en: string) => ({ 'zh-CN': zh, en });

function worldWith(...tiles: Partial<Part>[]) {
  const world = newWorld();
  world.definition.dashboards = [
    {
      key: 'sales',
      label: l('销售看板', 'Sales'),
      tiles: tiles.map((tile, at) => ({
        key: `tile_${String(at)}`,
        object: 'deal',
        kind: 'number',
        measure: { fn: 'count' },
        ...tile,
      })),
    },
  ];
  return world;
}

const hrefOf = (element: HTMLElement) =>
  decodeURIComponent(element.getAttribute('href') ?? '').replaceAll('+', ' ');

describe('a dashboard', () => {
  test('is found in the navigation, its figures lead to their records', async () => {
    const world = worldWith({
      label: l('大单', 'Large'),
      filter: 'amount >= 50000',
      measure: { fn: 'sum', field: 'amount' },
    });
    const { user } = renderAt('/today', world);

    await user.click(await screen.findByRole('link', { name: 'dashboard Sales' }));

    const tile = await screen.findByRole('region', { name: 'Large' });
    const figure = await within(tile).findByRole('link', { name: 'Large: Show the records' });
    expect(figure).toHaveTextContent('¥588,800.50');
    expect(figure).toHaveTextContent('Sum of Expected amount');
    expect(hrefOf(figure)).toBe('/o/deal?filter=amount >= 50000');
  });

  test('shows groups in the order of the options, each leading to its own records', async () => {
    const world = worldWith({ label: l('各阶段', 'By stage'), kind: 'table', groupBy: 'stage' });
    renderAt('/dashboards/sales', world);

    const tile = await screen.findByRole('region', { name: 'By stage' });
    const groups = await within(tile).findAllByRole('link', { name: /Show the records of/ });

    expect(groups.map((link) => link.textContent)).toEqual([
      'Prospecting',
      'Engaging',
      'Proposal',
      'Won',
      'Lost',
    ]);
    expect(hrefOf(groups[0] as HTMLElement)).toBe('/o/deal?filter=stage == "prospecting"');
    expect(within(tile).getAllByRole('row')[1]).toHaveTextContent(/Prospecting\s*2/);
  });

  test('with a chart can be read as figures', async () => {
    const world = worldWith({ label: l('各阶段', 'By stage'), kind: 'bar', groupBy: 'stage' });
    const { user } = renderAt('/dashboards/sales', world);

    expect(await screen.findByRole('img', { name: 'By stage: Count' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: /As figures/ }));

    expect(await screen.findByRole('link', { name: 'Show the records of “Won”' })).toBeVisible();
  });

  test('fails tile by tile', async () => {
    const world = worldWith(
      { label: l('商机', 'Deals') },
      { label: l('客户', 'Customers'), object: 'customer' },
    );
    renderAt('/dashboards/sales', world);
    server.use(
      http.post('*/api/v1/records/customer/aggregate', () =>
        problem(403, 'field-not-readable', 'The field cannot be read.'),
      ),
    );

    const failed = await screen.findByRole('region', { name: 'Customers' });
    expect(await within(failed).findByText('The field cannot be read.')).toBeVisible();
    const fine = screen.getByRole('region', { name: 'Deals' });
    expect(await within(fine).findByText('7')).toBeVisible();
  });

  test('that is not there says so, and without any the navigation has none', async () => {
    renderAt('/dashboards/nothing');

    expect(await screen.findByText('There is no such dashboard')).toBeVisible();
    expect(screen.queryByRole('link', { name: /^dashboard/ })).not.toBeInTheDocument();
  });
});
