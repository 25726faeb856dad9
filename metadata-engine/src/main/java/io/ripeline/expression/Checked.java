package io.ripeline.expression;

/// The outcome of a check: an [Expression] to use, or a [Rejection] with everything that is wrong.
public sealed interface Checked permits Expression, Rejection {}
