package io.ripeline.sheet;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// What can be wrong with what is asked of sheets.
enum SheetError implements ErrorCode {
    SHEET_NOT_FOUND(Kind.NOT_FOUND, "No such sheet", "没有这种表"),
    FORMAT_INVALID(Kind.INVALID, "Format not known", "未知格式");

    private final Kind kind;
    private final Text title;

    SheetError(Kind kind, String en, String zh) {
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
