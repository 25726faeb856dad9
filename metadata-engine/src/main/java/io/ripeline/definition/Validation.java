package io.ripeline.definition;

import io.ripeline.expression.Expression;

/// A rule that every write of an object's records keeps.
///
/// @param blocks whether a write that breaks it is refused; otherwise it is only warned of
/// @param fault where this is true of a record, the rule is broken
public record Validation(ValidationDefinition definition, boolean blocks, Expression fault) {

    /// The rule's key.
    public String key() {
        return definition.key();
    }

    /// What people read; the message where the rule has no name of its own.
    public Label label() {
        return definition.label() == null ? definition.message() : definition.label();
    }

    /// What to do about it.
    public Label message() {
        return definition.message();
    }
}
