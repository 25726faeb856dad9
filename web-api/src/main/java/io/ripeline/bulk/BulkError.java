package io.ripeline.bulk;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// Why work on many records is not begun or not taken back.
enum BulkError implements ErrorCode {
    BULK_INVALID(Kind.INVALID, "Change of many not understood", "批量修改请求无效"),
    BULK_NOT_FOUND(Kind.NOT_FOUND, "No such change of many", "没有该批量修改"),
    BULK_UNDONE(Kind.CONFLICT, "Already undone", "已撤销"),
    TRANSFER_INVALID(Kind.INVALID, "Transfer not understood", "移交请求无效"),
    TRANSFER_NOT_FOUND(Kind.NOT_FOUND, "No such transfer", "没有该移交"),
    TRANSFER_UNDONE(Kind.CONFLICT, "Already undone", "已撤销");

    private final Kind kind;
    private final Text title;

    BulkError(Kind kind, String en, String zh) {
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
