import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useEffect, useState } from 'react';
import { asProblem, undoMove } from '~/api';
import { formatMinutes, useMessages } from '~/i18n';
import { stageMessages } from './messages';

/** Takes a mistaken move back; what it did is voided. */
export function useUndoMove(object: string) {
  const t = useMessages(stageMessages);
  const { message, notification } = App.useApp();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: { id: string; to: string }) => undoMove(object, id),
    onSuccess: (_, { to }) => {
      void message.success(t.undone(to));
    },
    onError: (failure) => {
      notification.error({ title: t.undoFailed, description: asProblem(failure)?.message });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['records', object] }),
  });
}

/** How long a move can still be undone, in words that count down; nothing once it cannot. */
export function TimeLeft({ until, onOver }: { until: string; onOver?: () => void }) {
  const t = useMessages(stageMessages);
  const [now, setNow] = useState(() => Date.now());
  const left = Math.ceil((Date.parse(until) - now) / 1000);
  useEffect(() => {
    const ticking = setInterval(() => {
      setNow(Date.now());
    }, 1000);
    return () => {
      clearInterval(ticking);
    };
  }, []);
  const over = left <= 0;
  useEffect(() => {
    if (over) {
      onOver?.();
    }
  }, [over, onOver]);
  return over ? null : <span className="undo-left">{t.undoLeft(formatMinutes(left))}</span>;
}
