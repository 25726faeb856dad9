import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { chooseLocale } from '~/i18n';
import { server } from './server';

/** The build machine may be busy. */
configure({ asyncUtilTimeout: 20_000 });

/** What browsers have and jsdom lacks. */
window.matchMedia = (query: string) =>
  ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
  }) as unknown as MediaQueryList;
window.ResizeObserver = class {
  observe() {
    return undefined;
  }
  unobserve() {
    return undefined;
  }
  disconnect() {
    return undefined;
  }
};
window.scrollTo = () => undefined;
Element.prototype.scrollIntoView = () => undefined;
HTMLCanvasElement.prototype.getContext = () => null;
const computed = window.getComputedStyle.bind(window);
window.getComputedStyle = (element) => computed(element);

beforeAll(() => {
  server.listen({ onUnhandledRequest: 'error' });
});
beforeEach(() => {
  chooseLocale('en');
});
afterEach(() => {
  cleanup();
  server.resetHandlers();
  document.body.innerHTML = '';
});
afterAll(() => {
  server.close();
});
