package io.ripeline.limit;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// What is too much.
enum LimitError implements ErrorCode {
    RATE_LIMITED;

    @Override
    public Kind kind() {
        return Kind.TOO_MANY;
    }

    @Override
    public Text title() {
        return new Text("Too many requests", "请求过于频繁");
    }
}
