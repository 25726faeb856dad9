import { useMutation, useQueries, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { asProblem, type Migration, type Published } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { onSaveKeys, partMessages, ProblemAlert } from '~/parts';
import { studioMessages } from '../messages';
import { typeMessages } from '../types/messages';
import { type Conversion, conversionKey, conversions } from './conversions';
import { countOf, publishDraft, publishedQuery, rebaseDraft } from './draft';
import { removedValues } from './removed';
import { useStudio } from './Studio';
import type { RemovedValue } from './uses';

const nameOf = (one: RemovedValue) => `${one.object}.${one.field}.${one.value}`;

/** The removed values that records still bear, each with their number. */
function useBearers(removed: readonly RemovedValue[]) {
  const counts = useQueries({
    queries: removed.map((one) => ({
      queryKey: ['records', one.object, 'bearers', one.field, one.value],
      queryFn: () =>
        countOf(
          one.object,
          one.several
            ? `${JSON.stringify(one.value)} in ${one.field}`
            : `${one.field} == ${JSON.stringify(one.value)}`,
        ),
    })),
  });
  return removed.flatMap((one, at) => {
    const count = counts[at]?.data ?? 0;
    return count > 0 ? [{ ...one, count }] : [];
  });
}

function Mapping({
  of,
  to,
  onChange,
}: {
  of: RemovedValue & { count: number };
  to: string | undefined;
  onChange: (to: string) => void;
}) {
  const t = useMessages(studioMessages);
  const id = `map-${nameOf(of)}`;
  return (
    <Form.Item layout="vertical" label={t.mapping(of.count, of.fieldLabel, of.label)} htmlFor={id} required>
      <Select
        id={id}
        value={to}
        placeholder={t.mapTo}
        options={of.others.map((one) => ({ value: one.key, label: one.label }))}
        onChange={onChange}
      />
    </Form.Item>
  );
}

/** A field of another type: what its values come to, and whether those without a counterpart may be lost. */
function Converted({
  of,
  refused,
  dropped,
  onChange,
}: {
  of: Conversion;
  refused: boolean;
  dropped: boolean;
  onChange: (drop: boolean) => void;
}) {
  const t = useMessages(studioMessages);
  const types = useMessages(typeMessages);
  const name = t.convertedField(of.objectLabel, of.fieldLabel, types[of.from], types[of.to]);
  const asks = refused || dropped || of.failing !== 0;
  return (
    <div className="conversion">
      <p>
        <strong>{name}</strong>
        <br />
        {of.text ?? t.convertedAll}{' '}
        {of.filter && (of.failing ?? 0) > 0 && (
          <Link to={`/o/${of.object}?filter=${encodeURIComponent(of.filter)}`} target="_blank" rel="noopener">
            {t.showThem}
          </Link>
        )}
      </p>
      {asks && (
        <Checkbox
          checked={dropped}
          onChange={(event) => {
            onChange(event.target.checked);
          }}
        >
          {of.failing ? t.convertDrop(of.failing) : t.convertDropAny}
        </Checkbox>
      )}
    </div>
  );
}

function Conflict({ error, onRebase }: { error: unknown; onRebase: (keep?: 'mine' | 'theirs') => void }) {
  const t = useMessages(studioMessages);
  const problem = asProblem(error);
  const both = problem?.code === 'draft-conflict';
  if (problem?.code !== 'config-conflict' && !both) {
    return <ProblemAlert error={error} />;
  }
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className="problem-alert"
      title={both ? t.staleTitle : t.conflictTitle}
      description={
        <>
          <p>{both ? t.rebaseClash : t.conflictHint}</p>
          {(both ? problem.errors.map((one) => one.message) : [problem.message]).map((message) => (
            <p key={message}>{message}</p>
          ))}
          {both ? (
            <>
              <Button
                size="small"
                onClick={() => {
                  onRebase('theirs');
                }}
              >
                {t.takeTheirs}
              </Button>{' '}
              <Button
                size="small"
                onClick={() => {
                  onRebase('mine');
                }}
              >
                {t.keepMine}
              </Button>
            </>
          ) : (
            <Button
              size="small"
              type="primary"
              onClick={() => {
                onRebase();
              }}
            >
              {t.rebase}
            </Button>
          )}
        </>
      }
    />
  );
}

