import { Fragment } from 'react';
import type { Reference } from '~/api';
import './comments.css';

/** The words of a comment, those named in it marked. */
export function CommentText({ text, mentions }: { text: string; mentions: readonly Reference[] }) {
  const names = mentions
    .map(({ name }) => `@${name}`)
    .sort((one, other) => other.length - one.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pieces = names.length > 0 ? text.split(new RegExp(`(${names.join('|')})`)) : [text];
  return (
    <p className="comment-text">
      {pieces.map((piece, at) =>
        at % 2 === 1 ? (
          <strong key={at} className="comment-mention">
            {piece}
          </strong>
        ) : (
          <Fragment key={at}>{piece}</Fragment>
        ),
      )}
    </p>
  );
}
