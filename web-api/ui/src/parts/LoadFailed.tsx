import { Button } from 'antd';
import { asProblem } from '~/api';
import { useMessages } from '~/i18n';
import { partMessages } from './messages';
import { Notice } from './Notice';

/** A page or panel whose data did not come: not found and not allowed differ from a failure. */
export function LoadFailed({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useMessages(partMessages);
  const problem = asProblem(error);
  if (problem?.status === 404) {
    return <Notice title={t.notFound} hint={problem.message || t.notFoundHint} ripe={0.15} />;
  }
  if (problem?.status === 403) {
    return <Notice title={t.notAllowed} hint={problem.message || t.notAllowedHint} ripe={0.15} />;
  }
  const hint = problem?.code === 'unreachable' ? t.unreachable : problem?.message || t.failedToLoadHint;
  const id = problem?.body.requestId;
  return (
    <Notice
      title={t.failedToLoad}
      hint={id ? `${hint} (${t.requestId(id)})` : hint}
      ripe={0.3}
      action={<Button onClick={retry}>{t.retry}</Button>}
    />
  );
}
