package io.ripeline.definition;

import io.ripeline.expression.Expression;
import io.ripeline.expression.Needs;
import java.util.List;

/// A condition that runs.
///
/// @param blocks whether it refuses where it is not met; otherwise it only warns
public record Criterion(String key, Label label, Label message, boolean blocks, Expression condition) {

    /// What several of them read together.
    public static Needs needs(List<Criterion> criteria) {
        return criteria.stream().map(criterion -> criterion.condition().needs()).reduce(Needs.NONE, Needs::and);
    }
}
