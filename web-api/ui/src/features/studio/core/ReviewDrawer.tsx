import { CheckCircleFilled, CloseCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import { Button, Drawer, Progress, Skeleton } from 'antd';
import { Link } from 'react-router';
import type { Change, CheckProblem, ImpactLine } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { ProblemAlert, useIsNarrow } from '~/parts';
import { studioMessages } from '../messages';
import { placeOf } from './places';
import { useStudio } from './Studio';

interface ReviewDrawerProps {
  onPublish: () => void;
  onDiscard: () => void;
  onGoTo: (to: string) => void;
  onClose: () => void;
}

function Problem({ problem, onGoTo }: { problem: CheckProblem; onGoTo: (to: string) => void }) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const { definition } = useStudio();
  const place = placeOf(problem.pointer, definition, locale);
  const grave = problem.severity === 'error';
  return (
    <li className={grave ? 'check-error' : 'check-warning'}>
      {grave ? (
        <CloseCircleFilled aria-label={t.error} />
      ) : (
        <ExclamationCircleFilled aria-label={t.warning} />
      )}
      <div>
        {problem.message}
        {problem.remedy && <p>{problem.remedy}</p>}
        {place ? (
          <Button
            type="link"
            size="small"
            onClick={() => {
              onGoTo(place.to);
            }}
          >
            {place.words.join(' › ') || t.goTo}
          </Button>
        ) : (
          <code>{problem.pointer}</code>
        )}
      </div>
    </li>
  );
}

function Impact({ impact }: { impact: ImpactLine }) {
  const t = useMessages(studioMessages);
  const { filter, object, label, kind, text } = impact;
  const failing = impact.failing ?? 0;
  const total = impact.total ?? 0;
  const words = text
    ? text
    : failing === 0
      ? t.impactNone(total)
      : kind === 'criterion'
        ? t.impactLine(failing, total)
        : t.impactRecords(failing, total);
  return (
    <li>
      <strong>{label}</strong>
      {impact.total !== null && impact.total !== undefined && (
        <Progress
          size="small"
          showInfo={false}
          aria-label={words}
          percent={total > 0 ? Math.round((failing / total) * 100) : 0}
          strokeColor="var(--melon)"
        />
      )}
      {words}
      {failing > 0 && filter && (
        <Link to={`/o/${object}?filter=${encodeURIComponent(filter)}`}>{t.showThem}</Link>
      )}
    </li>
  );
}

function Changes({ changes, onGoTo }: { changes: readonly Change[]; onGoTo: (to: string) => void }) {
  const locale = useLocale();
  const { definition } = useStudio();
  return (
    <ul className="check-changes">
      {changes.map((change) => {
        const place = change.kind === 'removed' ? null : placeOf(change.pointer, definition, locale);
        return (
          <li key={change.kind + change.pointer + change.text} className={`change-${change.kind}`}>
            {place ? (
              <button
                type="button"
                onClick={() => {
                  onGoTo(place.to);
                }}
              >
                {change.text}
              </button>
            ) : (
              change.text
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Findings({ onGoTo }: { onGoTo: (to: string) => void }) {
  const t = useMessages(studioMessages);
  const { report, checkFailure } = useStudio();
  if (checkFailure) {
    return <ProblemAlert error={checkFailure} />;
  }
  if (!report) {
    return <Skeleton active />;
  }
  const tables = [
    ...(report.steps ?? []),
    ...report.changes.filter((change) => change.kind === 'schema').map((change) => change.text),
  ];
  const changes = report.changes.filter((change) => change.kind !== 'schema');
  return (
    <div className="check">
      <h3>{t.problems}</h3>
      {report.problems.length === 0 && (
        <p className="check-fine">
          <CheckCircleFilled /> {t.noProblems}
        </p>
      )}
      <ul className="check-problems">
        {report.problems.map((problem) => (
          <Problem key={problem.pointer + problem.code} problem={problem} onGoTo={onGoTo} />
        ))}
      </ul>
      <h3>{t.changes}</h3>
      {changes.length === 0 && <p>{t.noChanges}</p>}
      <Changes changes={changes} onGoTo={onGoTo} />
      <h3>{t.impact}</h3>
      {report.impact.length === 0 && <p>{t.noImpact}</p>}
      <ul className="check-impact">
        {report.impact.map((one) => (
          <Impact
            key={`${one.kind} ${one.object} ${one.stage ?? ''} ${one.criterion ?? ''} ${one.label}`}
            impact={one}
          />
        ))}
      </ul>
      {tables.length > 0 && (
        <>
          <h3>{t.steps}</h3>
          <ul className="check-steps">
            {tables.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** What publishing the draft would do: its problems, its differences, whom it touches. */
export function ReviewDrawer({ onPublish, onDiscard, onGoTo, onClose }: ReviewDrawerProps) {
  const t = useMessages(studioMessages);
  const narrow = useIsNarrow();
  return (
    <Drawer
      open
      title={t.reviewTitle}
      size={narrow ? '100%' : 480}
      onClose={onClose}
      footer={
        <div className="review-ways">
          <Button danger type="text" onClick={onDiscard}>
            {t.discardAll}
          </Button>
          <Button type="primary" onClick={onPublish}>
            {t.publish}
          </Button>
        </div>
      }
    >
      <Findings onGoTo={onGoTo} />
    </Drawer>
  );
}
