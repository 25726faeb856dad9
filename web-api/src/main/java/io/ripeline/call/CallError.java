package io.ripeline.call;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// What can be wrong with a reported call.
enum CallError implements ErrorCode {
    CALL_INVALID(Kind.INVALID, "Invalid call", "通话信息无效"),
    CALL_TOO_LONG(Kind.INVALID, "Call longer than a day", "通话超过一天"),
    CALL_ENDS_BEFORE_BEGINNING(Kind.INVALID, "Call ends before it began", "通话结束早于开始"),
    CALL_IN_FUTURE(Kind.INVALID, "Call in the future", "通话时间在将来"),
    CALL_MEMBER_UNKNOWN(Kind.INVALID, "Unknown member", "未知成员"),
    TOO_MANY_CALLS(Kind.INVALID, "Too many calls at once", "一次提交的通话过多"),
    REASON_MISSING(Kind.INVALID, "Reason missing", "缺少原因"),
    CALL_CONFLICT(Kind.CONFLICT, "Another call of this id", "该编号已有其他通话"),
    CALL_NOT_FOUND(Kind.NOT_FOUND, "Call not found", "未找到通话");

    private final Kind kind;
    private final Text title;

    CallError(Kind kind, String en, String zh) {
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
