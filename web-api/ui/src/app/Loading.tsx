import { Spin } from 'antd';
import { useMessages } from '~/i18n';
import { Notice, partMessages } from '~/parts';
import { appMessages } from './messages';
import { useOnline } from './offline';

/** Something is on its way; without a network it says that it comes later. */
export function Loading() {
  const t = useMessages(partMessages);
  const words = useMessages(appMessages);
  if (!useOnline()) {
    return (
      <div role="status">
        <Notice title={words.notLoaded} hint={words.notLoadedHint} ripe={0.15} />
      </div>
    );
  }
  return (
    <div className="loading-page" role="status" aria-label={t.loading}>
      <Spin delay={150} />
    </div>
  );
}
