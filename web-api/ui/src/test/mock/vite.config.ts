import { Readable } from 'node:stream';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { getResponse } from 'msw';
import { mergeConfig, type Plugin } from 'vite';
import base from '../../../vite.config';

/** Answers the API's calls from the tests' handlers, so that the pages can be looked at without a server. */
function mockServer(): Plugin {
  return {
    name: 'mock-server',
    configureServer: async (server) => {
      const { handlersOf } = (await server.ssrLoadModule(
        '/src/test/mock/handlers.ts',
      )) as typeof import('./handlers');
      const { newWorld } = (await server.ssrLoadModule(
        '/src/test/mock/world.ts',
      )) as typeof import('./world');
      const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());
      const handlers = handlersOf(newWorld(day));
      server.middlewares.use((incoming: IncomingMessage, outgoing: ServerResponse, next: () => void) => {
        if (!incoming.url?.startsWith('/api/')) {
          next();
          return;
        }
        const empty = incoming.method === 'GET' || incoming.method === 'HEAD';
        const request = new Request(`http://localhost${incoming.url}`, {
          method: incoming.method,
          headers: Object.entries(incoming.headers).map(([name, value]): [string, string] => [
            name,
            String(value),
          ]),
          ...(empty ? {} : { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' }),
        });
        void getResponse(handlers, request).then(async (response) => {
          outgoing.statusCode = response?.status ?? 404;
          response?.headers.forEach((value, name) => outgoing.setHeader(name, value));
          outgoing.end(response ? Buffer.from(await response.arrayBuffer()) : '');
        });
      });
    },
  };
}

export default mergeConfig(base, { plugins: [mockServer()], server: { proxy: {}, port: 5199 } });
