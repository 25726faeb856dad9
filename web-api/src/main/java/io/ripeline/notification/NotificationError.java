package io.ripeline.notification;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// What can be wrong with what is asked of notifications.
enum NotificationError implements ErrorCode {
    CURSOR_INVALID(Kind.INVALID, "Cursor not understood", "分页游标无效"),
    LIMIT_INVALID(Kind.INVALID, "Limit out of range", "每页条数超出范围"),
    NOTIFICATION_NOT_FOUND(Kind.NOT_FOUND, "No such notification", "没有这条通知"),
    READ_INVALID(Kind.INVALID, "Not said what was read", "未说明已读内容"),
    NOTICE_KIND_UNKNOWN(Kind.INVALID, "No such kind of notification", "没有这种通知"),
    TIME_INVALID(Kind.INVALID, "Time not understood", "时间无法识别");

    private final Kind kind;
    private final Text title;

    NotificationError(Kind kind, String en, String zh) {
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
