import { http, HttpResponse } from 'msw';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { chooseLocale } from '~/i18n';
import { problem } from '~/test/mock/handlers';
import { server } from '~/test/server';
import { api, onSignedOut } from './client';
import { asProblem, fieldOf } from './problem';

describe('a call', () => {
  afterEach(() => {
    document.cookie = 'XSRF-TOKEN=; max-age=0';
  });

  test('that writes carries the token, the version and the language', async () => {
    let headers = new Headers();
    server.use(
      http.patch('*/api/v1/records/deal/d1', ({ request }) => {
        headers = request.headers;
        return HttpResponse.json({});
      }),
    );
    document.cookie = `XSRF-TOKEN=${encodeURIComponent('a b=c')}`;
    chooseLocale('zh-CN');

    await api.patch('/api/v1/records/deal/d1', { values: {} }, { ifMatch: 7 });

    expect(headers.get('X-XSRF-TOKEN')).toBe('a b=c');
    expect(headers.get('If-Match')).toBe('"7"');
    expect(headers.get('Accept-Language')).toBe('zh-CN');
  });

  test('that is refused throws the problem', async () => {
    const errors = [{ pointer: '/values/amount', code: 'out-of-range', message: 'Too large.' }];
    server.use(http.get('*/api/v1/me', () => problem(422, 'invalid-values', 'Not so.', { errors })));

    const failure = asProblem(await api.get('/api/v1/me').catch((error: unknown) => error));

    expect(failure).toMatchObject({ status: 422, code: 'invalid-values', message: 'Not so.' });
    expect(failure?.messagesAt('amount')).toEqual(['Too large.']);
    expect(failure?.messagesBeside(['amount'])).toEqual([]);
    expect(failure?.body.requestId).toBe('r-7f3a');
  });

  test('without a session leads to the login', async () => {
    const signedOut = vi.fn();
    onSignedOut(signedOut);
    server.use(http.get('*/api/v1/me', () => problem(401, 'unauthenticated', 'Sign in.')));

    await expect(api.get('/api/v1/me')).rejects.toThrow('Sign in.');

    expect(signedOut).toHaveBeenCalledOnce();
  });

  test('that reaches no server says so', async () => {
    server.use(http.get('*/api/v1/me', () => HttpResponse.error()));

    await expect(api.get('/api/v1/me')).rejects.toMatchObject({ status: 0, code: 'unreachable' });
  });
});

test.each([
  ['/amount', 'amount'],
  ['/values/amount', 'amount'],
  ['/values/amount/currency', 'amount'],
  ['', ''],
])('the pointer %s is about %s', (pointer, field) => {
  expect(fieldOf(pointer)).toBe(field);
});
