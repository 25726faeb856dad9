import { fireEvent, screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { afterEach, expect, test } from 'vitest';
import { renderAt, sentTo } from '~/test/renderAt';
import { server } from '~/test/server';

afterEach(() => {
  localStorage.clear();
});

const path = '/api/v1/search';

async function open() {
  const app = renderAt('/today');
  await screen.findByRole('button', { name: 'Search records and pages' });
  await app.user.keyboard('{Control>}/{/Control}');
  return { ...app, box: await screen.findByRole('combobox', { name: 'Search' }) };
}

test('is opened by keys, chosen from by keys, and remembers', async () => {
  const { user, router, box } = await open();

  await user.type(box, '青禾');
  await screen.findByRole('option', { name: /青禾食品有限公司/ });
  await user.keyboard('{Enter}');

  expect(router.state.location.pathname).toBe('/o/customer/c1');
  await user.keyboard('{Control>}/{/Control}');
  expect(await screen.findByRole('option', { name: /青禾食品有限公司/ })).toBeVisible();
});

test('waits until an input method has composed', async () => {
  const { user, world, router, box } = await open();

  fireEvent.compositionStart(box);
  fireEvent.change(box, { target: { value: 'qing' } });
  fireEvent.keyDown(box, { key: 'Enter', keyCode: 229 });
  await new Promise((done) => setTimeout(done, 400));
  expect(sentTo(world, 'GET', path)).toEqual([]);
  expect(router.state.location.pathname).toBe('/today');
  fireEvent.change(box, { target: { value: '青禾' } });
  fireEvent.compositionEnd(box);

  await waitFor(() => {
    expect(sentTo(world, 'GET', path)[0]?.body).toMatchObject({ q: '青禾' });
  });
  await user.keyboard('{Escape}');
});

test('says when nothing is found, and when it fails', async () => {
  const { user, box } = await open();

  await user.type(box, 'zzz');
  expect(await screen.findByText('Nothing found for “zzz”')).toBeVisible();
  server.use(http.get('*/api/v1/search', () => new HttpResponse(null, { status: 503 })));
  await user.type(box, 'y');

  expect(await screen.findByText(/The search failed/)).toBeVisible();
});

test('leads to pages from the palette, and never opens while typing', async () => {
  const { user, router } = renderAt('/o/customer');
  await user.type(await screen.findByRole('searchbox', { name: 'Search' }), '?');
  expect(screen.queryByText('Keyboard shortcuts')).not.toBeInTheDocument();

  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByRole('combobox', { name: 'Search' }), 'bin');
  await user.keyboard('{Enter}');

  expect(router.state.location.pathname).toBe('/bin');
});
