package io.ripeline.transfer;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// Why records are not given to another member.
public enum TransferError implements ErrorCode {
    TRANSFER_NOT_FOUND(Kind.NOT_FOUND, "No such transfer", "没有该移交"),
    TRANSFER_INVALID(Kind.INVALID, "Transfer not understood", "移交请求无效"),
    TRANSFER_UNDONE(Kind.CONFLICT, "Already undone", "已撤销");

    private final Kind kind;
    private final Text title;

    TransferError(Kind kind, String en, String zh) {
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
