import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import {
  api,
  asProblem,
  type ObjectView,
  type Problem,
  recordPath,
  type RecordView,
  type Reference,
} from '~/api';
import { formatDate, useLocale, useMessages } from '~/i18n';
import { poolMessages } from './messages';

interface ClaimButtonProps {
  object: ObjectView;
  id: string;
  pool?: string;
}

interface Refusal {
  owner?: Reference | null;
  until?: string;
}

/** Why a claim was refused, in words that name who or when. */
function useRefusalWords() {
  const t = useMessages(poolMessages);
  const locale = useLocale();
  return (problem: Problem | null): string | undefined => {
    const more = problem?.body as Refusal | undefined;
    if (problem?.code === 'already-claimed' && more?.owner) {
      return t.alreadyClaimed(more.owner.name);
    }
    if (problem?.code === 'cooling-off' && more?.until) {
      return t.coolingOff(formatDate(locale, more.until.slice(0, 10)));
    }
    return problem?.message;
  };
}

/** Takes a record out of its pool: one of several who try wins, the others learn who. */
export function ClaimButton({ object, id, pool }: ClaimButtonProps) {
  const t = useMessages(poolMessages);
  const { message, notification } = App.useApp();
  const queries = useQueryClient();
  const words = useRefusalWords();
  const claiming = useMutation({
    mutationFn: () => api.post<RecordView>(`${recordPath(object.key, id)}/claim`, pool ? { pool } : {}),
    onSuccess: () => {
      void message.success(t.claimed);
    },
    onError: (failure) => {
      notification.warning({ title: t.notClaimed, description: words(asProblem(failure)) });
    },
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['records', object.key] });
      await queries.invalidateQueries({ queryKey: ['pools'] });
    },
  });
  return (
    <Button
      type="primary"
      loading={claiming.isPending}
      onClick={() => {
        claiming.mutate();
      }}
    >
      {t.claim}
    </Button>
  );
}
