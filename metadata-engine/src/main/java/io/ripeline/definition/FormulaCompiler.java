package io.ripeline.definition;

import io.ripeline.definition.Derivations.Formula;
import io.ripeline.definition.ObjectDefinition.FieldDefinition;
import io.ripeline.expression.ValueExpression;
import io.ripeline.refusal.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Compiles the formulas of one object and puts them into an order in which they can be computed.
final class FormulaCompiler {

    private static final String MALFORMED = "field-malformed";

    private final Problems problems;
    private final String pointer;
    private final ObjectModel object;
    private final Map<String, Formula> compiled = new LinkedHashMap<>();
    private final Map<String, String> pointers = new LinkedHashMap<>();
    private final Set<String> circular = new HashSet<>();
    private final List<Formula> ordered = new ArrayList<>();

    FormulaCompiler(Problems problems, String pointer, ObjectModel object) {
        this.problems = problems;
        this.pointer = pointer;
        this.object = object;
    }

    /// The formulas that can be computed, each behind those it reads.
    List<Formula> compile() {
        List<FieldDefinition> fields = object.definition().fields();
        for (int index = 0; index < fields.size(); index++) {
            FieldDefinition field = fields.get(index);
            String at = pointer + "/fields/" + index;
            if (field.type().equals(DerivedTypes.FORMULA)) {
                pointers.put(field.key(), at);
                formula(field, at);
            } else {
                none(field, at);
            }
        }
        compiled.keySet().forEach(key -> order(key, new ArrayList<>()));
        return ordered;
    }

    private void none(FieldDefinition field, String at) {
        if (field.formula() != null) {
            onlyOfAFormula(at + "/formula");
        }
        if (field.result() != null) {
            onlyOfAFormula(at + "/result");
        }
    }

    private void onlyOfAFormula(String at) {
        problems.error(
                at,
                MALFORMED,
                Text.of("Only a field of type formula has this.", "只有公式字段才有此项。"),
                Text.of("Leave it out.", "请去掉此项。"));
    }

    private void formula(FieldDefinition field, String at) {
        DerivedCompiler.checkBare(problems, at, field);
        if (field.rollup() != null) {
            RollUpCompiler.onlyOfARollUp(problems, at);
        }
        FieldModel model = object.fields().get(field.key());
        if (model == null || !model.definition().equals(field)) {
            Set<String> results = new TreeSet<>();
            DerivedTypes.RESULTS.forEach(type -> results.add(type.key()));
            problems.unknown(at + "/result", "value-unknown", String.valueOf(field.result()), results);
            return;
        }
        if (field.formula() == null || field.formula().isBlank()) {
            problems.error(
                    at + "/formula",
                    MALFORMED,
                    Text.of("The formula is missing.", "缺少公式。"),
                    Text.of("Write what it computes.", "请填写计算内容。"));
            return;
        }
        check(model, field.formula(), at + "/formula");
    }

    private void check(FieldModel field, String source, String at) {
        Conditions.value(source, object, field.type().kind(), at, problems).ifPresent(value -> {
            storable(value, at);
            compiled.put(field.key(), new Formula(field, value));
        });
    }

    private void storable(ValueExpression value, String at) {
        if (!value.needs().areOwn()) {
            problems.error(
                    at,
                    "formula-not-storable",
                    Text.of(
                            "The value would change though nobody writes the record: other records cannot be read here.",
                            "记录未被修改时该值也会变化：此处不能读取其他记录。"),
                    Text.of("Add a roll-up field for what the others say, and read that.", "请为其他记录的内容添加汇总字段，并读取该字段。"));
        }
        if (value.readsMoment()) {
            problems.error(
                    at,
                    "formula-not-storable",
                    Text.of(
                            "The value would change though nobody writes the record: now, today and me cannot be stored.",
                            "记录未被修改时该值也会变化：now、today、me 无法保存。"),
                    Text.of(
                            "Read dates of the record itself, or write the condition into a filter or criterion.",
                            "请使用记录自身的日期，或将条件写入筛选或推进条件。"));
        }
    }

    private void order(String key, List<String> path) {
        Formula formula = compiled.get(key);
        if (formula == null || ordered.contains(formula)) {
            return;
        }
        if (path.contains(key)) {
            circle(path.subList(path.indexOf(key), path.size()));
            return;
        }
        path.add(key);
        formula.value().fields().forEach(read -> order(read, path));
        path.removeLast();
        if (!circular.contains(key)) {
            ordered.add(formula);
        }
    }

    /// Says once of each circle that it is one.
    private void circle(List<String> path) {
        if (!circular.addAll(path)) {
            return;
        }
        String circle = String.join(" → ", path) + " → " + path.getFirst();
        problems.error(
                pointers.get(path.getFirst()) + "/formula",
                "formula-cycle",
                Text.of("The formula reads itself: %s.", "公式循环引用：%s。", circle),
                Text.of("Take one of these fields out of the formula that reads it.", "请从其中一个公式中去掉对上述字段的引用。"));
    }
}
