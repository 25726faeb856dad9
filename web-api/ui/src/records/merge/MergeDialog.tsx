import { keepPreviousData, useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Modal, Radio, Skeleton } from 'antd';
import { useState } from 'react';
import {
  api,
  type FieldValue,
  objectsQuery,
  type ObjectView,
  recordQuery,
  recordsPath,
  type RecordView,
} from '~/api';
import { formatInstant, useLocale, useMessages } from '~/i18n';
import { LoadFailed, partMessages, ProblemAlert } from '~/parts';
import { RecordValue } from '../RecordValue';
import { fieldByKey, isEmpty, recordName, withOptions } from '../wire';
import './merge.css';
import { mergeMessages } from './messages';

interface Merged {
  record: RecordView;
  /** How many records of each object would point to the one that stays. */
  moved: Record<string, number>;
  conflicts: { field: string; values: { id: string; value: FieldValue }[] }[];
}

interface MergeDialogProps {
  object: ObjectView;
  ids: readonly string[];
  onMerged: (record: RecordView) => void;
  onClose: () => void;
}

/** The one with most to lose stays, unless it is said otherwise; of equals the oldest. */
function fullest(records: readonly RecordView[]): string | undefined {
  const filled = (record: RecordView) =>
    Object.values(record.values).filter((value) => !isEmpty(value)).length;
  return [...records].sort(
    (one, other) => filled(other) - filled(one) || one.createdAt.localeCompare(other.createdAt),
  )[0]?.id;
}

function useMerge(
  object: ObjectView,
  ids: readonly string[],
  into: string | undefined,
  values: Record<string, string>,
) {
  const queries = useQueryClient();
  const body = {
    into,
    from: ids.filter((id) => id !== into),
    ...(Object.keys(values).length > 0 ? { values } : {}),
  };
  const path = `${recordsPath(object.key)}/merge`;
  const preview = useQuery({
    queryKey: ['merge', object.key, body],
    queryFn: ({ signal }) => api.post<Merged>(path, { ...body, dryRun: true }, { signal }),
    enabled: into !== undefined && ids.length > 1,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const merging = useMutation({
    mutationFn: () => api.post<Merged>(path, body),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['records'] });
      void queries.invalidateQueries({ queryKey: ['worklist'] });
    },
  });
  return { preview, merging };
}

function Conflicts({
  object,
  records,
  of,
  into,
  values,
  onChoose,
}: {
  object: ObjectView;
  records: readonly RecordView[];
  of: Merged['conflicts'];
  into: string;
  values: Record<string, string>;
  onChoose: (field: string, id: string) => void;
}) {
  const t = useMessages(mergeMessages);
  const full = withOptions(object);
  return (
    <div className="merge-conflicts">
      {of.map((conflict) => {
        const field = fieldByKey(full, conflict.field);
        const label = field?.label ?? conflict.field;
        const bearers = conflict.values.filter(({ value }) => !isEmpty(value));
        return (
          <fieldset key={conflict.field}>
            <legend>{label}</legend>
            <Radio.Group
              aria-label={t.choose(label)}
              value={values[conflict.field] ?? into}
              onChange={(event) => {
                onChoose(conflict.field, event.target.value as string);
              }}
            >
              {(bearers.some(({ id }) => id === into) ? bearers : conflict.values).map(({ id, value }) => {
                const bearer = records.find((record) => record.id === id);
                return (
                  <Radio key={id} value={id}>
                    {field && !isEmpty(value) ? (
                      <RecordValue field={field} value={value} links={false} />
                    ) : (
                      t.empty
                    )}
                    <small>{bearer && recordName(object, bearer)}</small>
                  </Radio>
                );
              })}
            </Radio.Group>
          </fieldset>
        );
      })}
    </div>
  );
}

/** Records that stand for the same become one: which stays, and whose value counts where they differ. */
export function MergeDialog({ object, ids, onMerged, onClose }: MergeDialogProps) {
  const t = useMessages(mergeMessages);
  const parts = useMessages(partMessages);
  const locale = useLocale();
  const { message } = App.useApp();
  const objects = useQuery(objectsQuery());
  const loaded = useQueries({ queries: ids.map((id) => recordQuery(object.key, id)) });
  const [chosen, choose] = useState<string | null>(null);
  const [values, setValues] = useState<Record<string, string>>({});
  const records = loaded.flatMap((one) => (one.data ? [one.data] : []));
  const failure = loaded.find((one) => one.error)?.error;
  const into = chosen ?? (records.length === ids.length ? fullest(records) : undefined);
  const { preview, merging } = useMerge(object, ids, into, values);
  const merge = () => {
    merging.mutate(undefined, {
      onSuccess: ({ record }) => {
        void message.success(t.done(recordName(object, record)));
        onMerged(record);
      },
    });
  };
  const moved = Object.entries(preview.data?.moved ?? {}).filter(([, count]) => count > 0);
  return (
    <Modal
      open
      title={t.title(ids.length)}
      okText={t.merge}
      cancelText={parts.cancel}
      okButtonProps={{ danger: true, disabled: !preview.data || preview.isError || preview.isFetching }}
      confirmLoading={merging.isPending}
      onOk={merge}
      onCancel={onClose}
      width={680}
    >
      <div className="merge">
        <p>{t.hint}</p>
        {ids.length < 2 && <Alert type="warning" showIcon title={t.tooFew} />}
        {failure && (
          <LoadFailed
            error={failure}
            retry={() => {
              loaded.forEach((one) => void one.refetch());
            }}
          />
        )}
        {records.length < ids.length && !failure && <Skeleton active title={false} />}
        {into !== undefined && (
          <fieldset>
            <legend>{t.survivor}</legend>
            <Radio.Group
              aria-label={t.survivor}
              value={into}
              onChange={(event) => {
                choose(event.target.value as string);
                setValues({});
              }}
            >
              {records.map((record) => (
                <Radio key={record.id} value={record.id}>
                  <strong>{recordName(object, record) || record.id}</strong>
                  <small>
                    {record.owner ? t.owner(record.owner.name) : t.noOwner} ·{' '}
                    {t.created(formatInstant(locale, record.createdAt))}
                  </small>
                </Radio>
              ))}
            </Radio.Group>
          </fieldset>
        )}
        <ProblemAlert error={merging.error ?? preview.error} />
        {preview.data && into !== undefined && (
          <>
            <h3>{t.conflicts}</h3>
            {preview.data.conflicts.length === 0 ? (
              <p>{t.noConflicts}</p>
            ) : (
              <Conflicts
                object={object}
                records={records}
                of={preview.data.conflicts}
                into={into}
                values={values}
                onChoose={(field, id) => {
                  setValues((before) => ({ ...before, [field]: id }));
                }}
              />
            )}
            <h3>{t.moves}</h3>
            {moved.length === 0 ? (
              <p>{t.nothingMoves}</p>
            ) : (
              <ul>
                {moved.map(([key, count]) => (
                  <li key={key}>
                    {t.moved(objects.data?.find((one) => one.key === key)?.plural ?? key, count)}
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </div>
    </Modal>
  );
}
