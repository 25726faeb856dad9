import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Mentions } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import { addComment, type Member, membersQuery } from '~/api';
import { useMessages } from '~/i18n';
import { ProblemAlert } from '~/parts';
import './comments.css';
import { commentMessages } from './messages';

interface Named {
  id: string;
  name: string;
}

/** Those who can be called; who shares a name is told apart by the address. */
function callable(members: readonly Member[]): Named[] {
  const active = members.filter((member) => member.active);
  const shared = (name: string) => active.filter((member) => member.name === name).length > 1;
  return active.map(({ id, name, email }) => ({ id, name: shared(name) ? `${name} (${email})` : name }));
}

/** A place to say something about a record or a day, and to call colleagues by `@`. */
export function CommentForm({ path }: { path: string }) {
  const t = useMessages(commentMessages);
  const queries = useQueryClient();
  const members = useQuery(membersQuery());
  const [text, setText] = useState('');
  const [chosen, choose] = useState<Named[]>([]);
  const sending = useMutation({
    mutationFn: () => {
      const still = chosen.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id);
      return addComment(path, text.trim(), [...new Set(still)]);
    },
    onSuccess: async () => {
      setText('');
      choose([]);
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['comments', path] }),
        queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[2] === 'timeline' }),
      ]);
    },
  });
  const offered = callable(members.data ?? []);
  const empty = text.trim() === '';
  const send = () => {
    if (!empty && !sending.isPending) {
      sending.mutate();
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      send();
    }
  };
  return (
    <div className="comment-form">
      <ProblemAlert error={sending.error} />
      <Mentions
        aria-label={t.label}
        placeholder={t.hint}
        autoSize={{ minRows: 1, maxRows: 8 }}
        maxLength={4000}
        value={text}
        onChange={setText}
        onKeyDown={onKeyDown}
        onSelect={(option) => {
          const member = offered.find(({ name }) => name === option.value);
          if (member) {
            choose((before) => [...before, member]);
          }
        }}
        options={offered.map(({ id, name }) => ({ key: id, value: name, label: name }))}
      />
      <Button type="primary" disabled={empty} loading={sending.isPending} onClick={send} title={t.sendKeys}>
        {t.send}
      </Button>
    </div>
  );
}
