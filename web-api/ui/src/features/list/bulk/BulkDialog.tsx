import { Alert, Button, Modal, Progress as Bar, Select, Tag } from 'antd';
import { useState } from 'react';
import type { ObjectView, RecordView, Values } from '~/api';
import { formatNumber, useLocale, useMessages } from '~/i18n';
import { partMessages, ProblemAlert } from '~/parts';
import { fieldByKey, FieldsForm, mayEdit, withOptions } from '~/records';
import { bulkMessages } from './messages';
import { BulkResult } from './BulkResult';
import type { BulkAction, Selection } from './bulk';
import { useBulk } from './useBulk';

export type BulkKind = BulkAction['kind'];

interface BulkDialogProps {
  object: ObjectView;
  kind: BulkKind;
  selection: Selection;
  /** The records that the page shows. */
  known: readonly RecordView[];
  onClose: (changed: boolean) => void;
}

function FieldsChoice({
  object,
  values,
  onChange,
}: {
  object: ObjectView;
  values: Values;
  onChange: (values: Values) => void;
}) {
  const t = useMessages(bulkMessages);
  const full = withOptions(object);
  const staged = object.funnels.map((funnel) => funnel.field);
  const offered = full.fields.filter(
    (field) => mayEdit(field) && !field.unique && !staged.includes(field.key),
  );
  const chosen = Object.keys(values);
  return (
    <>
      <Select
        mode="multiple"
        className="bulk-fields"
        aria-label={t.whichFields}
        placeholder={t.whichFields}
        showSearch={{ optionFilterProp: 'label' }}
        value={chosen}
        options={offered.map(({ key, label }) => ({ value: key, label }))}
        onChange={(keys) => {
          onChange(Object.fromEntries(keys.map((key) => [key, values[key] ?? null])));
        }}
      />
      <FieldsForm
        fields={chosen
          .map((key) => fieldByKey(full, key))
          .filter((field) => field !== undefined)
          .map((field) => ({ ...field, help: field.required ? field.help : t.emptyClears }))}
        values={values}
        onChange={onChange}
      />
    </>
  );
}

function StageChoice({
  object,
  value,
  onChange,
}: {
  object: ObjectView;
  value: string | null;
  onChange: (stage: string) => void;
}) {
  const t = useMessages(bulkMessages);
  return (
    <>
      <Select
        className="bulk-fields"
        aria-label={t.whichStage}
        placeholder={t.whichStage}
        value={value}
        options={object.funnels.map((funnel) => ({
          label: funnel.label,
          options: funnel.stages.map(({ key, label }) => ({ value: key, label })),
        }))}
        onChange={onChange}
      />
      <p className="list-hint">{t.stageHint}</p>
    </>
  );
}

/** The same change for many records: chosen, done with its progress, told record by record. */
export function BulkDialog({ object, kind, selection, known, onClose }: BulkDialogProps) {
  const t = useMessages(bulkMessages);
  const parts = useMessages(partMessages);
  const locale = useLocale();
  const [values, setValues] = useState<Values>({});
  const [stage, setStage] = useState<string | null>(null);
  const bulk = useBulk(object, selection, known);
  const count = 'ids' in selection ? selection.ids.length : selection.total;
  const number = formatNumber(locale, count);
  const titles: Record<BulkKind, string> = {
    fields: t.fieldsTitle(number),
    stage: t.stageTitle(number),
    delete: t.deleteTitle(number),
  };
  const field = object.funnels.find((funnel) => funnel.stages.some((one) => one.key === stage))?.field ?? '';
  const action: BulkAction | null =
    kind === 'delete'
      ? { kind }
      : kind === 'stage'
        ? (stage && { kind, field, stage }) || null
        : Object.keys(values).length > 0
          ? { kind, values }
          : null;
  const { phase, progress, failure } = bulk;
  const foot =
    phase === 'choosing' ? (
      <>
        <Button
          onClick={() => {
            onClose(false);
          }}
        >
          {parts.cancel}
        </Button>
        <Button
          type="primary"
          danger={kind === 'delete'}
          disabled={!action}
          onClick={() => {
            if (action) void bulk.run(action);
          }}
        >
          {kind === 'delete' ? t.deleteNow(number) : t.changeNow(number)}
        </Button>
      </>
    ) : phase === 'running' ? (
      'all' in selection ? (
        <Button
          onClick={() => {
            bulk.stop();
            onClose(true);
          }}
        >
          {parts.close}
        </Button>
      ) : (
        <Button onClick={bulk.stop}>{t.stop}</Button>
      )
    ) : (
      <>
        {phase !== 'undone' &&
          (progress.outcomes.some((one) => one.ok) || (progress.counts?.well ?? 0) > 0) && (
            <Button
              loading={phase === 'undoing'}
              onClick={() => {
                if (action) void bulk.undo(action);
              }}
            >
              {parts.undo}
            </Button>
          )}
        <Button
          type="primary"
          onClick={() => {
            onClose(true);
          }}
        >
          {parts.done}
        </Button>
      </>
    );
  return (
    <Modal
      open
      width={620}
      title={titles[kind]}
      footer={foot}
      closable={phase !== 'running'}
      mask={{ closable: false }}
      onCancel={() => {
        onClose(phase !== 'choosing');
      }}
    >
      <ProblemAlert error={failure} />
      {phase === 'choosing' && 'all' in selection && (
        <Alert className="bulk-note" type="info" showIcon title={t.allNote(number)} />
      )}
      {phase === 'choosing' && kind === 'fields' && (
        <FieldsChoice object={object} values={values} onChange={setValues} />
      )}
      {phase === 'choosing' && kind === 'stage' && (
        <StageChoice object={object} value={stage} onChange={setStage} />
      )}
      {phase === 'choosing' && kind === 'delete' && <p>{t.deleteHint}</p>}
      {phase === 'running' && (
        <>
          <Bar
            percent={progress.total ? Math.round((progress.done / progress.total) * 100) : 0}
            aria-label={t.running}
          />
          <p className="list-hint">
            {progress.total > 0 && (
              <Tag>{`${formatNumber(locale, progress.done)} / ${formatNumber(locale, progress.total)}`}</Tag>
            )}{' '}
            {'all' in selection ? t.goesOn : t.stayHere}
          </p>
        </>
      )}
      {(phase === 'done' || phase === 'undoing' || phase === 'undone') && (
        <BulkResult object={object} progress={progress} undone={phase === 'undone'} />
      )}
    </Modal>
  );
}
