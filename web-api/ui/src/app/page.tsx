import { type ComponentType, lazy, Suspense } from 'react';
import { Loading } from './Loading';
import { loadOnline } from './offline';

/**
 * A page whose program is loaded when somebody goes there. The boundary is the page's own: under one that stands around
 * all of them the page before would stay until this one is there, which without a network is never.
 */
export function page(load: () => Promise<{ default: ComponentType }>): ComponentType {
  const Program = lazy(() => loadOnline(load));
  return function Page() {
    return (
      <Suspense fallback={<Loading />}>
        <Program />
      </Suspense>
    );
  };
}
