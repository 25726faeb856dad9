import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useRouteError } from 'react-router';
import { meQuery } from '~/api';
import { useMessages } from '~/i18n';
import { LinkButton, Notice, partMessages } from '~/parts';

function Home() {
  const t = useMessages(partMessages);
  return (
    <LinkButton to="/today" type="primary">
      {t.backHome}
    </LinkButton>
  );
}

export function NotFoundPage() {
  const t = useMessages(partMessages);
  return <Notice title={t.notFound} hint={t.notFoundHint} ripe={0.15} action={<Home />} />;
}

export function NotAllowedPage() {
  const t = useMessages(partMessages);
  return <Notice title={t.notAllowed} hint={t.notAllowedHint} ripe={0.15} action={<Home />} />;
}

/** The last resort: a defect of the page itself. */
export function BrokenPage() {
  const t = useMessages(partMessages);
  const error = useRouteError();
  return (
    <Notice
      title={t.failedToLoad}
      hint={error instanceof Error ? error.message : undefined}
      ripe={0.15}
      action={
        <Button
          onClick={() => {
            window.location.reload();
          }}
        >
          {t.retry}
        </Button>
      }
    />
  );
}

/** The studio is for administrators; the server says so too. */
export function AdminOnly({ children }: { children: ReactNode }) {
  const me = useQuery(meQuery());
  return me.data?.permissions.admin === false ? <NotAllowedPage /> : children;
}
