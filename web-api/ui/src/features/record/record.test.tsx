import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';
import { newWorld, objectView } from '~/test/mock/world';
import { renderAt, sentTo } from '~/test/renderAt';
import { server } from '~/test/server';

const path = '/api/v1/records/customer/c1';

async function edit(user: ReturnType<typeof renderAt>['user'], field: string, text: string) {
  await user.click(await screen.findByRole('button', { name: `Edit ${field}` }));
  const input = screen.getByLabelText(field);
  await user.clear(input);
  await user.type(input, `${text}{Enter}`);
}

describe('editing in place', () => {
  test('sends the one field for the version that was read', async () => {
    const { user, world } = renderAt('/o/customer/c1');

    await edit(user, 'Phone', '010-1');

    expect(await screen.findByText('Phone saved')).toBeInTheDocument();
    const sent = sentTo(world, 'PATCH', path)[0];
    expect(sent?.body).toEqual({ values: { phone: '010-1' } });
    expect(sent?.headers.get('If-Match')).toBe('"1"');
    expect(screen.getByRole('link', { name: '010-1' })).toHaveAttribute('href', 'tel:0101');
  });

  test('of a record that someone changed tells who and what, and saves on the newest version', async () => {
    const world = newWorld();
    const { user } = renderAt('/o/customer/c1', world);
    await screen.findByRole('heading', { name: '青禾食品有限公司' });
    const stored = world.records.customer?.[0];
    Object.assign(stored ?? {}, { version: 2, updatedBy: { id: 'm2', name: '王磊' } });
    Object.assign(stored?.values ?? {}, { phone: '0571-0000', employees: 330 });

    await edit(user, 'Phone', '010-1');

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Someone else has just changed this record');
    expect(alert).toHaveTextContent('王磊 saved a newer version');
    expect(alert).toHaveTextContent('Phone: 0571-8888 1234 → 0571-0000');
    expect(alert).toHaveTextContent('Employees: 320 → 330');
    expect(stored?.values.phone).toBe('0571-0000');

    await user.click(within(alert).getByRole('button', { name: 'Load the newest version, keep my input' }));
    expect(screen.getByLabelText('Phone')).toHaveValue('010-1');
    await user.click(screen.getByRole('button', { name: 'Save' }));

    await waitFor(() => {
      expect(stored?.values.phone).toBe('010-1');
    });
    expect(sentTo(world, 'PATCH', path)[1]?.headers.get('If-Match')).toBe('"2"');
  });

  test('is left by Escape without a call', async () => {
    const { user, world } = renderAt('/o/customer/c1');
    await user.click(await screen.findByRole('button', { name: 'Edit Phone' }));

    await user.type(screen.getByLabelText('Phone'), '999{Escape}');

    expect(screen.queryByLabelText('Phone')).not.toBeInTheDocument();
    expect(sentTo(world, 'PATCH', path)).toEqual([]);
  });
});

test('the grade changes by a patch of its field', async () => {
  const { user, world } = renderAt('/o/customer/c1');

  await user.click(await screen.findByRole('button', { name: 'Change grade' }));
  await user.click(await screen.findByRole('menuitem', { name: /B half/ }));

  await waitFor(() => {
    expect(sentTo(world, 'PATCH', path)[0]?.body).toEqual({ values: { grade: 'b' } });
  });
});

