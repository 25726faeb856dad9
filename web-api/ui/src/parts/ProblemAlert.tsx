import { Alert } from 'antd';
import { asProblem } from '~/api';
import { useMessages } from '~/i18n';
import { partMessages } from './messages';

interface ProblemAlertProps {
  error: unknown;
  /** The fields shown beside this alert: their messages stand at the fields and are not repeated here. */
  shownFields?: readonly string[];
}

/** What happened, on top of what it happened to. */
export function ProblemAlert({ error, shownFields = [] }: ProblemAlertProps) {
  const t = useMessages(partMessages);
  if (!error) {
    return null;
  }
  const problem = asProblem(error);
  const detail = problem?.code === 'unreachable' ? t.unreachable : problem?.message;
  const others = problem?.messagesBeside(shownFields) ?? [];
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      className="problem-alert"
      title={detail || t.unexpected}
      description={
        (others.length > 0 || problem?.body.requestId) && (
          <>
            {others.length > 0 && (
              <ul className="problem-list">
                {others.map((message) => (
                  <li key={message}>{message}</li>
                ))}
              </ul>
            )}
            {problem?.body.requestId && <small>{t.requestId(problem.body.requestId)}</small>}
          </>
        )
      }
    />
  );
}
