import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
const read = new Map<string, { text: string | null; value: unknown }>();

function valueOf(key: string): unknown {
  const text = localStorage.getItem(key);
  const known = read.get(key);
  if (known?.text === text) {
    return known.value;
  }
  let value: unknown;
  try {
    value = text === null ? undefined : JSON.parse(text);
  } catch {
    value = undefined;
  }
  read.set(key, { text, value });
  return value;
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/** What this device remembers under a key: the same for every part that reads it. */
export function useStored<T>(key: string, otherwise: T): [T, (value: T | undefined) => void] {
  const stored = useSyncExternalStore(subscribe, () => valueOf(key)) as T | undefined;
  const store = (value: T | undefined) => {
    try {
      if (value === undefined) {
        localStorage.removeItem(key);
      } else {
        localStorage.setItem(key, JSON.stringify(value));
      }
    } catch {
      // The storage is full or refused: what is remembered is a comfort only.
    }
    listeners.forEach((listener) => {
      listener();
    });
  };
  return [stored ?? otherwise, store];
}
