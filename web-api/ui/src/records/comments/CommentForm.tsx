import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Mentions } from 'antd';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { addComment, membersQuery } from '~/api';
import { useMessages } from '~/i18n';
import { ProblemAlert } from '~/parts';
import './comments.css';
import { callable, calledIn, matching, soughtIn } from './mentions';
import { commentMessages } from './messages';

/** A place to say something about a record or a day, and to call colleagues by `@`. */
export function CommentForm({ path }: { path: string }) {
  const t = useMessages(commentMessages);
  const queries = useQueryClient();
  const members = useQuery(membersQuery());
  const [text, setText] = useState('');
  const [sought, seek] = useState('');
  const offered = callable(members.data ?? []);
  const sending = useMutation({
    mutationFn: () => addComment(path, text.trim(), calledIn(text, offered)),
    onSuccess: async () => {
      setText('');
      seek('');
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['comments', path] }),
        queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[2] === 'timeline' }),
      ]);
    },
  });
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
        onInput={({ currentTarget: { value, selectionStart } }: FormEvent<HTMLTextAreaElement>) => {
          // An input method writes without a key: what is sought is read off the text itself.
          seek(soughtIn(value, selectionStart));
        }}
        onKeyDown={onKeyDown}
        filterOption={false}
        notFoundContent={t.nobody}
        options={matching(offered, sought).map(({ id, name }) => ({ key: id, value: name, label: name }))}
      />
      <Button type="primary" disabled={empty} loading={sending.isPending} onClick={send} title={t.sendKeys}>
        {t.send}
      </Button>
    </div>
  );
}
