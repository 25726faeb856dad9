import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { commentsQuery } from '~/api';
import { formatInstant, useLocale, useMessages } from '~/i18n';
import { LoadFailed } from '~/parts';
import { CommentForm } from './CommentForm';
import './comments.css';
import { CommentText } from './CommentText';
import { DeleteComment } from './DeleteComment';
import { commentMessages } from './messages';

/** What was said there, the oldest first, and a place to answer. */
export function CommentList({ path }: { path: string }) {
  const t = useMessages(commentMessages);
  const locale = useLocale();
  const comments = useQuery(commentsQuery(path));
  return (
    <section className="comments" aria-label={t.title}>
      {comments.isError && <LoadFailed error={comments.error} retry={() => void comments.refetch()} />}
      {comments.isPending && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {comments.data?.length === 0 && <p className="comments-none">{t.none}</p>}
      {comments.data && comments.data.length > 0 && (
        <ol>
          {comments.data.map((comment) => (
            <li key={comment.id}>
              <div className="comment-head">
                <strong>{comment.by.name}</strong>
                <time dateTime={comment.at}>{formatInstant(locale, comment.at)}</time>
                {comment.own && <DeleteComment path={path} id={comment.id} />}
              </div>
              <CommentText text={comment.text} mentions={comment.mentions} />
            </li>
          ))}
        </ol>
      )}
      <CommentForm path={path} />
    </section>
  );
}
