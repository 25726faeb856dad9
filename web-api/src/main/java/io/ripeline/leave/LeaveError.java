package io.ripeline.leave;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// What can be wrong with a leave.
enum LeaveError implements ErrorCode {
    LEAVE_NOT_FOUND(Kind.NOT_FOUND, "No such leave", "没有该请假"),
    LEAVE_INVALID(Kind.INVALID, "Invalid leave", "请假无效"),
    LEAVE_OVERLAPS(Kind.CONFLICT, "Another leave then", "该时段已有请假");

    private final Kind kind;
    private final Text title;

    LeaveError(Kind kind, String en, String zh) {
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
