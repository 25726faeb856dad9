import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { newWorld } from '~/test/mock/world';
import { renderAt, sentTo } from '~/test/renderAt';
import { server } from '~/test/server';

const path = '/api/v1/config/draft/simulate';

test('a criterion is tried on the past: counts, what became of them, examples', async () => {
  const { user, world } = renderAt('/studio/funnels/sales?stage=proposal');
  await user.click(await screen.findByRole('button', { name: /Decision maker is known/ }));
  await user.click((await screen.findAllByRole('button', { name: /Try on the past/ })).at(-1) as HTMLElement);
  const drawer = await screen.findByRole('dialog');

  await user.click(within(drawer).getByRole('button', { name: 'Try it' }));

  expect(await within(drawer).findByText('A value was missing', { selector: 'dt' })).toBeVisible();
  expect(within(drawer).getByRole('row', { name: 'Won 52 3 1' })).toBeVisible();
  expect(within(drawer).getByRole('link', { name: '年度维保' })).toHaveAttribute('href', '/o/deal/d5');
  expect(within(drawer).getByText(/Missing then: Decision maker/)).toBeVisible();
  expect(sentTo(world, 'POST', path)[0]?.body).toEqual({
    object: 'deal',
    criterion: { funnel: 'sales', stage: 'proposal', when: 'has(decision_maker)' },
  });
});

test('a grade scale is tried as a job that goes on', async () => {
  const { user } = renderAt('/studio/grades/customer');
  let asked = 0;
  const report = await (await fetch(`${window.location.origin}${path}`, { method: 'POST', body: '{"object":"customer","grade":true}' })).json() as unknown; // prettier-ignore
  server.use(
    http.post(
      `*${path}`,
      () => new HttpResponse(null, { status: 202, headers: { Location: '/api/v1/jobs/j7' } }),
    ),
    http.get('*/api/v1/jobs/j7', () => {
      asked += 1;
      return HttpResponse.json(
        asked === 1
          ? { id: 'j7', kind: 'simulation', state: 'running', done: 500, total: 2000 }
          : { id: 'j7', kind: 'simulation', state: 'done', done: 2000, total: 2000, result: report },
      );
    }),
  );
  await user.click(await screen.findByRole('button', { name: /Try on the past/ }));
  const drawer = await screen.findByRole('dialog', { name: 'Try on the past' });

  await user.click(within(drawer).getByRole('button', { name: 'Try it' }));

  expect(await within(drawer).findByText('500 of 2000 asked')).toBeVisible();
  expect((await within(drawer).findAllByText('30 days before a win')).length).toBeGreaterThan(0);
  expect(within(drawer).getByText('A ripe → B half: 14')).toBeVisible();
});

test('what failed can be tried again', async () => {
  const { user } = renderAt('/studio/grades/customer');
  server.use(
    http.post(
      `*${path}`,
      () => new HttpResponse(null, { status: 202, headers: { Location: '/api/v1/jobs/j8' } }),
    ),
    http.get('*/api/v1/jobs/j8', () =>
      HttpResponse.json({ id: 'j8', kind: 'simulation', state: 'failed', done: 0, total: null }),
    ),
  );
  await user.click(await screen.findByRole('button', { name: /Try on the past/ }));
  const drawer = await screen.findByRole('dialog', { name: 'Try on the past' });
  await user.click(within(drawer).getByRole('button', { name: 'Try it' }));

  expect(await within(drawer).findByText(/did not come to an end/)).toBeVisible();
  expect(within(drawer).getByRole('button', { name: 'Try again' })).toBeEnabled();
});

test('a plain field becomes a scale with its options as grades', async () => {
  const { user, world } = renderAt('/studio/grades', newWorld());
  world.draft.gradeScales = [];
  await user.click(await screen.findByRole('button', { name: /Grade an object/ }));
  const dialog = await screen.findByRole('dialog', { name: 'Grade an object' });

  await user.click(within(dialog).getByLabelText('Object'));
  await user.click(await screen.findByTitle('Opportunity'));
  await user.click(within(dialog).getByLabelText('Field of the grade'));
  await user.click(await screen.findByTitle('Lost reason'));
  expect(await within(dialog).findByText(/3 options of this field become grades/)).toBeVisible();
  expect(screen.queryByTitle('Stage')).not.toBeInTheDocument();
  await user.click(within(dialog).getByRole('button', { name: 'Add' }));

  await screen.findByText('Draft saved');
  const scale = world.draft.gradeScales?.find((one) => one.object === 'deal');
  expect(scale).toMatchObject({ field: 'lost_reason', grades: [{ key: 'price', ripeness: 90 }, { key: 'competitor' }, { key: 'no_budget', ripeness: 10 }] }); // prettier-ignore
  const field = world.draft.objects
    .find((one) => one.key === 'deal')
    ?.fields.find((one) => one.key === 'lost_reason');
  expect(field).not.toHaveProperty('options');
});
