package io.ripeline.definition;

import io.ripeline.definition.Derivations.RollUp;
import io.ripeline.definition.ObjectDefinition.FieldDefinition;
import io.ripeline.definition.ObjectDefinition.RollUpDefinition;
import io.ripeline.expression.Expression;
import io.ripeline.refusal.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Compiles roll-ups: from which records, of which values, under which condition.
final class RollUpCompiler {

    private static final String MALFORMED = "field-malformed";

    private final Definition definition;
    private final Problems problems;
    private final Map<String, ObjectModel> objects;
    private final Map<String, Set<String>> rolledUp;

    /// @param rolledUp the fields of each object whose values follow from other records
    RollUpCompiler(
            Definition definition,
            Problems problems,
            Map<String, ObjectModel> objects,
            Map<String, Set<String>> rolledUp) {
        this.definition = definition;
        this.problems = problems;
        this.objects = objects;
        this.rolledUp = rolledUp;
    }

    /// The roll-ups of an object that can be computed.
    List<RollUp> compile(ObjectModel object, String pointer) {
        List<RollUp> compiled = new ArrayList<>();
        List<FieldDefinition> fields = object.definition().fields();
        for (int index = 0; index < fields.size(); index++) {
            FieldDefinition field = fields.get(index);
            String at = pointer + "/fields/" + index;
            if (field.type().equals(DerivedTypes.ROLL_UP)) {
                DerivedCompiler.checkBare(problems, at, field);
                rollUp(object, field, at).ifPresent(compiled::add);
            } else if (field.rollup() != null && !DerivedTypes.isDerived(field)) {
                onlyOfARollUp(problems, at);
            }
        }
        return compiled;
    }

    static void onlyOfARollUp(Problems problems, String at) {
        problems.error(
                at + "/rollup",
                MALFORMED,
                Text.of("Only a field of type rollup has this.", "只有汇总字段才有此项。"),
                Text.of("Leave it out.", "请去掉此项。"));
    }

    private Optional<RollUp> rollUp(ObjectModel object, FieldDefinition field, String at) {
        RollUpDefinition rollUp = field.rollup();
        if (rollUp == null) {
            problems.error(
                    at + "/rollup",
                    MALFORMED,
                    Text.of("The roll-up does not say what it computes.", "汇总字段没有说明如何计算。"),
                    Text.of("Give \"of\" and \"function\".", "请填写 of 和 function。"));
            return Optional.empty();
        }
        List<Reverse> lists = Reverse.of(definition, object.key());
        Optional<Reverse> list =
                lists.stream().filter(each -> each.key().equals(rollUp.of())).findFirst();
        if (list.isEmpty()) {
            problems.unknown(
                    at + "/rollup/of",
                    "unknown-list",
                    rollUp.of(),
                    lists.stream().map(Reverse::key).collect(Collectors.toCollection(TreeSet::new)));
        }
        Optional<RollUpFunction> function = function(rollUp, at);
        if (list.isEmpty() || function.isEmpty()) {
            return Optional.empty();
        }
        return new OfList(object, field, at, list.get(), function.get()).compile(rollUp);
    }

