package io.ripeline.definition;

import io.ripeline.definition.FieldRules.Rule;
import io.ripeline.definition.ObjectDefinition.FieldDefinition;
import io.ripeline.expression.Expression;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Compiles the conditions of fields, when the names that they may use are known.
final class FieldRuleCompiler {

    private final Problems problems;

    FieldRuleCompiler(Problems problems) {
        this.problems = problems;
    }

    /// The objects with the conditions of their fields, in the same order as those of the document.
    Map<String, ObjectModel> attach(Definition definition, Map<String, ObjectModel> objects) {
        Map<String, ObjectModel> attached = new LinkedHashMap<>(objects);
        for (int index = 0; index < definition.objects().size(); index++) {
            ObjectDefinition object = definition.objects().get(index);
            ObjectModel model = objects.get(object.key());
            if (model != null) {
                attached.put(object.key(), model.with(rules(model, object, "/objects/" + index + "/fields")));
            }
        }
        return attached;
    }

    private FieldRules rules(ObjectModel model, ObjectDefinition object, String pointer) {
        Map<String, Rule> rules = new LinkedHashMap<>();
        for (int index = 0; index < object.fields().size(); index++) {
            FieldDefinition field = object.fields().get(index);
            String at = pointer + "/" + index;
            Rule rule = new Rule(
                    condition(model, field.requiredWhen(), at + "/requiredWhen"),
                    condition(model, field.visibleWhen(), at + "/visibleWhen"),
                    condition(model, field.readOnlyWhen(), at + "/readOnlyWhen"));
            if (!rule.isEmpty()) {
                rules.put(field.key(), rule);
            }
        }
        return new FieldRules(rules);
    }

    private @Nullable Expression condition(ObjectModel model, @Nullable String source, String pointer) {
        return source == null
                ? null
                : Conditions.check(source, model.names(), pointer, problems).orElse(null);
    }
}
