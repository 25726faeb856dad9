import { BulbOutlined, CheckCircleFilled, CloseCircleOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, DatePicker, Form, Input, Modal, Radio, Skeleton } from 'antd';
import dayjs from 'dayjs';
import { useId, useState } from 'react';
import {
  api,
  asProblem,
  gradeQuery,
  meQuery,
  type GradeSuggestion,
  type ObjectView,
  recordPath,
  recordQuery,
  type RecordView,
} from '~/api';
import { addDays, formatDate, todayIn, useLocale, useMessages } from '~/i18n';
import { Chip, LoadFailed, onSaveKeys, partMessages, ProblemAlert } from '~/parts';
import { fieldByKey, mayDo } from '~/records';
import { recordPageMessages } from './messages';

interface GradeProps {
  object: ObjectView;
  record: RecordView;
}

/** What is left out stays as it is where the record has the grade already; `null` takes the end away. */
interface Choice {
  grade: string;
  reason?: string;
  until?: string | null;
}

/** Gives the record a grade; the reason is kept in its history. */
function useChoosing({ object, record }: GradeProps) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (choice: Choice) =>
      api.post<RecordView>(`${recordPath(object.key, record.id)}/grade`, choice, { ifMatch: record.version }),
    onSuccess: (saved) => {
      queries.setQueryData(recordQuery(object.key, record.id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: ['records', object.key] });
      void queries.invalidateQueries({ queryKey: ['worklist'] });
    },
    onError: (failure) => {
      if (asProblem(failure)?.status === 412) {
        void queries.invalidateQueries({ queryKey: ['records', object.key] });
      }
    },
  });
}

function gradeOf(object: ObjectView, key: string | null) {
  return object.gradeScale?.grades.find((one) => one.key === key);
}

/** One click takes the grade that the criteria speak for. */
export function SuggestedGrade({ object, record, onWhy }: GradeProps & { onWhy: () => void }) {
  const t = useMessages(recordPageMessages);
  const { message, notification } = App.useApp();
  const suggestion = useQuery(gradeQuery(object.key, record.id));
  const choosing = useChoosing({ object, record });
  const { current, suggested, heldUntil } = suggestion.data ?? { current: null, suggested: null };
  const grade = gradeOf(object, suggested);
  if (!grade || suggested === current || heldUntil) {
    return null;
  }
  const take = () => {
    choosing.mutate(
      { grade: grade.key },
      {
        onSuccess: () => {
          void message.success(t.gradeTaken(grade.label));
        },
        onError: (failure) => {
          notification.error({ title: t.gradeFailed, description: asProblem(failure)?.message });
        },
      },
    );
  };
  return (
    <span className="grade-suggested">
      <BulbOutlined />
      <span>{t.gradeSuggested}</span>
      <Chip color={grade.color}>{grade.label}</Chip>
      <Button size="small" type="primary" loading={choosing.isPending} onClick={take}>
        {t.gradeTake}
      </Button>
      <Button size="small" type="link" onClick={onWhy}>
        {t.gradeWhy}
      </Button>
    </span>
  );
}

