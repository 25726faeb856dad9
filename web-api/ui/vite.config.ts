import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const server = process.env.RIPELINE_SERVER ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '~': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/login', '/logout', '/signin', '/oauth2'].map((path) => [path, { target: server }]),
    ),
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    chunkSizeWarningLimit: 1100,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'react',
              test: /node_modules[\\/](react|react-dom|react-router|scheduler)[\\/]/,
              priority: 9,
            },
            {
              name: 'builder',
              test: /node_modules[\\/](@?react-querybuilder|immer|numeric-quantity)/,
              priority: 2,
            },
            { name: 'charts', test: /node_modules[\\/](echarts|zrender|tslib)/, priority: 3 },
            { name: 'drag', test: /node_modules[\\/]@dnd-kit/, priority: 2 },
            { name: 'query', test: /node_modules[\\/]@tanstack/, priority: 2 },
            { name: 'antd', test: /node_modules[\\/](antd|@ant-design|@rc-component|dayjs)/, priority: 5 },
          ],
        },
      },
    },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/test/setup.ts'],
    testTimeout: 90_000,
    maxWorkers: 1,
    css: false,
    // Ant Design's modules import folders, which Node alone does not resolve.
    server: {
      deps: { inline: [/@react-querybuilder/, /node_modules\/antd/, /@ant-design/, /@rc-component/] },
    },
  },
});
