import { screen, waitFor } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';
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
