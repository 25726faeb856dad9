package io.ripeline.definition;

import io.ripeline.expression.Expression;
import io.ripeline.expression.Needs;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which fields of an object are needed, shown or closed by a condition over the record.
///
/// @param byField the fields that have any such condition, by key in order
public record FieldRules(Map<String, Rule> byField) {

    /// No field has a condition.
    public static final FieldRules NONE = new FieldRules(Map.of());

    public FieldRules {
        byField = InOrder.of(byField);
    }

    /// What the conditions read together.
    public Needs needs() {
        return byField.values().stream()
                .flatMap(rule -> Stream.of(rule.requiredWhen(), rule.visibleWhen(), rule.readOnlyWhen()))
                .filter(Objects::nonNull)
                .map(Expression::needs)
                .reduce(Needs.NONE, Needs::and);
    }

    /// The conditions of one field.
    ///
    /// @param requiredWhen a value is needed where it holds
    /// @param visibleWhen shown only where it holds; always where absent
    /// @param readOnlyWhen closed to people where it holds for the record as it stands
    public record Rule(
            @Nullable Expression requiredWhen,
            @Nullable Expression visibleWhen,
            @Nullable Expression readOnlyWhen) {

        boolean isEmpty() {
            return requiredWhen == null && visibleWhen == null && readOnlyWhen == null;
        }
    }
}
