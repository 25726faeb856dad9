import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { Reference } from './types';

/** What the server tells while the page is open. */
export type LiveKind =
  'record-changed' | 'worklist-changed' | 'job-progress' | 'version-published' | 'notification' | 'reset';

export interface LiveEvent {
  kind: LiveKind;
  object?: string;
  id?: string;
  version?: number;
  by?: Reference | null;
  op?: 'created' | 'updated' | 'deleted' | 'restored';
  jobId?: string;
  state?: string;
  done?: number;
  total?: number | null;
  number?: number;
}

/** `idle` before the first connection, `lost` when one that stood has gone. */
export type LiveStatus = 'idle' | 'open' | 'lost';

const address = '/api/v1/events?topics=record,worklist,job,version,notification';
const kinds: readonly LiveKind[] = [
  'record-changed',
  'worklist-changed',
  'job-progress',
  'version-published',
  'notification',
  'reset',
];
const firstWait = 3_000;
const longestWait = 120_000;
/** A page nobody looks at gives its connection back: browsers keep only a few to one host. */
const hiddenFor = 60_000;

const listeners = new Set<(event: LiveEvent) => void>();
const watchers = new Set<() => void>();
let status: LiveStatus = 'idle';
let source: EventSource | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let hiding: ReturnType<typeof setTimeout> | undefined;
let wait = firstWait;
let stoodBefore = false;

function become(next: LiveStatus) {
  if (status !== next) {
    status = next;
    watchers.forEach((watcher) => {
      watcher();
    });
  }
}

function tell(event: LiveEvent) {
  listeners.forEach((listener) => {
    listener(event);
  });
}

function read(kind: LiveKind, text: string): LiveEvent | null {
  try {
    return { ...(JSON.parse(text || '{}') as Omit<LiveEvent, 'kind'>), kind };
  } catch {
    return null;
  }
}

function open() {
  if (source || typeof EventSource === 'undefined') {
    return;
  }
  const opened = new EventSource(address, { withCredentials: true });
  source = opened;
  opened.onopen = () => {
    wait = firstWait;
    become('open');
    if (stoodBefore) {
      // A new connection does not know what the old one missed.
      tell({ kind: 'reset' });
    }
    stoodBefore = false;
  };
  opened.onerror = () => {
    if (status === 'open') {
      become('lost');
    }
    // The browser comes back by itself, with the last event's id, unless the server refused.
    if (opened.readyState === 2) {
      close();
      timer = setTimeout(open, wait);
      wait = Math.min(longestWait, wait * 2);
    }
  };
  kinds.forEach((kind) => {
    opened.addEventListener(kind, (message) => {
      const event = read(kind, (message as MessageEvent<string>).data);
      if (event) {
        tell(event);
      }
    });
  });
}

function close() {
  clearTimeout(timer);
  stoodBefore ||= status !== 'idle';
  source?.close();
  source = null;
}

function onVisibility() {
  clearTimeout(hiding);
  if (document.visibilityState === 'hidden') {
    hiding = setTimeout(close, hiddenFor);
  } else {
    open();
  }
}

/** Listens to the server until the answer is called. */
export function startLive(): () => void {
  open();
  document.addEventListener('visibilitychange', onVisibility);
  window.addEventListener('online', open);
  return () => {
    document.removeEventListener('visibilitychange', onVisibility);
    window.removeEventListener('online', open);
    clearTimeout(hiding);
    close();
    stoodBefore = false;
    wait = firstWait;
    become('idle');
  };
}

export function onLive(listener: (event: LiveEvent) => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Calls back for each event, always the newest callback. */
export function useLiveEvents(listener: (event: LiveEvent) => void) {
  const newest = useRef(listener);
  useEffect(() => {
    newest.current = listener;
  });
  useEffect(
    () =>
      onLive((event) => {
        newest.current(event);
      }),
    [],
  );
}

export function useLiveStatus(): LiveStatus {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => {
        watchers.delete(watcher);
      };
    },
    () => status,
  );
}
