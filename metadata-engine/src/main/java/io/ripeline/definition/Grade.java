package io.ripeline.definition;

import io.ripeline.definition.Definition.GradeDefinition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A grade with what a record must meet to be of it.
public record Grade(GradeDefinition definition, List<Criterion> criteria) {

    public Grade {
        criteria = List.copyOf(criteria);
    }

    /// The grade's key.
    public String key() {
        return definition.key();
    }

    /// How ripe, in percent, where the company says.
    public @Nullable Integer ripeness() {
        return definition.ripeness();
    }

    /// Key of the rhythm in which records of this grade are seen.
    public Optional<String> cadence() {
        return Optional.ofNullable(definition.cadence());
    }
}
