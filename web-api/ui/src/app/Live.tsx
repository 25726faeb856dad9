import { DisconnectOutlined } from '@ant-design/icons';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { Alert, App } from 'antd';
import { useEffect, useRef } from 'react';
import { type LiveEvent, startLive, useLiveEvents, useLiveStatus } from '~/api';
import { useMessages } from '~/i18n';
import { appMessages } from './messages';
import { useIsWaiting, useOnline } from './offline';

/** However many changes an import makes, a page asks anew at most this often. */
const gatheredFor = 800;

const aboutRecords = [
  'records',
  'worklist',
  'objects',
  'jobs',
  'pools',
  'transfers',
  'search',
  'notifications',
  'comments',
  'team',
];

function refreshAll(queries: QueryClient) {
  void queries.invalidateQueries({ predicate: ({ queryKey }) => aboutRecords.includes(String(queryKey[0])) });
}

/** What an object's change makes stale: its own pages, and every timeline that may tell of it. */
function refreshObjects(queries: QueryClient, objects: ReadonlySet<string>) {
  void queries.invalidateQueries({
    predicate: ({ queryKey: [what, object, part] }) =>
      what === 'pools' ||
      (what === 'team' && objects.has('activity')) ||
      (what === 'records' && (objects.has(String(object)) || part === 'timeline')),
  });
}

function useFreshness() {
  const t = useMessages(appMessages);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const changed = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const gather = (object: string) => {
    changed.current.add(object);
    timer.current ??= setTimeout(() => {
      refreshObjects(queries, changed.current);
      changed.current = new Set();
      timer.current = undefined;
    }, gatheredFor);
  };
  useLiveEvents((event: LiveEvent) => {
    switch (event.kind) {
      case 'record-changed':
        gather(event.object ?? '');
        return;
      case 'worklist-changed':
        void queries.invalidateQueries({ queryKey: ['worklist'] });
        void queries.invalidateQueries({ queryKey: ['team'] });
        return;
      case 'notification':
        // What somebody is told of may be a comment, and comments are no writes of their records.
        void queries.invalidateQueries({ queryKey: ['notifications'] });
        void queries.invalidateQueries({ queryKey: ['comments'] });
        void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[2] === 'timeline' });
        return;
      case 'job-progress':
        void queries.invalidateQueries({ queryKey: ['jobs', event.jobId] });
        return;
      case 'version-published':
        void queries.invalidateQueries({ queryKey: ['objects'] });
        void queries.invalidateQueries({ queryKey: ['me'] });
        void message.info(t.newVersion(event.number ?? 0));
        return;
      case 'reset':
        refreshAll(queries);
    }
  });
}

/** Keeps what is on the screen fresh while it is looked at. */
export function Live() {
  useFreshness();
  useEffect(() => startLive(), []);
  return null;
}

/** Says that nothing new arrives, and why. */
export function OfflineMark() {
  const t = useMessages(appMessages);
  const status = useLiveStatus();
  const online = useOnline();
  if (online && status !== 'lost') {
    return null;
  }
  return (
    <span className="shell-offline" role="status" title={online ? t.reconnectingHint : t.offlineHint}>
      <DisconnectOutlined /> <span>{online ? t.reconnecting : t.offline}</span>
    </span>
  );
}

/** Says that the page waits for the network, where there is nothing to show of it yet. */
export function Waiting() {
  const t = useMessages(appMessages);
  return useIsWaiting() ? (
    <Alert type="warning" showIcon role="status" title={t.notLoaded} description={t.notLoadedHint} />
  ) : null;
}
