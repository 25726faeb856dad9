import { QueryClient } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ConfigProvider } from 'antd';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { Providers } from '~/app/Providers';
import { routes } from '~/app/routes';
import { handlersOf } from './mock/handlers';
import { newWorld, type World } from './mock/world';
import { server } from './server';

/** The whole application at an address, before a small company's server. */
export function renderAt(address: string, world: World = newWorld()) {
  server.use(...handlersOf(world));
  const router = createMemoryRouter(routes, { initialEntries: [address] });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    // Without Ant Design's generated styles: jsdom would weigh every rule at every query.
    <ConfigProvider theme={{ zeroRuntime: true }}>
      <Providers client={client}>
        <RouterProvider router={router} />
      </Providers>
    </ConfigProvider>,
  );
  return { router, world, user: userEvent.setup({ pointerEventsCheck: 0, delay: null }) };
}

/** What was sent to an address, the latest last. */
export function sentTo(world: World, method: string, path: string) {
  return world.sent.filter((one) => one.method === method && one.path === path);
}
