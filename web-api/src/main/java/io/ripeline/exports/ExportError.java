package io.ripeline.exports;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// What can be wrong with what is asked of an export.
enum ExportError implements ErrorCode {
    ENCODING_INVALID(Kind.INVALID, "Not an encoding of exports", "不支持的导出编码"),
    EXPORTS_BUSY(Kind.TOO_MANY, "Too many exports at once", "导出任务过多");

    private final Kind kind;
    private final Text title;

    ExportError(Kind kind, String en, String zh) {
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
