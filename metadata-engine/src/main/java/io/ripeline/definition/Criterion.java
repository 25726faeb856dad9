package io.ripeline.definition;

import io.ripeline.expression.Expression;

/// A condition that runs.
///
/// @param blocks whether it refuses where it is not met; otherwise it only warns
public record Criterion(String key, Label label, Label message, boolean blocks, Expression condition) {}
