export { CommentForm } from './CommentForm';
export { CommentList } from './CommentList';
export { CommentText } from './CommentText';
export { DeleteComment } from './DeleteComment';
