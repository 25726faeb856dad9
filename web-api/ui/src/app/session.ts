import { onSignedOut, request } from '~/api';

/** A call without a session leads to the login and back to where the person was. */
export function watchSession() {
  onSignedOut(() => {
    const here = window.location.pathname + window.location.search;
    window.location.assign(`/login?to=${encodeURIComponent(here)}`);
  });
}

/** Where the server says to go on: an address of its own, or the issuer's farewell. */
export function farewell(continueAt: string | undefined): string {
  return continueAt && /^(https?:\/\/|\/(?!\/))/i.test(continueAt) ? continueAt : '/';
}

export async function signOut() {
  const { data } = await request<{ continueAt?: string } | undefined>('POST', '/logout');
  window.location.assign(farewell(data?.continueAt));
}
