package io.ripeline.rest;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// What can be wrong with a call before it reaches a feature.
enum RestError implements ErrorCode {
    PARAMETER_INVALID(Kind.MALFORMED, "Parameter not understood", "参数无法识别"),
    PRECONDITION_REQUIRED(Kind.PRECONDITION_REQUIRED, "If-Match required", "缺少 If-Match"),
    ID_MALFORMED(Kind.NOT_FOUND, "No such record", "没有这条记录"),
    BATCH_TOO_LARGE(Kind.INVALID, "Too many operations", "操作过多"),
    BATCH_REFUSED(Kind.INVALID, "Batch refused", "批量操作被拒绝"),
    OPERATION_INVALID(Kind.INVALID, "Operation not understood", "操作无法识别"),
    UNKNOWN_FUNNEL(Kind.INVALID, "No such funnel", "没有这个漏斗"),
    JOB_NOT_FOUND(Kind.NOT_FOUND, "No such job", "没有这个任务");

    private final Kind kind;
    private final Text title;

    RestError(Kind kind, String en, String zh) {
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
