import {
  CheckCircleFilled,
  CloudSyncOutlined,
  ExclamationCircleFilled,
  UndoOutlined,
  WarningFilled,
} from '@ant-design/icons';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useLocale, useMessages } from '~/i18n';
import { ProblemAlert, useIsNarrow } from '~/parts';
import { studioMessages } from '../messages';
import { dropDraft } from './draft';
import { Jobs } from './Jobs';
import { placeOf } from './places';
import { PublishDialog } from './PublishDialog';
import { ReviewDrawer } from './ReviewDrawer';
import { useStudio } from './Studio';

/** Two administrators changed the same place: whose shall stand? */
function ClashAlert() {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const { clash, definition, keepMine, reread } = useStudio();
  if (!clash) {
    return null;
  }
  const places = clash.both.map(
    (operation) => placeOf(operation.path, definition, locale)?.words.join(' › ') || operation.path,
  );
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className="draft-alert"
      title={t.staleTitle}
      description={
        <>
          <p>
            {clash.who && t.whoElse(clash.who)} {t.staleHint}
          </p>
          <ul className="problem-list">
            {[...new Set(places)].map((place) => (
              <li key={place}>{place}</li>
            ))}
          </ul>
          <Button size="small" type="primary" onClick={() => void reread()}>
            {t.takeTheirs}
          </Button>{' '}
          <Button size="small" onClick={keepMine}>
            {t.keepMine}
          </Button>
        </>
      }
    />
  );
}

function SaveWord() {
  const t = useMessages(studioMessages);
  const { state } = useStudio();
  switch (state) {
    case 'saving':
    case 'unsaved':
      return (
        <span className="draft-saving">
          <CloudSyncOutlined /> {t.saving}
        </span>
      );
    case 'failed':
      return (
        <span className="draft-failed">
          <WarningFilled /> {t.notSaved}
        </span>
      );
    case 'saved':
      return <span className="draft-saved">{t.allSaved}</span>;
  }
}

function Findings({ onOpen }: { onOpen: () => void }) {
  const t = useMessages(studioMessages);
  const { report, checking } = useStudio();
  if (!report) {
    return null;
  }
  const errors = report.problems.filter((problem) => problem.severity === 'error').length;
  const warnings = report.problems.length - errors;
  return (
    <>
      <span>{t.changesCount(report.changes.filter((change) => change.kind !== 'schema').length)}</span>
      {errors > 0 && (
        <button type="button" className="linklike draft-errors" onClick={onOpen}>
          <ExclamationCircleFilled /> {t.errorsCount(errors)}
        </button>
      )}
      {warnings > 0 && (
        <button type="button" className="linklike draft-warnings" onClick={onOpen}>
          {t.warningsCount(warnings)}
        </button>
      )}
      {report.problems.length === 0 && !checking && (
        <span className="draft-fine">
          <CheckCircleFilled /> {t.noProblems}
        </span>
      )}
    </>
  );
}

/** The state of the draft, on every page of the studio: what it holds, whether it is stored, and what to do with it. */
export function DraftBar() {
  const t = useMessages(studioMessages);
  const { message, modal } = App.useApp();
  const navigate = useNavigate();
  const narrow = useIsNarrow();
  const studio = useStudio();
  const [open, setOpen] = useState<'review' | 'publish' | null>(null);
  const [jobs, setJobs] = useState<readonly string[]>([]);
  const { changed, state, published, failure, definition, canUndo } = studio;
  const stirred = changed || state !== 'saved';
  const behind = definition.version < published.version;
  const discard = () => {
    modal.confirm({
      title: t.discardTitle,
      content: t.discardHint(published.version),
      okText: t.discardAll,
      okButtonProps: { danger: true },
      cancelText: t.keepEditing,
      onOk: async () => {
        await dropDraft();
        await studio.reread();
        setOpen(null);
      },
    });
  };
  const review = async () => {
    await studio.save();
    setOpen('review');
  };
  return (
    <>
      <section className={stirred ? 'draft-bar draft-stirred' : 'draft-bar'} aria-label={t.draft}>
        <div className="draft-words" aria-live="polite">
          <strong>{stirred ? t.draftOf(definition.version) : t.inForce(published.version)}</strong>
          {stirred ? (
            <>
              <Findings onOpen={() => void review()} />
              <SaveWord />
            </>
          ) : (
            <span>{t.nothingChanged}</span>
          )}
        </div>
        <div className="draft-ways">
          {state === 'failed' && !studio.clash && (
            <Button size="small" onClick={() => void studio.save()}>
              {t.saveAgain}
            </Button>
          )}
          {canUndo && (
            <Button
              type="text"
              icon={<UndoOutlined />}
              aria-label={t.undo}
              title={t.undo}
              onClick={studio.undo}
            >
              {!narrow && t.undo}
            </Button>
          )}
          {stirred && (
            <>
              <Button onClick={() => void review()}>{t.review}</Button>
              <Button
                type="primary"
                disabled={state === 'failed'}
                onClick={() => {
                  setOpen('publish');
                }}
              >
                {t.publish}
              </Button>
            </>
          )}
        </div>
      </section>
      <ClashAlert />
      <Jobs
        ids={jobs}
        onClose={() => {
          setJobs([]);
        }}
      />
      {behind && !open && (
        <Alert className="draft-alert" type="info" showIcon title={t.behind(published.version)} />
      )}
      {failure !== null && <ProblemAlert error={failure} />}
      {open === 'review' && (
        <ReviewDrawer
          onPublish={() => {
            setOpen('publish');
          }}
          onDiscard={discard}
          onGoTo={(to) => {
            setOpen(null);
            void navigate(to);
          }}
          onClose={() => {
            setOpen(null);
          }}
        />
      )}
      {open === 'publish' && (
        <PublishDialog
          onPublished={({ version, jobs }) => {
            setOpen(null);
            setJobs((jobs ?? []).map((job) => job.id));
            void message.success(t.published(version));
          }}
          onClose={() => {
            setOpen(null);
          }}
        />
      )}
    </>
  );
}
