import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Definition } from '~/api';
import { newWorld } from '~/test/mock/world';
import { renderAt } from '~/test/renderAt';

/** The draft once it holds what is expected. */
async function draftOf(world: ReturnType<typeof newWorld>, holds: (draft: Definition) => void) {
  await waitFor(
    () => {
      holds(world.draft);
    },
    { timeout: 20_000 },
  );
}

test('a funnel says what it asks of skipped stages and how long a move can be undone', async () => {
  const { user, world } = renderAt('/studio/funnels/sales');
  await user.click(await screen.findByRole('button', { name: /Funnel settings/ }));

  await user.click(await screen.findByText('Checked as well'));
  await user.type(screen.getByLabelText('Undo for'), '30');
  await user.tab();

  await draftOf(world, (draft) => {
    expect(draft.funnels[0]).toMatchObject({ skipped: 'ask', undoMinutes: 30 });
  });
});

test('a stage says what holds on leaving it, and what does a task', async () => {
  const { user, world } = renderAt('/studio/funnels/sales?stage=engaging');
  await user.click((await screen.findAllByRole('button', { name: /Add criterion/ }))[1] as HTMLElement);
  await user.click(screen.getByRole('button', { name: /What does “Ask who decides”/ }));
  await user.click(screen.getByRole('switch', { name: 'Required' }));

  await draftOf(world, (draft) => {
    const stage = draft.funnels[0]?.stages[1];
    expect(stage?.leaveCriteria).toHaveLength(1);
    expect(stage?.tasks?.[0]).toMatchObject({ key: 'who_decides', required: true });
  });
});

test('a scale may grade by itself', async () => {
  const { user, world } = renderAt('/studio/grades/customer');

  await user.click(await screen.findByText('Automatic, by criteria'));

  await draftOf(world, (draft) => {
    expect(draft.gradeScales?.[0]?.mode).toBe('automatic');
  });
});

test('the working day is told without JSON', async () => {
  const { user, world } = renderAt('/studio/workday');
  await user.type(await screen.findByLabelText('Items a day'), '40');
  await user.click(screen.getByRole('radio', { name: 'Required' }));
  await user.click(screen.getByRole('radio', { name: 'Wait for the return' }));

  await draftOf(world, (draft) => {
    expect(draft.workday).toEqual({ capacity: 40, nextStep: 'required', onLeave: 'wait' });
  });
});

test('a mail template is written in both languages', async () => {
  const world = newWorld();
  world.draft.mailTemplates = [
    {
      key: 'quote',
      label: { 'zh-CN': '报价', en: 'Quote' },
      object: 'deal',
      subject: { 'zh-CN': '', en: '' },
      body: { 'zh-CN': '', en: '' },
    },
  ];
  const { user } = renderAt('/studio/mail/quote', world);

  await user.type(await screen.findByLabelText('Subject (English)'), 'Quote');

  expect(screen.getByText('{{customer.name}}')).toBeInTheDocument();
  await draftOf(world, (draft) => {
    expect(draft.mailTemplates?.[0]?.subject).toMatchObject({ en: 'Quote' });
  });
});
