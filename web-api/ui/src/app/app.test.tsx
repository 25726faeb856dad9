import { act, screen, waitFor } from '@testing-library/react';
import { http } from 'msw';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { loadOnline } from './offline';
import { farewell } from './session';
import { problem } from '~/test/mock/handlers';
import { renderAt } from '~/test/renderAt';
import { server } from '~/test/server';

test('the language is switched everywhere and remembered', async () => {
  const { user } = renderAt('/o/customer');
  expect(await screen.findByRole('heading', { name: 'Customers' })).toBeVisible();

  await user.click(screen.getByRole('button', { name: 'Language' }));
  await user.click(await screen.findByRole('menuitem', { name: '中文' }));

  expect(await screen.findByRole('heading', { name: '客户' })).toBeVisible();
  expect(await screen.findByRole('columnheader', { name: /客户等级/ })).toBeVisible();
  expect(localStorage.getItem('ripeline.locale')).toBe('zh-CN');
  expect(document.documentElement.lang).toBe('zh-CN');
});

test('the company’s name and colour dress the page', async () => {
  renderAt('/today');

  expect(await screen.findByText('瓜田科技')).toBeVisible();
  await waitFor(() => {
    expect(document.documentElement.style.getPropertyValue('--brand')).toBe('#1d7f4e');
  });
});

describe('without a network', () => {
  const network = (there: boolean) => {
    act(() => {
      vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(there);
      window.dispatchEvent(new Event(there ? 'online' : 'offline'));
    });
  };
  afterEach(() => {
    vi.restoreAllMocks();
    window.dispatchEvent(new Event('online'));
  });

  test('a page that is not loaded yet says so, and comes by itself', async () => {
    const { router } = renderAt('/o/customer');
    await screen.findByRole('heading', { name: 'Customers' });

    network(false);
    await act(() => router.navigate('/o/customer/c1'));

    expect(await screen.findByText('There is no network, and this page is not loaded yet')).toBeVisible();
    expect(screen.queryByRole('heading', { name: '青禾食品有限公司' })).not.toBeInTheDocument();
    network(true);
    expect(await screen.findByRole('heading', { name: '青禾食品有限公司' })).toBeVisible();
    expect(screen.queryByText(/There is no network/)).not.toBeInTheDocument();
  });

  test('a part of the program waits for the network, and is asked for again', async () => {
    network(false);
    const load = vi.fn(() => Promise.resolve('there'));
    const loading = loadOnline(load);
    await Promise.resolve();
    expect(load).not.toHaveBeenCalled();

    load.mockImplementationOnce(() => {
      network(false);
      return Promise.reject(new TypeError('Failed to fetch'));
    });
    network(true);
    await waitFor(() => {
      expect(load).toHaveBeenCalledTimes(1);
    });
    network(true);

    expect(await loading).toBe('there');
    expect(load).toHaveBeenCalledTimes(2);
  });

  test('what fails with a network there is told', async () => {
    await expect(loadOnline(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });
});

test('an unknown page is not found', async () => {
  renderAt('/nowhere');

  expect(await screen.findByText('Not found')).toBeVisible();
});

test('what the server forbids is not allowed, and not “not found”', async () => {
  renderAt('/o/deal');
  server.use(http.get('*/api/v1/objects/deal', () => problem(403, 'not-allowed', 'Ask an administrator.')));

  expect(await screen.findByText('Not allowed')).toBeVisible();
  expect(screen.getByText('Ask an administrator.')).toBeVisible();
});

test.each([
  ['/', '/'],
  ['https://id.example/logout?client_id=x', 'https://id.example/logout?client_id=x'],
  [undefined, '/'],
  ['javascript:alert(1)', '/'],
  ['//elsewhere.example', '/'],
])('after logging out %s leads to %s', (continueAt, address) => {
  expect(farewell(continueAt)).toBe(address);
});

test('the keyboard goes on where a dialog was opened, also from a menu', async () => {
  const { user } = renderAt('/o/customer/c1');
  const more = await screen.findByRole('button', { name: 'More actions' });
  await user.click(more);
  await user.click(await screen.findByRole('menuitem', { name: /Merge…/ }));
  await screen.findByRole('dialog');

  await user.click(screen.getByRole('button', { name: 'Cancel' }));

  await waitFor(() => {
    expect(more).toHaveFocus();
  });
});
