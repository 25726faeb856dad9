package io.ripeline.record;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldRules.Rule;
import io.ripeline.definition.ObjectModel;
import io.ripeline.expression.Expression;
import io.ripeline.expression.Facts;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What an object's fields are for one record, which conditions may decide. A condition without a verdict does not
/// hold.
final class FieldStates {

    private final ObjectModel object;
    private final Supplier<Facts> facts;

    /// @param facts asked for only where some field has a condition
    FieldStates(ObjectModel object, Supplier<Facts> facts) {
        this.object = object;
        this.facts = facts;
    }

    /// The fields that need a value. What is hidden needs none, and what the platform makes nobody gives.
    Set<String> required() {
        Set<String> required = new LinkedHashSet<>();
        for (FieldModel field : object.all()) {
            if (field.required() && !field.madeByPlatform()) {
                required.add(field.key());
            }
        }
        required.addAll(holding(Rule::requiredWhen, true));
        required.removeAll(hidden());
        return required;
    }

    /// The fields that the form does not show.
    Set<String> hidden() {
        return holding(Rule::visibleWhen, false);
    }

    /// The fields that people may not change while the record is as it is.
    Set<String> readOnly() {
        return holding(Rule::readOnlyWhen, true);
    }

    /// The fields that people may not write: the read-only ones, and those whose values the platform makes.
    Set<String> closed() {
        Set<String> closed = readOnly();
        object.all().stream()
                .filter(FieldModel::madeByPlatform)
                .map(FieldModel::key)
                .forEach(closed::add);
        return closed;
    }

    private Set<String> holding(Function<Rule, @Nullable Expression> condition, boolean wanted) {
        Set<String> fields = new LinkedHashSet<>();
        if (object.rules().byField().isEmpty()) {
            return fields;
        }
        Facts known = facts.get();
        object.rules().byField().forEach((key, rule) -> {
            Expression found = condition.apply(rule);
            if (found != null && found.holds(known) == wanted) {
                fields.add(key);
            }
        });
        return fields;
    }
}
