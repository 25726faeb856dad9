import { CheckCircleFilled } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { asProblem, closeDay, type DayClosed, type Worklist } from '~/api';
import { formatInstant, useLocale, useMessages } from '~/i18n';
import { onSaveKeys, partMessages, ProblemAlert } from '~/parts';
import { todayMessages } from './messages';

function Outcome({ closed }: { closed: DayClosed }) {
  const t = useMessages(todayMessages);
  const figures: [string, number][] = [
    [t.dueCount, closed.due],
    [t.done, closed.done],
    [t.movedCount, closed.moved],
    [t.cancelledCount, closed.cancelled],
    [t.tomorrow, closed.tomorrow],
  ];
  return (
    <dl className="day-figures">
      {figures.map(([label, figure]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Closing the day: nothing due may be open; what comes tomorrow is told. */
export function CloseDayDialog({ worklist, onClose }: { worklist: Worklist; onClose: () => void }) {
  const t = useMessages(todayMessages);
  const parts = useMessages(partMessages);
  const queries = useQueryClient();
  const id = useId();
  const [note, setNote] = useState('');
  const { overdue, today, dropped = 0 } = worklist.counts;
  const open = overdue + today + dropped;
  const closing = useMutation({
    mutationFn: () => closeDay(note.trim() ? { note: note.trim() } : {}),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['worklist'] }),
    onError: (failure) => {
      if (asProblem(failure)?.code === 'day-still-open') {
        void queries.invalidateQueries({ queryKey: ['worklist'] });
      }
    },
  });
  const close = () => {
    if (!closing.isPending && !closing.data) {
      closing.mutate();
    }
  };
  return (
    <Modal
      open
      title={closing.data ? t.dayIsClosed : t.closeDay}
      okText={t.closeDay}
      cancelText={closing.data ? parts.close : parts.cancel}
      footer={(_, { OkBtn, CancelBtn }) => (
        <>
          <CancelBtn />
          {!closing.data && <OkBtn />}
        </>
      )}
      confirmLoading={closing.isPending}
      onOk={close}
      onCancel={onClose}
    >
      <div onKeyDown={onSaveKeys(close)}>
        <ProblemAlert error={closing.error} />
        {closing.data ? (
          <Outcome closed={closing.data} />
        ) : (
          <>
            <p>{open > 0 ? t.stillOpen(open) : t.nothingOpen}</p>
            <Form.Item layout="vertical" label={t.dayNote} htmlFor={id}>
              <Input.TextArea
                id={id}
                autoFocus
                maxLength={1000}
                autoSize={{ minRows: 2, maxRows: 6 }}
                placeholder={t.dayNoteHint}
                value={note}
                onChange={(event) => {
                  setNote(event.target.value);
                }}
              />
            </Form.Item>
          </>
        )}
      </div>
    </Modal>
  );
}

/** The way to close the day, or the mark that it is closed. */
export function CloseDay({ worklist, primary = false }: { worklist: Worklist; primary?: boolean }) {
  const t = useMessages(todayMessages);
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  if (worklist.closed === undefined) {
    return null;
  }
  return (
    <>
      {worklist.closed ? (
        <div className="day-closed" title={worklist.closed.note ?? undefined}>
          <CheckCircleFilled /> {t.closedAt(formatInstant(locale, worklist.closed.at))}
          {primary && worklist.closed.note && <p>{worklist.closed.note}</p>}
        </div>
      ) : (
        <Button
          type={primary ? 'primary' : 'default'}
          onClick={() => {
            setOpen(true);
          }}
        >
          {t.closeDay}
        </Button>
      )}
      {open && (
        <CloseDayDialog
          worklist={worklist}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}
