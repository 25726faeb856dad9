package io.ripeline.definition;

import io.ripeline.definition.ObjectDefinition.FieldDefinition;
import io.ripeline.definition.ObjectDefinition.OptionDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the document lets a select or multi-select field take.
final class Choices {

    private Choices() {}

    /// The choices of a field, by key in order: those of its object's process, else its own options.
    static Map<String, Choice> of(Definition definition, ObjectDefinition object, FieldDefinition field) {
        return fromProcess(definition, object, field.key()).orElseGet(() -> ofOptions(field));
    }

    private static Map<String, Choice> ofOptions(FieldDefinition field) {
        List<OptionDefinition> options = field.options() == null ? List.of() : field.options();
        Map<String, Choice> choices = new LinkedHashMap<>();
        options.forEach(option -> choices.put(option.key(), new Choice(option.key(), option.label(), option.color())));
        return choices;
    }

    /// The choices of a field that are stages of the object's funnels, its grades or its funnels themselves.
    static Optional<Map<String, Choice>> fromProcess(Definition definition, ObjectDefinition object, String field) {
        List<FunnelDefinition> funnels = definition.funnels().stream()
                .filter(funnel -> funnel.object().equals(object.key()))
                .toList();
        if (field.equals(object.funnelBy())) {
            return Optional.of(byKey(funnels.stream()
                    .map(funnel -> new Choice(funnel.key(), funnel.label(), null))
                    .toList()));
        }
        if (funnels.stream().anyMatch(funnel -> funnel.field().equals(field))) {
            return Optional.of(byKey(funnels.stream()
                    .flatMap(funnel -> funnel.stages().stream())
                    .map(stage -> new Choice(stage.key(), stage.label(), null))
                    .toList()));
        }
        return definition.gradeScales().stream()
                .filter(scale ->
                        scale.object().equals(object.key()) && scale.field().equals(field))
                .findFirst()
                .map(scale -> byKey(scale.grades().stream()
                        .map(grade -> new Choice(grade.key(), grade.label(), grade.color()))
                        .toList()));
    }

    private static Map<String, Choice> byKey(List<Choice> choices) {
        Map<String, Choice> map = new LinkedHashMap<>();
        choices.forEach(choice -> map.putIfAbsent(choice.key(), choice));
        return map;
    }
}
