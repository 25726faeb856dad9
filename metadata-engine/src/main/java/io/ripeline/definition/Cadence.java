package io.ripeline.definition;

import io.ripeline.definition.Definition.CadenceDefinition;
import io.ripeline.definition.Definition.StepDefinition;
import io.ripeline.expression.Expression;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A rhythm that runs.
///
/// @param when to which records it applies; to all where absent
/// @param spared which records are left alone although it applies; none where absent
/// @param anchor the day of each year on which it begins; absent where it goes from contact to contact
/// @param until the activity that ends it; none does where absent
/// @param calendar in which its working days are counted
public record Cadence(
        CadenceDefinition definition,
        @Nullable Expression when,
        @Nullable Expression spared,
        @Nullable Anchor anchor,
        @Nullable Expression until,
        WorkingCalendar calendar) {

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

    /// Whether the next touch is counted from the day the last one was planned for, not from the day it was done.
    public boolean fromPlanned() {
        return "planned".equals(definition.from());
    }

    /// Every condition over a record that says whether it is seen in this rhythm.
    public List<Expression> conditions() {
        return Stream.of(when, spared).filter(Objects::nonNull).toList();
    }
}
