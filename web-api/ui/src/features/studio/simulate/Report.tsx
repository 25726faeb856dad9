import { Alert, Table } from 'antd';
import { Link } from 'react-router';
import type { Simulation, SimulationExample, Tally } from '~/api';
import { formatInstant, formatNumber, useLocale, useMessages } from '~/i18n';
import { Notice } from '~/parts';
import { useStudio } from '../core/Studio';
import { optionsOf, textOf } from '../core/words';
import { studioMessages } from '../messages';

const verdicts = ['passed', 'failed', 'undecided'] as const;

/** Words of the draft for the keys that a report names. */
function useWords(object: string) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const { definition } = useStudio();
  const owner = definition.objects.find((one) => one.key === object);
  const scale = definition.gradeScales?.find((one) => one.object === object);
  const funnelField = definition.funnels.find((one) => one.object === object)?.field ?? '';
  return {
    field: (key: string) => textOf(owner?.fields.find((one) => one.key === key)?.label, locale) || key,
    grade: (key: string | undefined) =>
      key === undefined
        ? t.noGrade
        : textOf(scale?.grades.find((one) => one.key === key)?.label, locale) || key,
    stage: (key: string) =>
      textOf(optionsOf(definition, object, funnelField)?.find((one) => one.key === key)?.label, locale) ||
      key,
  };
}

function Counts({ of, kind }: { of: Simulation; kind: 'verdict' | 'grade' }) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  return (
    <>
      <div className="verdict-bar" aria-hidden="true">
        {verdicts.map((one) => (
          <span key={one} className={`verdict-${one}`} style={{ flexGrow: of[one] }} />
        ))}
      </div>
      <dl className="verdicts">
        {verdicts.map((one) => (
          <div key={one} className={`verdict-${one}`}>
            <dt>{t[`${kind}_${one}`]}</dt>
            <dd>
              {formatNumber(locale, of[one])}
              <small>{formatNumber(locale, of.total > 0 ? (100 * of[one]) / of.total : 0, 0)}%</small>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Outcomes({ of }: { of: Record<string, Tally> }) {
  const t = useMessages(studioMessages);
  const rows = (['won', 'lost', 'open'] as const).flatMap((outcome) => {
    const tally = of[outcome];
    return tally ? [{ outcome, ...tally }] : [];
  });
  if (rows.length === 0) {
    return null;
  }
  return (
    <Table
      size="small"
      pagination={false}
      rowKey="outcome"
      dataSource={rows}
      columns={[
        { title: t.outcome, render: (_, row) => t[`outcome_${row.outcome}`] },
        ...verdicts.map((one) => ({ title: t[`verdict_${one}`], dataIndex: one, align: 'end' as const })),
      ]}
    />
  );
}

function Example({ of, object }: { of: SimulationExample; object: string }) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const words = useWords(object);
  const about = [
    formatInstant(locale, of.at),
    of.stage && words.stage(of.stage),
    (of.grade !== undefined || of.suggested !== undefined) &&
      t.regraded(words.grade(of.grade), words.grade(of.suggested)),
    of.missing.length > 0 && t.missingThen(of.missing.map(words.field).join(locale === 'en' ? ', ' : '、')),
  ].filter(Boolean);
  return (
    <li>
      <Link to={`/o/${object}/${of.id}`} target="_blank" rel="noopener">
        {of.name ?? t.unnamed}
      </Link>
      <p>{about.join(' · ')}</p>
    </li>
  );
}

function Scale({ of, object }: { of: NonNullable<Simulation['grades']>; object: string }) {
  const t = useMessages(studioMessages);
  const words = useWords(object);
  return (
    <>
      <h3>{t.scaleTitle}</h3>
      <Table
        size="small"
        pagination={false}
        rowKey={(row) => row.key ?? ''}
        dataSource={of.scale}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: t.scaleGrade, render: (_, row) => words.grade(row.key) },
          { title: t.scaleNow, dataIndex: 'now', align: 'end' },
          { title: t.scaleSuggested, dataIndex: 'suggested', align: 'end' },
          ...(of.won > 0
            ? [
                { title: t.scaleBeforeWon(of.daysBefore), dataIndex: 'hadBeforeWon', align: 'end' as const },
                { title: t.scaleBeforeWonSuggested, dataIndex: 'suggestedBeforeWon', align: 'end' as const },
              ]
            : []),
        ]}
      />
      {of.won > 0 && <p className="form-hint">{t.scaleWon(of.won)}</p>}
      {of.moves.length > 0 && (
        <>
          <h3>{t.scaleMoves}</h3>
          <ul className="simulate-moves">
            {of.moves.slice(0, 8).map((move) => (
              <li key={`${move.from ?? ''} ${move.to ?? ''}`}>
                {t.scaleMove(words.grade(move.from), words.grade(move.to), move.count)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** What the past said. */
export function Report({ of }: { of: Simulation }) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  if (of.total === 0) {
    return <Notice compact title={t.simulateNothing} hint={t.simulateNothingHint} />;
  }
  const notes = [
    of.sampled && t.sampledNote(formatNumber(locale, of.total), formatNumber(locale, of.population)),
    of.approximated > 0 && t.approximatedNote(of.approximated),
  ].filter((note) => note !== false);
  return (
    <section className="simulate-report" aria-live="polite">
      <Counts of={of} kind={of.kind === 'grade' ? 'grade' : 'verdict'} />
      {notes.map((note) => (
        <Alert key={note} type="info" title={note} />
      ))}
      {of.kind === 'criterion' && <Outcomes of={of.byOutcome} />}
      {of.grades && <Scale of={of.grades} object={of.object} />}
      {of.examples.length > 0 && (
        <>
          <h3>{t.examplesTitle}</h3>
          <p className="form-hint">{t.examplesHint}</p>
          <ul className="simulate-examples">
            {of.examples.map((example) => (
              <Example
                key={example.id + example.at + (example.stage ?? '')}
                of={example}
                object={of.object}
              />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
