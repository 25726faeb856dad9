package io.ripeline.expression;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// What can be wrong with evaluating an expression that was checked.
public enum ExpressionError implements ErrorCode {
    EXPRESSION_TOO_SLOW(Kind.INVALID, "An expression takes too long", "表达式计算过久");

    private final Kind kind;
    private final Text title;

    ExpressionError(Kind kind, String en, String zh) {
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
