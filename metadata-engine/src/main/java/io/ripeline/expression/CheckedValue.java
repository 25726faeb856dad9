package io.ripeline.expression;

/// The outcome of checking a value: a [ValueExpression] to use, or a [Rejection] with everything that is wrong.
public sealed interface CheckedValue permits ValueExpression, Rejection {}