    private Optional<RollUpFunction> function(RollUpDefinition rollUp, String at) {
        Optional<RollUpFunction> function = RollUpFunction.byKey(rollUp.function());
        if (function.isEmpty()) {
            problems.unknown(
                    at + "/rollup/function",
                    "value-unknown",
                    rollUp.function(),
                    Arrays.stream(RollUpFunction.values())
                            .map(RollUpFunction::key)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        return function;
    }

    /// One roll-up whose list and function are known.
    private final class OfList {

        private final ObjectModel object;
        private final FieldDefinition field;
        private final String at;
        private final Reverse list;
        private final RollUpFunction function;
        private final ObjectModel of;
        private final Set<String> across;

        OfList(ObjectModel object, FieldDefinition field, String at, Reverse list, RollUpFunction function) {
            this.object = object;
            this.field = field;
            this.at = at;
            this.list = list;
            this.function = function;
            this.of = Objects.requireNonNull(objects.get(list.object().key()));
            this.across = rolledUp.getOrDefault(of.key(), Set.of());
        }

        Optional<RollUp> compile(RollUpDefinition rollUp) {
            boolean fits = fieldFits(rollUp.field());
            Optional<Expression> where = rollUp.where() == null ? Optional.empty() : where(rollUp.where());
            FieldModel model = object.fields().get(field.key());
            if (!fits
                    || model == null
                    || !model.definition().equals(field)
                    || rollUp.where() != null && where.isEmpty()) {
                return Optional.empty();
            }
            FieldDefinition lookup = list.lookup();
            return Optional.of(new RollUp(
                    object.key(),
                    model,
                    function,
                    of.key(),
                    lookup == null ? null : of.fields().get(lookup.key()),
                    rollUp.field() == null ? null : of.fields().get(rollUp.field()),
                    where.orElse(null)));
        }

        private boolean fieldFits(@Nullable String measured) {
            if (function == RollUpFunction.COUNT) {
                if (measured != null) {
                    wrong("field", Text.of("A count has no field.", "计数不需要字段。"), Text.of("Leave it out.", "请去掉此项。"));
                }
                return measured == null;
            }
            if (measured != null && across.contains(measured)) {
                return isRolledUp("field", measured);
            }
            FieldModel known = measured == null ? null : of.fields().get(measured);
            if (known == null || !function.takes(known.type())) {
                problems.unknown(
                        at + "/rollup/field",
                        "unknown-field",
                        String.valueOf(measured),
                        of.all().stream()
                                .filter(each -> function.takes(each.type()))
                                .map(FieldModel::key)
                                .filter(key -> !across.contains(key))
                                .collect(Collectors.toCollection(TreeSet::new)));
                return false;
            }
            return true;
        }

        private Optional<Expression> where(String source) {
            Optional<Expression> checked = Conditions.filter(source, of, at + "/rollup/where", problems);
            Optional<String> circle = checked.flatMap(condition ->
                    condition.fields().stream().filter(across::contains).findFirst());
            if (circle.isPresent()) {
                isRolledUp("where", circle.get());
                return Optional.empty();
            }
            if (checked.filter(condition -> !condition.needs().areOwn()).isPresent()) {
                wrong(
                        "where",
                        "formula-not-storable",
                        Text.of(
                                "The value would change though nobody writes a record: only the record's own fields are read"
                                        + " here.",
                                "记录未被修改时该值也会变化：此处只能读取记录自身的字段。"),
                        Text.of("Read fields of the listed record itself.", "请使用列表中记录自身的字段。"));
                return Optional.empty();
            }
            if (checked.filter(Expression::readsMoment).isPresent()) {
                wrong(
                        "where",
                        "formula-not-storable",
                        Text.of(
                                "The value would change though nobody writes a record: now, today and me cannot be stored.",
                                "记录未被修改时该值也会变化：now、today、me 无法保存。"),
                        Text.of("Compare with fields or fixed dates.", "请与字段或固定日期比较。"));
                return Optional.empty();
            }
            return checked;
        }

        private boolean isRolledUp(String member, String key) {
            wrong(
                    member,
                    "rollup-of-rollup",
                    Text.of(
                            "\"%s\" of %s is rolled up itself, or computed from a roll-up.",
                            "“%s”（%s）本身是汇总值或由汇总值计算得出。", key, of.key()),
                    Text.of("Roll up values that people write.", "请汇总人工填写的值。"));
            return false;
        }

        private void wrong(String member, Text message, Text remedy) {
            wrong(member, MALFORMED, message, remedy);
        }

        private void wrong(String member, String code, Text message, Text remedy) {
            problems.error(at + "/rollup/" + member, code, message, remedy);
        }
    }
}
