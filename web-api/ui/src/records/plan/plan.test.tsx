import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { describe, expect, test } from 'vitest';
import type { Me, Member } from '~/api';
import { addDays, todayIn } from '~/i18n';
import { problem } from '~/test/mock/problem';
import { newWorld } from '~/test/mock/world';
import { renderAt, sentTo } from '~/test/renderAt';
import { server } from '~/test/server';
import { assignees } from './assignees';

const today = todayIn('Asia/Shanghai');
const planned = (world: ReturnType<typeof newWorld>) => sentTo(world, 'POST', '/api/v1/worklist');

async function openDialog(user: ReturnType<typeof renderAt>['user']) {
  await user.click(await screen.findByRole('button', { name: /Plan follow-up$/ }));
  return screen.findByRole('dialog');
}

describe('planning a follow-up', () => {
  test('from a record, for a colleague', async () => {
    const { user, world } = renderAt('/o/customer/c1', newWorld(today));
    const dialog = await openDialog(user);
    expect(dialog).toHaveTextContent('Plan a follow-up: 青禾食品有限公司');
    await waitFor(() => {
      expect(dialog).toHaveTextContent('Call');
    });

    await user.click(within(dialog).getByLabelText('Who follows up'));
    await user.click((await screen.findAllByTitle('王磊')).at(-1) as HTMLElement);
    await user.type(within(dialog).getByLabelText('Purpose'), ' Samples {Control>}{Enter}{/Control}');

    expect(await screen.findByText(/planned for .*, on 王磊’s list/)).toBeInTheDocument();
    expect(planned(world)[0]?.body).toEqual({
      subject: { object: 'customer', id: 'c1' },
      dueOn: addDays(today, 1),
      channel: 'call',
      purpose: 'Samples',
      ownerId: 'm2',
    });
  });

  test('from the day’s list, of a record that is looked for', async () => {
    const { user, world } = renderAt('/today', newWorld(today));
    const dialog = await openDialog(user);
    await waitFor(() => {
      expect(within(dialog).getByLabelText('Record')).toBeInTheDocument();
    });

    await user.click(within(dialog).getByRole('button', { name: 'Plan follow-up' }));
    expect(await within(dialog).findByText('Choose the record to follow up.')).toBeInTheDocument();
    await user.type(within(dialog).getByLabelText('Record'), '北辰');
    await user.click(
      await screen.findByText('北辰精密机械', { selector: '.ant-select-item-option-content' }),
    );
    await user.click(within(dialog).getByRole('button', { name: 'Plan follow-up' }));

    await waitFor(() => {
      expect(planned(world)[0]?.body).toMatchObject({ subject: { object: 'customer' }, dueOn: today });
    });
    expect(planned(world)[0]?.body).not.toHaveProperty('ownerId');
  });

  test('on a day of the calendar, but not on one that is over', async () => {
    const { user, world } = renderAt('/today/calendar?day=' + addDays(today, 1), newWorld(today));
    const dialog = await openDialog(user);
    await user.type(await within(dialog).findByLabelText('Record'), '北辰');
    await user.click(
      await screen.findByText('北辰精密机械', { selector: '.ant-select-item-option-content' }),
    );
    await user.click(within(dialog).getByRole('button', { name: 'Plan follow-up' }));

    await waitFor(() => {
      expect(planned(world)[0]?.body).toMatchObject({ dueOn: addDays(today, 1) });
    });
  });

  test('not on a day that is over', async () => {
    const yesterday = addDays(today, -1);
    renderAt(`/today/calendar?on=${yesterday}&day=${yesterday}`, newWorld(today));

    await screen.findByRole('region', { name: new RegExp(yesterday.slice(0, 4)) });
    expect(screen.queryByRole('button', { name: /Plan follow-up/ })).not.toBeInTheDocument();
  });

  test('says at the field what is refused, and on top what no field can', async () => {
    const { user } = renderAt('/o/deal/d1', newWorld(today));
    const refuse = (status: number, code: string, pointer: string, message: string) => {
      server.use(
        http.post('*/api/v1/worklist', () =>
          problem(status, code, message, { errors: [{ pointer, code, message }] }),
        ),
      );
    };
    refuse(422, 'next-out-of-bounds', '/dueOn', 'A later day, please.');
    const dialog = await openDialog(user);
    await user.type(within(dialog).getByLabelText('Purpose'), 'x{Control>}{Enter}{/Control}');

    const day = (await within(dialog).findAllByText('A later day, please.')).at(-1);
    expect(day?.closest('.ant-form-item')).toContainElement(within(dialog).getByLabelText('Day'));

    refuse(409, 'subject-closed', '/subject', 'It was won or lost.');
    await user.type(within(dialog).getByLabelText('Purpose'), 'y{Control>}{Enter}{/Control}');
    await waitFor(() => {
      expect(within(dialog).getByRole('alert')).toHaveTextContent('It was won or lost.');
    });
  });
});

test('plans for whoever works below her, and for the record’s owner', () => {
  const member = (id: string, managerId?: string): Member => ({
    id,
    managerId,
    name: id,
    email: '',
    role: 'rep',
    active: true,
  });
  const all = [member('top'), member('me', 'top'), member('below', 'mid'), member('mid', 'me'), member('other', 'top')]; // prettier-ignore
  const me = (admin: boolean) => ({ member: { id: 'me' }, permissions: { admin } }) as Me;

  expect([...assignees(me(false), all, 'other')].sort()).toEqual(['below', 'me', 'mid', 'other']);
  expect([...assignees(me(false), all, null)].sort()).toEqual(['below', 'me', 'mid']);
  expect(assignees(me(true), all, null).size).toBe(5);
});