/** Publishing: why, and where records go whose stage, grade or option is no more. */
export function PublishDialog({
  onPublished,
  onClose,
}: {
  onPublished: (published: Published) => void;
  onClose: () => void;
}) {
  const t = useMessages(studioMessages);
  const parts = useMessages(partMessages);
  const locale = useLocale();
  const queries = useQueryClient();
  const studio = useStudio();
  const [note, setNote] = useState('');
  const [chosen, choose] = useState<Record<string, string>>({});
  const [dropped, drop] = useState<readonly string[]>([]);
  const converted = conversions(studio.published, studio.definition, studio.report?.impact ?? [], locale);
  const bearers = useBearers(removedValues(studio.published, studio.definition, locale));
  const errors = studio.report?.problems.filter((problem) => problem.severity === 'error') ?? [];
  const publishing = useMutation({
    mutationFn: async () => {
      if (!(await studio.save())) {
        return null;
      }
      const migrations = bearers.flatMap((one): Migration[] => {
        const to = chosen[nameOf(one)];
        return to ? [{ object: one.object, field: one.field, from: one.value, to }] : [];
      });
      const losses = converted
        .filter((one) => dropped.includes(conversionKey(one)))
        .map(({ object, field }): Migration => ({ object, field, convert: 'drop' }));
      return publishDraft(note.trim(), [...migrations, ...losses]);
    },
    onSuccess: async (done) => {
      if (!done) {
        onClose();
        return;
      }
      await queries.fetchQuery({ ...publishedQuery(), staleTime: 0 });
      await studio.reread();
      onPublished(done);
      for (const key of ['objects', 'records', 'worklist', 'config']) {
        void queries.invalidateQueries({
          queryKey: [key],
          predicate: ({ queryKey }) => !['draft', 'published'].includes(String(queryKey[1])),
        });
      }
    },
  });
  const rebasing = useMutation({
    mutationFn: (keep: 'mine' | 'theirs' | undefined) => rebaseDraft(keep),
    onSuccess: async () => {
      publishing.reset();
      await queries.fetchQuery({ ...publishedQuery(), staleTime: 0 });
      await studio.reread();
    },
  });
  const open = bearers.filter((one) => !chosen[nameOf(one)]);
  const unconvertible = asProblem(publishing.error)?.code === 'value-not-convertible';
  const losing = converted.filter((one) => (one.failing ?? 0) > 0 && !dropped.includes(conversionKey(one)));
  const blocked = errors.length > 0 || open.length > 0 || losing.length > 0;
  const publish = () => {
    if (!blocked && !publishing.isPending) {
      publishing.mutate();
    }
  };
  return (
    <Modal
      open
      title={t.publishTitle}
      okText={t.publish}
      cancelText={parts.cancel}
      okButtonProps={{ disabled: blocked }}
      confirmLoading={publishing.isPending || rebasing.isPending}
      onOk={publish}
      onCancel={onClose}
    >
      <div onKeyDown={onSaveKeys(publish)}>
        <p>{t.publishHint}</p>
        {errors.length > 0 && (
          <Alert
            type="error"
            showIcon
            className="problem-alert"
            title={t.errorsFirst(errors.length)}
            description={
              <ul className="problem-list">
                {errors.slice(0, 5).map((problem) => (
                  <li key={problem.pointer + problem.code}>{problem.message}</li>
                ))}
              </ul>
            }
          />
        )}
        <Conflict
          error={rebasing.error ?? publishing.error}
          onRebase={(keep) => {
            rebasing.mutate(keep);
          }}
        />
        {bearers.length > 0 && <p className="form-hint">{t.mappingHint}</p>}
        {bearers.map((one) => (
          <Mapping
            key={nameOf(one)}
            of={one}
            to={chosen[nameOf(one)]}
            onChange={(to) => {
              choose((before) => ({ ...before, [nameOf(one)]: to }));
            }}
          />
        ))}
        {converted.length > 0 && <p className="form-hint">{t.convertedHint}</p>}
        {converted.map((one) => (
          <Converted
            key={conversionKey(one)}
            of={one}
            refused={unconvertible}
            dropped={dropped.includes(conversionKey(one))}
            onChange={(lose) => {
              publishing.reset();
              drop((before) => [
                ...before.filter((key) => key !== conversionKey(one)),
                ...(lose ? [conversionKey(one)] : []),
              ]);
            }}
          />
        ))}
        <Form.Item layout="vertical" label={t.note} htmlFor="publish-note">
          <Input.TextArea
            id="publish-note"
            autoFocus
            placeholder={t.notePlaceholder}
            autoSize={{ minRows: 2 }}
            value={note}
            onChange={(event) => {
              setNote(event.target.value);
            }}
          />
        </Form.Item>
      </div>
    </Modal>
  );
}