describe('the grade that the criteria speak for', () => {
  test('is taken with one click', async () => {
    const world = newWorld();
    Object.assign(world.records.customer?.[1]?.values ?? {}, { grade: 'c' });
    const { user } = renderAt('/o/customer/c2', world);

    expect(await screen.findByText('Suggested grade')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Take it' }));

    expect(await screen.findByText('The grade is A ripe now')).toBeInTheDocument();
    expect(sentTo(world, 'POST', '/api/v1/records/customer/c2/grade')[0]?.body).toEqual({ grade: 'a' });
    await waitFor(() => {
      expect(screen.queryByText('Suggested grade')).not.toBeInTheDocument();
    });
  });

  test('says whose choice stands, until when and why', async () => {
    const { user } = renderAt('/o/customer/c3');
    server.use(
      http.get('*/api/v1/records/customer/c3/grade', () =>
        HttpResponse.json({
          current: 'b',
          suggested: null,
          chosen: { by: { id: 'm1', name: 'Lin Yue' }, reason: 'Budget is settled', until: '2026-12-15' },
          grades: [],
        }),
      ),
    );
    await user.click(await screen.findByRole('button', { name: 'Change grade' }));
    await user.click(await screen.findByRole('menuitem', { name: /See why, give a reason/ }));

    expect(
      await screen.findByText('Chosen by Lin Yue · holds until Dec 15, 2026 · Budget is settled'),
    ).toBeVisible();
  });

  test('keeps its grade while end and reason of the choice are changed', async () => {
    const { user, world } = renderAt('/o/customer/c3');
    server.use(
      http.get('*/api/v1/records/customer/c3/grade', () =>
        HttpResponse.json({
          current: 'b',
          suggested: 'a',
          chosen: { by: { id: 'm1', name: 'Lin Yue' }, reason: 'Budget', until: '2090-12-15' },
          grades: [
            { key: 'a', label: 'A ripe', met: [], unmet: [] },
            { key: 'b', label: 'B half', met: [], unmet: [] },
          ],
        }),
      ),
    );
    await user.click(await screen.findByRole('button', { name: 'Change grade' }));
    await user.click(await screen.findByRole('menuitem', { name: /See why, give a reason/ }));
    const dialog = await screen.findByRole('dialog');
    await waitFor(() => {
      expect(within(dialog).getByLabelText('Reason (optional)')).toHaveValue('Budget');
    });
    expect(within(dialog).getByRole('button', { name: 'Save' })).toBeDisabled();

    await user.type(within(dialog).getByLabelText('Reason (optional)'), ' is settled');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));

    await waitFor(() => {
      expect(sentTo(world, 'POST', '/api/v1/records/customer/c3/grade')[0]?.body).toEqual({
        grade: 'b',
        reason: 'Budget is settled',
        until: '2090-12-15',
      });
    });
    expect(await screen.findByText(/^Saved: it stays/)).toBeInTheDocument();
  });

  test('is explained, and another one is chosen with a reason', async () => {
    const { user, world } = renderAt('/o/customer/c3');
    await user.click(await screen.findByRole('button', { name: 'Change grade' }));
    await user.click(await screen.findByRole('menuitem', { name: /See why, give a reason/ }));
    const dialog = await screen.findByRole('dialog');

    expect(await within(dialog).findByText('Large enough')).toBeVisible();
    expect(within(dialog).getByText('Missing: Employees')).toBeVisible();
    expect(within(dialog).getByRole('radio', { name: /B half/ })).toBeChecked();
    expect(within(dialog).getByRole('button', { name: 'Save' })).toBeDisabled();
    await user.click(within(dialog).getByRole('radio', { name: /A ripe/ }));
    await user.type(within(dialog).getByLabelText('Reason (optional)'), 'Budget is settled');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));

    await waitFor(() => {
      expect(sentTo(world, 'POST', '/api/v1/records/customer/c3/grade')[0]?.body).toEqual({
        grade: 'a',
        reason: 'Budget is settled',
      });
    });
  });
});

test('a stage of the bar is refused with the same dialog as on the board', async () => {
  const { user } = renderAt('/o/deal/d3');

  await user.click(await screen.findByRole('button', { name: 'Proposal' }));

  expect(await screen.findByRole('dialog', { name: 'Not ready for “Proposal” yet' })).toBeInTheDocument();
});

test('stays, follow-ups and activities stand beside the record', async () => {
  const { user, world } = renderAt('/o/customer/c1');

  await user.click(await screen.findByRole('tab', { name: 'Follow-up plan' }));
  expect(await screen.findByText('确认报价')).toBeVisible();
  await user.click(screen.getByRole('tab', { name: 'Follow-up records' }));
  expect(await screen.findByText('参观二号仓。')).toBeVisible();
  await user.click(screen.getByRole('tab', { name: 'History' }));
  expect(await screen.findByText(/configuration 3/)).toBeVisible();
  expect(sentTo(world, 'GET', '/api/v1/records/activity')[0]?.body).toMatchObject({
    filter: 'subject_id == "c1"',
  });
});

test('an address that is no web address stays plain text', async () => {
  const world = newWorld();
  Object.assign(world.records.customer?.[0]?.values ?? {}, { website: 'javascript:alert(1)' });
  renderAt('/o/customer/c1', world);

  expect(await screen.findByText('javascript:alert(1)')).toBeVisible();
  expect(screen.queryByRole('link', { name: 'javascript:alert(1)' })).not.toBeInTheDocument();
});

