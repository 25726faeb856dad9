package io.ripeline.definition;

import io.ripeline.definition.Definition.CadenceDefinition;
import io.ripeline.definition.Definition.StepDefinition;
import io.ripeline.expression.Expression;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A rhythm that runs.
///
/// @param when to which records it applies; to all where absent
public record Cadence(
        CadenceDefinition definition, @Nullable Expression when) {

    /// The rhythm's key.
    public String key() {
        return definition.key();
    }

    /// The step with this number, from 0; past the end the last one comes again where the rhythm repeats.
    public Optional<StepDefinition> step(int number) {
        int last = definition.steps().size() - 1;
        if (number <= last) {
            return Optional.of(definition.steps().get(number));
        }
        return Boolean.TRUE.equals(definition.repeat())
                ? Optional.of(definition.steps().get(last))
                : Optional.empty();
    }
}
