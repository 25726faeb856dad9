import { ArrowLeftOutlined, StepBackwardOutlined, StepForwardOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { recordQuery, type Worklist, type WorklistItem, worklistQuery } from '~/api';
import { todayIn, useMessages } from '~/i18n';
import { LoadFailed, Notice, onSaveKeys, partMessages, usePageTitle } from '~/parts';
import { begun } from '../begun';
import { CloseDay } from '../CloseDay';
import { telephone } from '../ItemCard';
import { LogFields } from '../LogFields';
import { todayMessages } from '../messages';
import { progressOf } from '../progress';
import { neighbour, queueOf } from '../queue';
import { ReasonDialog } from '../ReasonDialog';
import '../today.css';
import { useLog } from '../useLog';
import { Known } from './Known';
import './next.css';

type Act = 'next' | 'previous' | 'call' | 'timer' | 'snooze' | 'cancel';

const keys: Record<string, Act> = {
  KeyN: 'next',
  KeyP: 'previous',
  KeyC: 'call',
  KeyT: 'timer',
  KeyS: 'snooze',
  KeyX: 'cancel',
};

/** Alt and a letter work everywhere on the page, also while typing; not behind a dialog. */
function useKeys(act: (what: Act) => void) {
  const newest = useRef(act);
  useEffect(() => {
    newest.current = act;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const what = event.altKey && !event.ctrlKey && !event.metaKey ? keys[event.code] : undefined;
      if (what && !document.querySelector('.ant-modal-wrap:not([style*="display: none"])')) {
        event.preventDefault();
        newest.current(what);
      }
    };
    window.addEventListener('keydown', pressed);
    return () => {
      window.removeEventListener('keydown', pressed);
    };
  }, []);
}

interface OneProps {
  item: WorklistItem;
  worklist: Worklist;
  at: number;
  count: number;
  onGo: (step: 1 | -1) => void;
  onSaved: () => void;
}

function KeyHints() {
  const t = useMessages(todayMessages);
  const hints: [string, string][] = [
    ['Alt C', t.keyCall],
    ['1–9', t.outcome],
    ['Alt T', t.keyTimer],
    ['Alt S', t.snooze],
    ['Alt N', t.keyNext],
    ['Ctrl Enter', t.keySave],
  ];
  return (
    <p className="next-keys" aria-hidden="true">
      {hints.map(([key, does]) => (
        <span key={key}>
          <kbd>{key}</kbd> {does}
        </span>
      ))}
    </p>
  );
}

/** One contact: what is known on one side, what is to be written down on the other. */
function One({ item, worklist, at, count, onGo, onSaved }: OneProps) {
  const t = useMessages(todayMessages);
  const [reason, ask] = useState<'snooze' | 'cancel' | null>(null);
  const log = useLog({ item, nextRequired: worklist.nextStep === 'required', dialled: null, onSaved });
  const dial = () => {
    begun(item);
    if (log.timer.since === null) {
      log.timer.start();
    }
  };
  useKeys((what) => {
    switch (what) {
      case 'next':
        onGo(1);
        return;
      case 'previous':
        onGo(-1);
        return;
      case 'timer':
        if (log.timer.running) {
          log.timer.stop();
        } else {
          begun(item);
          log.change({ duration: '' });
          log.timer.start();
        }
        return;
      case 'call':
        if (item.phone) {
          dial();
          window.location.assign(telephone(item.phone));
        }
        return;
      case 'snooze':
      case 'cancel':
        ask(what);
    }
  });
  return (
    <div className="next" onKeyDown={onSaveKeys(log.save)}>
      <Known item={item} onDial={dial} />
      <section className="next-log panel" aria-label={t.log(item.subject.name)}>
        <LogFields log={log} />
        <div className="next-ways">
          <Button
            onClick={() => {
              ask('snooze');
            }}
          >
            {t.snooze}
          </Button>
          <Button
            onClick={() => {
              ask('cancel');
            }}
          >
            {t.cancelItem}
          </Button>
          <Button type="primary" className="next-save" loading={log.saving} onClick={log.save}>
            {count > 1 ? t.saveAndNext : t.saveLast}
          </Button>
        </div>
        <KeyHints />
      </section>
      <nav className="next-steps" aria-label={t.inOrder}>
        <Button
          icon={<StepBackwardOutlined />}
          aria-label={t.previousOne}
          disabled={count < 2}
          onClick={() => {
            onGo(-1);
          }}
        />
        <span aria-live="polite">{t.position(at + 1, count)}</span>
        <Button
          icon={<StepForwardOutlined />}
          aria-label={t.passOver}
          disabled={count < 2}
          onClick={() => {
            onGo(1);
          }}
        />
      </nav>
      {reason && (
        <ReasonDialog
          verb={reason}
          item={item}
          onDone={onSaved}
          onClose={() => {
            ask(null);
          }}
        />
      )}
    </div>
  );
}

/** From contact to contact, by the keyboard alone. */
export default function NextPage() {
  const t = useMessages(todayMessages);
  const parts = useMessages(partMessages);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const worklist = useQuery(worklistQuery());
  usePageTitle(t.nextTitle);
  const queue = worklist.data ? queueOf(worklist.data) : [];
  const wanted = params.get('item') ?? undefined;
  const item = queue.find((one) => one.id === wanted) ?? queue[0];
  const following = neighbour(queue, item?.id, 1);
  useEffect(() => {
    if (following) {
      void queries.prefetchQuery(recordQuery(following.subject.object, following.subject.id));
    }
  }, [queries, following]);
  const go = (to: WorklistItem | undefined) => {
    void navigate({ search: to ? `?item=${to.id}` : '' }, { replace: true });
  };
  if (worklist.isError) {
    return <LoadFailed error={worklist.error} retry={() => void worklist.refetch()} />;
  }
  if (!worklist.data) {
    return <Skeleton active paragraph={{ rows: 8 }} aria-label={parts.loading} />;
  }
  const progress = progressOf(worklist.data, todayIn());
  return (
    <div className="next-page">
      <div className="next-top">
        <Link to="/today">
          <ArrowLeftOutlined /> {t.title}
        </Link>
        <span>{t.progress(progress.done, progress.total)}</span>
      </div>
      <h1 className="visually-hidden">{t.nextTitle}</h1>
      {item ? (
        <One
          key={item.id}
          item={item}
          worklist={worklist.data}
          at={queue.indexOf(item)}
          count={queue.length}
          onGo={(step) => {
            go(neighbour(queue, item.id, step));
          }}
          onSaved={() => {
            go(following?.id === item.id ? undefined : following);
          }}
        />
      ) : (
        <Notice
          title={worklist.data.done.length > 0 ? t.allDoneTitle : t.emptyTitle}
          hint={worklist.data.done.length > 0 ? t.allDoneHint : t.emptyHint}
          action={<CloseDay worklist={worklist.data} primary />}
        />
      )}
    </div>
  );
}
