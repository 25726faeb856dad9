package io.ripeline.pool;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// Why a record cannot be claimed or given back.
public enum PoolError implements ErrorCode {
    NOT_IN_POOL(Kind.INVALID, "Does not belong to the pool", "不属于该公海"),
    ALREADY_CLAIMED(Kind.CONFLICT, "Already claimed", "已被领取"),
    CLAIM_LIMIT_REACHED(Kind.CONFLICT, "Claim limit reached", "已达领取上限"),
    COOLING_OFF(Kind.CONFLICT, "Cooling off", "冷却期内");

    private final Kind kind;
    private final Text title;

    PoolError(Kind kind, String en, String zh) {
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
