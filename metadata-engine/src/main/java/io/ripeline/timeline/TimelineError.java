package io.ripeline.timeline;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// What can be wrong with what is asked of a timeline.
public enum TimelineError implements ErrorCode {
    CURSOR_INVALID("Cursor not understood", "分页游标无效"),
    KIND_UNKNOWN("No such kind of event", "没有这种事件"),
    LIMIT_INVALID("Limit out of range", "每页条数超出范围");

    private final Text title;

    TimelineError(String en, String zh) {
        this.title = new Text(en, zh);
    }

    @Override
    public Kind kind() {
        return Kind.INVALID;
    }

    @Override
    public Text title() {
        return title;
    }
}
