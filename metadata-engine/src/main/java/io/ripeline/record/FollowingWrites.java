package io.ripeline.record;

import io.ripeline.definition.Automation;
import io.ripeline.definition.Automation.Action;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.expression.Needs;
import io.ripeline.expression.ValueExpression;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the automations of an object write after a new record, seen by those who make many records together.
record FollowingWrites(Model model, ObjectModel object, List<Automation> automations) {

    FollowingWrites {
        automations = List.copyOf(automations);
    }

    static FollowingWrites of(Model model, ObjectModel object) {
        return new FollowingWrites(model, object, model.automations(object.key()));
    }

    boolean none() {
        return automations.isEmpty();
    }

    /// What they read of the records.
    Needs needs() {
        return automations.stream().flatMap(FollowingWrites::needs).reduce(Needs.NONE, Needs::and);
    }

    private static Stream<Needs> needs(Automation automation) {
        Stream<Needs> values = automation.actions().stream()
                .map(FollowingWrites::values)
                .flatMap(each -> each.values().stream())
                .map(ValueExpression::needs);
        return automation.condition() == null
                ? values
                : Stream.concat(Stream.of(automation.condition().needs()), values);
    }

    private static Map<String, ValueExpression> values(Action action) {
        return switch (action) {
            case Action.SetValues set -> set.values();
            case Action.CreateRecord create -> create.values();
            case Action.PlanFollowUp _ -> Map.of();
        };
    }

    /// Whether they can wait until all records are there: they make no records of the same object, and give those there
    /// are no values that others are compared with.
    boolean mayWait() {
        Set<String> compared = object.duplicates().stream()
                .flatMap(rule -> rule.fields().stream())
                .map(FieldModel::key)
                .collect(Collectors.toSet());
        return automations.stream().flatMap(each -> each.actions().stream()).allMatch(action -> switch (action) {
            case Action.SetValues set -> set.values().keySet().stream().noneMatch(compared::contains);
            case Action.CreateRecord create ->
                !create.object().equals(object.key())
                        && model.automations(create.object()).isEmpty();
            case Action.PlanFollowUp _ -> true;
        });
    }
}
