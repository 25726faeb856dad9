package io.ripeline.team;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// What can be wrong with what is asked about people's days.
enum TeamError implements ErrorCode {
    DATE_INVALID(Kind.INVALID, "Invalid date", "日期无效");

    private final Kind kind;
    private final Text title;

    TeamError(Kind kind, String en, String zh) {
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
