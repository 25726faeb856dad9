package io.ripeline.definition;

import io.ripeline.expression.Expression;
import org.jspecify.annotations.Nullable;

/// An assignment that runs.
///
/// @param when to which new records it applies; to all where absent
public record Assignment(
        AssignmentDefinition definition,
        Method method,
        @Nullable Expression when) {

    /// How records are shared out.
    public enum Method {
        ROUND_ROBIN,
        LOAD,
        FIXED
    }

    /// The assignment's key.
    public String key() {
        return definition.key();
    }

    /// Key of the object whose records it shares out.
    public String object() {
        return definition.object();
    }
}
