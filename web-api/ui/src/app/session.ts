import { onSignedOut, request } from '~/api';

function toLogin(query: string) {
  window.location.assign(`/login?${query}`);
}

/** A call without a session leads to the login and back to where the person was. */
export function watchSession() {
  onSignedOut(() => {
    const here = window.location.pathname + window.location.search;
    toLogin(`continue=${encodeURIComponent(here)}`);
  });
}

export async function signOut() {
  try {
    await request('POST', '/logout');
  } finally {
    toLogin('logout');
  }
}