describe('a record of many fields', () => {
  test('shows several options, what computes itself and what is masked, and edits neither of the latter', async () => {
    const world = newWorld();
    world.definition.objects[0]?.fields.push(
      { key: 'interests', label: { en: 'Interests' }, type: 'multi_select', options: [
        { key: 'cloud', label: { en: 'Cloud' } },
        { key: 'ai', label: { en: 'AI' } },
      ] },
      { key: 'serial', label: { en: 'Serial' }, type: 'auto_number' },
      { key: 'score', label: { en: 'Score' }, type: 'formula', formula: 'employees * 2', result: 'integer' },
    ); // prettier-ignore
    Object.assign(world.records.customer?.[0]?.values ?? {}, {
      interests: ['ai', 'cloud'],
      serial: 'C-00042',
      score: 1280,
    });
    const { user } = renderAt('/o/customer/c1', world);

    expect(await screen.findByText('C-00042')).toBeVisible();
    expect(screen.getByText('1,280')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Edit Serial' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Edit Score' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Edit Interests' }));
    await user.click(screen.getByLabelText('Interests'));
    await screen.findByRole('option', { name: 'AI' });
    await user.click(screen.getAllByTitle('AI').at(-1) as HTMLElement);
    await user.click(screen.getByRole('button', { name: 'Save' }));

    await waitFor(() => {
      expect(sentTo(world, 'PATCH', '/api/v1/records/customer/c1')[0]?.body).toEqual({
        values: { interests: ['cloud'] },
      });
    });
  }); // prettier-ignore

  test('follows the conditions that the server weighs', async () => {
    const world = newWorld();
    Object.assign(world.definition.objects[0]?.fields[4] ?? {}, { visibleWhen: 'employees > 10' });
    const asked: unknown[] = [];
    renderAt('/o/customer/c1', world);
    server.use(
      http.post('*/api/v1/records/customer/form-state', async ({ request }) => {
        asked.push(await request.json());
        return HttpResponse.json({ required: ['phone'], hidden: ['website'], readOnly: ['employees'] });
      }),
    );

    await waitFor(() => {
      expect(screen.queryByText('Website')).toBeNull();
      expect(screen.getByText('Phone')).toBeVisible();
    });
    expect(asked[0]).toEqual({ values: {}, id: 'c1' });
    expect(screen.queryByRole('button', { name: 'Edit Employees' })).toBeNull();
  });

  test('stands in the sections of its layout, the rest below', async () => {
    const world = newWorld();
    renderAt('/o/customer/c1', world);
    server.use(
      http.get('*/api/v1/objects/customer', () => {
        const view = objectView(world, 'customer', 'en');
        return HttpResponse.json({
          ...view,
          layout: { sections: [{ key: 'reach', label: 'How to reach', fields: ['website', 'phone'] }] },
        });
      }),
    );

    const heading = await screen.findByRole('heading', { name: 'How to reach' });

    const labels = [...(heading.parentElement?.querySelectorAll('dt') ?? [])].map((one) => one.textContent);
    expect(labels).toEqual(['Website', 'Phone']);
    expect(screen.getByRole('heading', { name: 'More' })).toBeVisible();
  });
});

describe('the stage', () => {
  test('tells the days, that it is stale, and ticks tasks by hand', async () => {
    const { user, world } = renderAt('/o/deal/d3');

    expect(await screen.findByText('15 working days in this stage')).toBeVisible();
    expect(screen.getByText('Stale: more than 10 working days')).toBeVisible();
    await user.click(screen.getByRole('checkbox', { name: 'Ask who decides' }));

    expect(await screen.findByText(/ticked by 陈晓/)).toBeVisible();
    expect(sentTo(world, 'POST', '/api/v1/records/deal/d3/tasks/who_decides')[0]?.body).toEqual({
      done: true,
    });
  });

  test('asks whether to go on once all is done', async () => {
    const world = newWorld();
    world.selling.ticked = { d4: ['who_decides', 'budget'] };
    const { user } = renderAt('/o/deal/d4', world);

    expect(await screen.findByText('All tasks are done. Move on to “Proposal”?')).toBeVisible();
    const asked = screen.getByText('All tasks are done. Move on to “Proposal”?').parentElement as HTMLElement;
    await user.click(within(asked).getByRole('button', { name: /Move to “Proposal”/ }));

    await waitFor(() => {
      expect(sentTo(world, 'POST', '/api/v1/records/deal/d4/move')).toHaveLength(1);
    });
    expect(sentTo(world, 'POST', '/api/v1/records/deal/d4/move')[0]?.body).toEqual({
      from: 'engaging',
      stage: 'proposal',
    });
  });

  test('offers to undo a move while there is time', async () => {
    const world = newWorld();
    world.selling.undo = { d3: 'prospecting' };
    world.selling.undoUntil = new Date(Date.now() + 300_000).toISOString();
    const { user } = renderAt('/o/deal/d3', world);

    expect(await screen.findByText(/can be undone for (4:5\d|5:00)/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: /Undo the move/ }));

    await waitFor(() => {
      expect(sentTo(world, 'POST', '/api/v1/records/deal/d3/moves/undo')).toHaveLength(1);
    });
  });

  test('says when it is too late to undo', async () => {
    const world = newWorld();
    world.selling.undo = { d3: 'prospecting' };
    const { user } = renderAt('/o/deal/d3', world);
    const undo = await screen.findByRole('button', { name: /Undo the move/ });
    world.selling.undo = {};

    await user.click(undo);

    expect(await screen.findByText('The time to undo it is over.')).toBeInTheDocument();
  });
});
