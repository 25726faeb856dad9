import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { newWorld, type World } from '~/test/mock/world';
import { renderAt, sentTo } from '~/test/renderAt';

const path = '/api/v1/records/customer/c1/mail';

async function opened(world: World = newWorld()) {
  const rendered = renderAt('/o/customer/c1', world);
  await rendered.user.click(await screen.findByRole('button', { name: 'More actions' }));
  await rendered.user.click(await screen.findByRole('menuitem', { name: /Send mail/ }));
  return { ...rendered, dialog: await screen.findByRole('dialog') };
}

test('shows what the template makes of the record, sends what was edited', async () => {
  const { user, world, dialog } = await opened();
  const subject = within(dialog).getByLabelText('Subject');
  await waitFor(() => {
    expect(subject).toHaveValue('【中文】Offer for 青禾食品有限公司');
  });
  expect(within(dialog).getByLabelText('To')).toHaveAttribute('placeholder', 'qinghe@example.com');

  await user.click(within(dialog).getByText('English'));
  await waitFor(() => {
    expect(subject).toHaveValue('Offer for 青禾食品有限公司');
  });
  await user.type(within(dialog).getByLabelText('Text'), ', hello');
  await user.click(within(dialog).getByRole('button', { name: 'Send' }));

  expect(await screen.findByText('The mail is on its way to qinghe@example.com')).toBeVisible();
  expect(sentTo(world, 'POST', path).at(-1)?.body).toEqual({
    template: 'offer',
    language: 'en',
    subject: 'Offer for 青禾食品有限公司',
    body: 'Dear 青禾食品有限公司, hello',
  });
});

test('a mail without a template needs a subject and a text', async () => {
  const { user, world, dialog } = await opened();
  await user.click(await within(dialog).findByRole('combobox', { name: 'Template' }));
  await user.click(await screen.findByTitle('Without a template'));
  const before = sentTo(world, 'POST', path).length;
  await waitFor(() => {
    expect(within(dialog).getByLabelText('Subject')).toHaveValue('');
  });

  await user.click(within(dialog).getByRole('button', { name: 'Send' }));

  expect(await within(dialog).findAllByText('A mail has a subject and a text.')).toHaveLength(2);
  expect(sentTo(world, 'POST', path)).toHaveLength(before);
  await user.type(within(dialog).getByLabelText('To'), 'li@example.com');
  await user.type(within(dialog).getByLabelText('Subject'), 'Hello');
  await user.type(within(dialog).getByLabelText('Text'), 'There');
  await user.click(within(dialog).getByRole('button', { name: 'Send' }));
  await waitFor(() => {
    expect(sentTo(world, 'POST', path).at(-1)?.body).toEqual({
      language: 'zh-CN',
      to: 'li@example.com',
      subject: 'Hello',
      body: 'There',
    });
  });
});

test('who wants no mails gets none', async () => {
  const world = newWorld();
  world.contacting.optedOut = true;
  const { dialog } = await opened(world);

  expect(await within(dialog).findByText('They want no such mail')).toBeVisible();
  expect(within(dialog).getByText(/call instead/)).toBeVisible();
  expect(within(dialog).getByRole('button', { name: 'Send' })).toBeDisabled();
});

test('without a mail server says so before and after', async () => {
  const world = newWorld();
  world.contacting.mailServer = false;
  const { user, dialog } = await opened(world);

  expect(await within(dialog).findByText('No mail server is configured')).toBeVisible();
  await waitFor(() => {
    expect(within(dialog).getByLabelText('Subject')).not.toHaveValue('');
  });
  await user.click(within(dialog).getByRole('button', { name: 'Send' }));

  expect(await screen.findByText('No mail server is configured: the mail is kept.')).toBeVisible();
});

test('what can have no address cannot be written to', async () => {
  const { user } = renderAt('/o/deal/d3');
  await user.click(await screen.findByRole('button', { name: 'More actions' }));

  expect(await screen.findByRole('menuitem', { name: /Delete/ })).toBeVisible();
  expect(screen.queryByRole('menuitem', { name: /Send mail/ })).not.toBeInTheDocument();
});
