package io.ripeline.idempotency;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// What can be wrong with an `Idempotency-Key`.
enum IdempotencyError implements ErrorCode {
    IDEMPOTENCY_KEY_INVALID(Kind.MALFORMED, "Invalid Idempotency-Key", "Idempotency-Key 无效"),
    IDEMPOTENCY_KEY_REUSED(Kind.INVALID, "The key belongs to another request", "该键已用于其他请求");

    private final Kind kind;
    private final Text title;

    IdempotencyError(Kind kind, String en, String zh) {
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
