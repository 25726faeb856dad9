package io.ripeline.definition;

import io.ripeline.definition.Derivations.Formula;
import io.ripeline.definition.Derivations.RollUp;
import io.ripeline.definition.ObjectDefinition.FieldDefinition;
import io.ripeline.refusal.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Compiles formulas and roll-ups, once every object has its fields.
final class DerivedCompiler {

    private final Definition definition;
    private final Problems problems;

    DerivedCompiler(Definition definition, Problems problems) {
        this.definition = definition;
        this.problems = problems;
    }

    /// The objects with what is computed for their records.
    Map<String, ObjectModel> attach(Map<String, ObjectModel> objects) {
        Map<String, List<Formula>> formulas = new LinkedHashMap<>();
        each(
                objects,
                (object, pointer) ->
                        formulas.put(object.key(), new FormulaCompiler(problems, pointer, object).compile()));
        Map<String, Set<String>> rolledUp = new LinkedHashMap<>();
        objects.forEach((key, object) -> rolledUp.put(key, rolledUp(object, formulas.getOrDefault(key, List.of()))));
        List<RollUp> rollUps = new ArrayList<>();
        RollUpCompiler compiler = new RollUpCompiler(definition, problems, objects, rolledUp);
        each(objects, (object, pointer) -> rollUps.addAll(compiler.compile(object, pointer)));
        Map<String, ObjectModel> attached = new LinkedHashMap<>();
        objects.forEach((key, object) -> attached.put(
                key,
                object.with(new Derivations(
                        formulas.getOrDefault(key, List.of()),
                        rollUps.stream()
                                .filter(each -> each.object().equals(key))
                                .toList(),
                        rollUps.stream().filter(each -> each.of().equals(key)).toList()))));
        return attached;
    }

    @FunctionalInterface
    private interface Visit {
        void object(ObjectModel object, String pointer);
    }

    private void each(Map<String, ObjectModel> objects, Visit visit) {
        for (int index = 0; index < definition.objects().size(); index++) {
            ObjectModel object = objects.get(definition.objects().get(index).key());
            if (object != null) {
                visit.object(object, "/objects/" + index);
            }
        }
    }

    /// The fields whose values follow from other records: roll-ups and the formulas that read them, even by others.
    private static Set<String> rolledUp(ObjectModel object, List<Formula> formulas) {
        Set<String> keys = new HashSet<>();
        for (FieldModel field : object.all()) {
            if (field.definition().type().equals(DerivedTypes.ROLL_UP)) {
                keys.add(field.key());
            }
        }
        for (Formula formula : formulas) {
            if (formula.value().fields().stream().anyMatch(keys::contains)) {
                keys.add(formula.field().key());
            }
        }
        return keys;
    }

    /// Checks what formulas and roll-ups have in common: nobody writes them, so nothing can be asked of what is
    /// written there.
    static void checkBare(Problems problems, String pointer, FieldDefinition field) {
        Map<String, Boolean> asked = new LinkedHashMap<>();
        asked.put("required", Boolean.TRUE.equals(field.required()));
        asked.put("requiredWhen", field.requiredWhen() != null);
        asked.put("readOnlyWhen", field.readOnlyWhen() != null);
        asked.put("unique", Boolean.TRUE.equals(field.unique()));
        asked.put("default", field.fallback() != null && !field.fallback().isNull());
        asked.put("min", field.min() != null);
        asked.put("max", field.max() != null);
        asked.put("maxLength", field.maxLength() != null);
        asked.put("pattern", field.pattern() != null);
        asked.forEach((member, given) -> {
            if (given) {
                problems.error(
                        pointer + "/" + member,
                        "field-malformed",
                        Text.of("A computed value cannot be asked to be so.", "计算得出的值不能有此要求。"),
                        Text.of("Leave \"%s\" out.", "请去掉“%s”。", member));
            }
        });
    }
}
