import { useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';

function watch(changed: () => void) {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}

export function useOnline(): boolean {
  return useSyncExternalStore(watch, () => navigator.onLine);
}

const online = () =>
  new Promise<void>((resolve) => {
    if (navigator.onLine) {
      resolve();
    } else {
      window.addEventListener(
        'online',
        () => {
          resolve();
        },
        { once: true },
      );
    }
  });

/** Loads as soon as there is a network: a part that failed once would stay broken until the whole page is loaded anew. */
export async function loadOnline<T>(load: () => Promise<T>): Promise<T> {
  await online();
  try {
    return await load();
  } catch (failure) {
    if (navigator.onLine) {
      throw failure;
    }
    return loadOnline(load);
  }
}

/** Whether something of the page waits for the network to be loaded for the first time. */
export function useIsWaiting(): boolean {
  const cache = useQueryClient().getQueryCache();
  return useSyncExternalStore(
    (changed) => cache.subscribe(changed),
    () =>
      cache
        .getAll()
        .some(
          (query) =>
            query.state.status === 'pending' && query.state.fetchStatus === 'paused' && query.isActive(),
        ),
  );
}