function Criteria({ object, of }: { object: ObjectView; of: GradeSuggestion['grades'][number] }) {
  const t = useMessages(recordPageMessages);
  const locale = useLocale();
  if (of.met.length + of.unmet.length === 0) {
    return <p className="grade-none">{t.gradeByHand}</p>;
  }
  return (
    <ul className="grade-criteria">
      {of.met.map((one) => (
        <li key={one.key} className="grade-met">
          <CheckCircleFilled aria-label={t.holds} />
          <span>{one.label}</span>
        </li>
      ))}
      {of.unmet.map((one) => (
        <li key={one.key}>
          <CloseCircleOutlined aria-label={t.holdsNot} />
          <span>
            {one.label}
            {one.missing.length > 0 && (
              <small>
                {t.missing(
                  one.missing
                    .map((key) => fieldByKey(object, key)?.label ?? key)
                    .join(locale === 'en' ? ', ' : '、'),
                )}
              </small>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Whose choice stands, for how long and why. */
function Chosen({ by, reason, until }: NonNullable<GradeSuggestion['chosen']>) {
  const t = useMessages(recordPageMessages);
  const locale = useLocale();
  const words = [t.gradeChosenBy(by.name), until && t.gradeChosenUntil(formatDate(locale, until)), reason];
  return <p className="grade-held">{words.filter(Boolean).join(' · ')}</p>;
}

/** The grades with what speaks for each, and the choice of one with its reason. */
export function GradeDialog({ object, record, onClose }: GradeProps & { onClose: () => void }) {
  const t = useMessages(recordPageMessages);
  const parts = useMessages(partMessages);
  const locale = useLocale();
  const id = useId();
  const { message } = App.useApp();
  const suggestion = useQuery(gradeQuery(object.key, record.id));
  const choosing = useChoosing({ object, record });
  const [chosen, choose] = useState<string | null>(null);
  const [typed, setReason] = useState<string | null>(null);
  const [set, setUntil] = useState<string | null | undefined>();
  const me = useQuery(meQuery());
  const current = suggestion.data?.current ?? null;
  // What a person chose stands until it is unchosen: the suggestion is preset only where nobody did.
  const preset = suggestion.data?.chosen ? current : (suggestion.data?.suggested ?? current);
  const grade = chosen ?? preset;
  // Of the grade it has, reason and end are those that stand until they are changed.
  const stays = grade === current;
  const standing = stays ? suggestion.data?.chosen : undefined;
  const reason = typed ?? standing?.reason ?? '';
  const until = set === undefined ? (standing?.until ?? null) : set;
  const anew = reason.trim() !== (standing?.reason ?? '') || until !== (standing?.until ?? null);
  const changes = grade !== null && (!stays || anew);
  const save = () => {
    if (changes && !choosing.isPending) {
      const label = gradeOf(object, grade)?.label ?? grade;
      choosing.mutate(
        stays
          ? { grade, reason: reason.trim(), until }
          : { grade, ...(reason.trim() ? { reason: reason.trim() } : {}), ...(until ? { until } : {}) },
        {
          onSuccess: () => {
            void message.success(stays ? t.gradeKept(label) : t.gradeTaken(label));
            onClose();
          },
        },
      );
    }
  };
  const mayChange = mayDo(object, record, 'grade');
  const untilFault = asProblem(choosing.error)?.messagesAt('until').join(' ');
  return (
    <Modal
      open
      title={t.gradeTitle}
      okText={parts.save}
      cancelText={mayChange ? parts.cancel : parts.close}
      okButtonProps={{ disabled: !changes }}
      footer={(_, { OkBtn, CancelBtn }) => (
        <>
          <CancelBtn />
          {mayChange && <OkBtn />}
        </>
      )}
      confirmLoading={choosing.isPending}
      onOk={save}
      onCancel={onClose}
      width={560}
    >
      <div onKeyDown={onSaveKeys(save)} className="grade-dialog">
        {suggestion.isPending && <Skeleton active title={false} />}
        {suggestion.isError && (
          <LoadFailed error={suggestion.error} retry={() => void suggestion.refetch()} />
        )}
        {suggestion.data?.chosen && <Chosen {...suggestion.data.chosen} />}
        {suggestion.data?.heldUntil && (
          <p className="grade-held">{t.gradeHeld(formatDate(locale, suggestion.data.heldUntil))}</p>
        )}
        <Radio.Group
          className="grade-choices"
          aria-label={t.gradeTitle}
          value={grade}
          disabled={!mayChange}
          onChange={(event) => {
            choose(event.target.value as string);
          }}
        >
          {suggestion.data?.grades.map((one) => (
            <div key={one.key} className={one.key === grade ? 'grade-choice grade-chosen' : 'grade-choice'}>
              <Radio value={one.key}>
                <Chip color={gradeOf(object, one.key)?.color}>{one.label}</Chip>
                {one.key === current && <small>{t.gradeCurrent}</small>}
                {one.key === suggestion.data.suggested && <small>{t.gradeSuggestedMark}</small>}
              </Radio>
              <Criteria object={object} of={one} />
            </div>
          ))}
        </Radio.Group>
        {mayChange && (
          <Form.Item
            layout="vertical"
            label={t.gradeUntil}
            htmlFor={`${id}-until`}
            extra={t.gradeUntilHint}
            validateStatus={untilFault ? 'error' : undefined}
            help={untilFault || undefined}
          >
            <DatePicker
              id={`${id}-until`}
              value={until ? dayjs(until) : null}
              minDate={dayjs(addDays(todayIn(me.data?.tenant.timeZone), 1))}
              onChange={(day) => {
                setUntil(day?.format('YYYY-MM-DD') ?? null);
              }}
            />
          </Form.Item>
        )}
        {mayChange && (
          <Form.Item layout="vertical" label={t.gradeReason} htmlFor={id} extra={t.gradeReasonHint}>
            <Input.TextArea
              id={id}
              maxLength={1000}
              autoSize={{ minRows: 2 }}
              value={reason}
              onChange={(event) => {
                setReason(event.target.value);
              }}
            />
          </Form.Item>
        )}
        <ProblemAlert error={choosing.error} shownFields={['until']} />
      </div>
    </Modal>
  );
}
