package io.ripeline.worklist;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// What can be wrong with working off the day's list.
enum WorklistError implements ErrorCode {
    PARAMETER_INVALID(Kind.INVALID, "Invalid parameter", "参数无效"),
    DATE_INVALID(Kind.INVALID, "Invalid date or time", "日期或时间无效"),
    REASON_MISSING(Kind.INVALID, "Reason missing", "缺少原因"),
    NEXT_OUT_OF_BOUNDS(Kind.INVALID, "Date outside the rhythm", "日期超出跟进节奏的范围"),
    NEXT_STEP_MISSING(Kind.INVALID, "Next step missing", "缺少下一步"),
    SNOOZED_TOO_OFTEN(Kind.CONFLICT, "Moved too often", "推迟次数过多"),
    SUBJECT_CLOSED(Kind.CONFLICT, "Won or lost already", "已成交或已丢单"),
    DAY_STILL_OPEN(Kind.CONFLICT, "The day is still open", "当日跟进未处理完"),
    ITEM_CLOSED(Kind.CONFLICT, "Item already closed", "该跟进已结束");

    private final Kind kind;
    private final Text title;

    WorklistError(Kind kind, String en, String zh) {
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
