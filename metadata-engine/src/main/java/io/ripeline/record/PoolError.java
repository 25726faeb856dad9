package io.ripeline.record;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;

/// Why a record cannot be claimed or given back.
public enum PoolError implements ErrorCode {
    POOL_NOT_FOUND(Kind.NOT_FOUND, "No such pool", "没有这个公海"),
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

    static Refused unknown(String key) {
        return POOL_NOT_FOUND.because(Text.of("There is no pool \"%s\" that is open to you.", "没有对您开放的公海“%s”。", key));
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
