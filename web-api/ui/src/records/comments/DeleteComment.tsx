import { DeleteOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm } from 'antd';
import { asProblem, deleteComment } from '~/api';
import { useMessages } from '~/i18n';
import { partMessages } from '~/parts';
import { commentMessages } from './messages';

/** Takes back one's own comment. */
export function DeleteComment({ path, id }: { path: string; id: string }) {
  const t = useMessages(commentMessages);
  const parts = useMessages(partMessages);
  const queries = useQueryClient();
  const { message } = App.useApp();
  const deleting = useMutation({
    mutationFn: () => deleteComment(path, id),
    onSuccess: async () => {
      void message.success(t.removed);
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['comments', path] }),
        queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[2] === 'timeline' }),
      ]);
    },
    onError: (error) => void message.error(asProblem(error)?.message ?? parts.unexpected),
  });
  return (
    <Popconfirm
      title={t.removeAsk}
      okText={t.remove}
      cancelText={parts.cancel}
      onConfirm={() => {
        deleting.mutate();
      }}
    >
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined />}
        aria-label={t.remove}
        loading={deleting.isPending}
      />
    </Popconfirm>
  );
}
