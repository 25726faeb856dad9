import { HttpResponse } from 'msw';

export function problem(status: number, code: string, detail: string, more: object = {}) {
  return HttpResponse.json(
    {
      type: `urn:ripeline:problem:${code}`,
      title: detail,
      status,
      detail,
      code,
      requestId: 'r-7f3a',
      ...more,
    },
    { status, headers: { 'Content-Type': 'application/problem+json' } },
  );
}
