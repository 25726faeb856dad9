package io.ripeline.comment;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// What can be wrong with a comment.
enum CommentError implements ErrorCode {
    COMMENT_INVALID(Kind.INVALID, "Comment not understood", "评论无法识别"),
    COMMENT_NOT_FOUND(Kind.NOT_FOUND, "No such comment", "没有这条评论"),
    COMMENT_NOT_OWN(Kind.FORBIDDEN, "Somebody else’s comment", "他人的评论"),
    MENTION_UNSEEN(Kind.INVALID, "Mentioned somebody who cannot see it", "提到了无权查看的人"),
    DATE_INVALID(Kind.INVALID, "Invalid date", "日期无效");

    private final Kind kind;
    private final Text title;

    CommentError(Kind kind, String en, String zh) {
        this.kind = kind;
        this.title = new Text(en, zh);
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public Text title() {
        return title;
    }
}
