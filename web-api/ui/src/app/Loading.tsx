import { Spin } from 'antd';
import { useMessages } from '~/i18n';
import { partMessages } from '~/parts';

export function Loading() {
  const t = useMessages(partMessages);
  return (
    <div className="loading-page" role="status" aria-label={t.loading}>
      <Spin />
    </div>
  );
}
