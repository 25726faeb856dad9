import { CheckCircleFilled, CloseCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import { Button, Progress } from 'antd';
import { Link } from 'react-router';
import type { CheckProblem, CheckReport, CriterionImpact } from '~/api';
import { useMessages } from '~/i18n';
import { studioMessages } from './messages';

interface CheckPanelProps {
  report: { of: CheckReport; outdated: boolean } | null;
  /** What a pointer is about, in words. */
  nameOf: (pointer: string) => string;
  onGoTo: (pointer: string) => void;
}

function Problem({ problem, nameOf, onGoTo }: Omit<CheckPanelProps, 'report'> & { problem: CheckProblem }) {
  const t = useMessages(studioMessages);
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
        <Button
          type="link"
          size="small"
          onClick={() => {
            onGoTo(problem.pointer);
          }}
        >
          {nameOf(problem.pointer)}
        </Button>
      </div>
    </li>
  );
}

function Impact({ impact }: { impact: CriterionImpact }) {
  const t = useMessages(studioMessages);
  const { failing, total, filter, object, label } = impact;
  const words = failing > 0 ? t.impactLine(failing, total) : t.impactNone(total);
  return (
    <li>
      <strong>{label}</strong>
      <Progress
        size="small"
        showInfo={false}
        aria-label={words}
        percent={total > 0 ? Math.round((failing / total) * 100) : 0}
        strokeColor="var(--melon)"
      />
      {words}
      {failing > 0 && filter && (
        <Link to={`/o/${object}?filter=${encodeURIComponent(filter)}`}>{t.showThem}</Link>
      )}
    </li>
  );
}

/** What the check found: problems, differences, and whom the draft would touch. */
export function CheckPanel({ report, nameOf, onGoTo }: CheckPanelProps) {
  const t = useMessages(studioMessages);
  if (!report) {
    return <p className="check-hint">{t.checkHint}</p>;
  }
  const { problems, changes, impact } = report.of;
  return (
    <div className={report.outdated ? 'check check-outdated' : 'check'} aria-live="polite">
      {report.outdated && <p className="check-hint">{t.outdated}</p>}
      <h3>{t.problems}</h3>
      {problems.length === 0 && (
        <p className="check-fine">
          <CheckCircleFilled /> {t.noProblems}
        </p>
      )}
      <ul className="check-problems">
        {problems.map((problem) => (
          <Problem key={problem.pointer + problem.code} problem={problem} nameOf={nameOf} onGoTo={onGoTo} />
        ))}
      </ul>
      <h3>{t.impact}</h3>
      {impact.length === 0 && <p>{t.noImpact}</p>}
      <ul className="check-impact">
        {impact.map((one) => (
          <Impact key={`${one.object} ${one.stage ?? ''} ${one.criterion ?? one.label}`} impact={one} />
        ))}
      </ul>
      <h3>{t.changes}</h3>
      {changes.length === 0 && <p>{t.noChanges}</p>}
      <ul className="check-changes">
        {changes.map((change) => (
          <li key={change.kind + change.pointer + change.text}>{change.text}</li>
        ))}
      </ul>
    </div>
  );
}
