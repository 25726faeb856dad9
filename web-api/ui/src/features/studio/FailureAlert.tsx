import { Alert, Button } from 'antd';
import { asProblem } from '~/api';
import { useMessages } from '~/i18n';
import { ProblemAlert } from '~/parts';
import { studioMessages } from './messages';

interface FailureAlertProps {
  error: unknown;
  onReload: () => void;
  onStartOver: () => void;
}

/** A refusal in words: a draft that is stale or overtaken says what to do about it. */
export function FailureAlert({ error, onReload, onStartOver }: FailureAlertProps) {
  const t = useMessages(studioMessages);
  const problem = asProblem(error);
  const stale = problem?.status === 412;
  if (!stale && problem?.code !== 'config-conflict') {
    return <ProblemAlert error={error} />;
  }
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className="problem-alert"
      title={stale ? t.staleTitle : t.conflictTitle}
      description={
        <>
          <p>{stale ? t.staleHint : t.conflictHint}</p>
          {problem?.message && <p>{problem.message}</p>}
          <Button size="small" onClick={stale ? onReload : onStartOver}>
            {stale ? t.reload : t.startOver}
          </Button>
        </>
      }
    />
  );
}
