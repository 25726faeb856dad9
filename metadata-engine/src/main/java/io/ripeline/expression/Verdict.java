package io.ripeline.expression;

/// What an expression says about a record.
public enum Verdict {
    /// The record meets it.
    TRUE,
    /// The record does not meet it.
    FALSE,
    /// It cannot say, because a value it needs is absent or cannot be computed; counts as not met.
    NONE
}
