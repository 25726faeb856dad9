import { currentLocale } from '~/i18n';
import { Problem, type ProblemBody } from './problem';

type Parameter = string | number | boolean | undefined | null;

export interface Call {
  params?: Record<string, Parameter>;
  body?: unknown;
  ifMatch?: string | number;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

export interface Answer<T> {
  data: T;
  etag: string | null;
  location: string | null;
}

let whenSignedOut: () => void = () => undefined;

/** What to do when the session is gone: the application sends the browser to the login. */
export function onSignedOut(action: () => void) {
  whenSignedOut = action;
}

function cookie(name: string): string | null {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : null;
}

function address(path: string, params: Call['params']): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params ?? {})) {
    if (value !== undefined && value !== null && value !== '') {
      query.set(name, String(value));
    }
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

/** Versions are quoted, as entity tags are; a tag read from an answer is passed on as it is. */
function entityTag(value: string | number): string {
  const text = String(value);
  return text.endsWith('"') ? text : `"${text}"`;
}

function headersOf(method: string, call: Call): Headers {
  const headers = new Headers(call.headers);
  if (!headers.has('Accept')) {
    headers.set('Accept', 'application/json, application/problem+json');
  }
  headers.set('Accept-Language', currentLocale());
  if (call.ifMatch !== undefined) {
    headers.set('If-Match', entityTag(call.ifMatch));
  }
  if (call.body !== undefined && !(call.body instanceof FormData) && !headers.has('Content-Type')) {
    headers.set('Content-Type', 'application/json');
  }
  const token = method === 'GET' ? null : cookie('XSRF-TOKEN');
  if (token) {
    headers.set('X-XSRF-TOKEN', token);
  }
  return headers;
}

function bodyOf(body: unknown): BodyInit | undefined {
  if (body === undefined) {
    return undefined;
  }
  return body instanceof FormData ? body : JSON.stringify(body);
}

async function send(method: string, path: string, call: Call): Promise<Response> {
  try {
    return await fetch(new URL(address(path, call.params), window.location.origin), {
      method,
      headers: headersOf(method, call),
      body: bodyOf(call.body),
      signal: call.signal,
      credentials: 'same-origin',
    });
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') {
      throw failure;
    }
    throw new Problem(0, {});
  }
}

async function json(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!text) {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export async function request<T>(method: string, path: string, call: Call = {}): Promise<Answer<T>> {
  const response = await send(method, path, call);
  const data = await json(response);
  if (!response.ok) {
    if (response.status === 401) {
      whenSignedOut();
    }
    throw new Problem(response.status, (data ?? {}) as ProblemBody);
  }
  return { data: data as T, etag: response.headers.get('ETag'), location: response.headers.get('Location') };
}

export const api = {
  get: async <T>(path: string, params?: Call['params'], signal?: AbortSignal): Promise<T> =>
    (await request<T>('GET', path, { params, signal })).data,
  post: async <T>(path: string, body?: unknown, call: Omit<Call, 'body'> = {}): Promise<T> =>
    (await request<T>('POST', path, { ...call, body })).data,
  patch: async <T>(path: string, body: unknown, call: Omit<Call, 'body'> = {}): Promise<T> =>
    (await request<T>('PATCH', path, { ...call, body })).data,
  delete: async (path: string, call: Call = {}): Promise<void> => {
    await request<unknown>('DELETE', path, call);
  },
};

function fileName(disposition: string | null): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  return encoded
    ? decodeURIComponent(encoded)
    : (/filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1] ?? 'file');
}

/** Saves what the server answers as a file; its name. */
export async function download(path: string, body: unknown): Promise<string> {
  return save(await send('POST', path, { body }));
}

/** The same of what is only read. */
export async function downloadFrom(path: string, params?: Call['params']): Promise<string> {
  return save(await send('GET', path, { params, headers: { Accept: '*/*' } }));
}

async function save(response: Response): Promise<string> {
  if (!response.ok) {
    if (response.status === 401) {
      whenSignedOut();
    }
    throw new Problem(response.status, ((await json(response)) ?? {}) as ProblemBody);
  }
  const name = fileName(response.headers.get('Content-Disposition'));
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 60_000);
  return name;
}
