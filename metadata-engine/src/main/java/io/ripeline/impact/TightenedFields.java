package io.ripeline.impact;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldRules;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.SystemNames;
import io.ripeline.expression.Expression;
import io.ripeline.impact.Effect.Count;
import io.ripeline.impact.Effect.Kind;
import io.ripeline.impact.Weighing.Pair;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// Records whose values a field of the draft would not take: missing where one is required now, out of range, too
/// long, or of another form.
final class TightenedFields {

    private final Weighing weighing;
    private final List<Effect> effects = new ArrayList<>();

    TightenedFields(Weighing weighing) {
        this.weighing = weighing;
    }

    List<Effect> effects() {
        for (Pair object : weighing.objects()) {
            for (FieldModel field : object.next().all()) {
                if (field.required()
                        && !object.standing()
                                .field(field.key())
                                .map(FieldModel::required)
                                .orElse(false)) {
                    required(object, field);
                }
                requiredWhen(object, field);
                object.standing(field).ifPresent(old -> constraints(object, old, field));
            }
        }
        return effects;
    }

    private void required(Pair object, FieldModel field) {
        Optional<FieldModel> standing = object.standing().field(field.key());
        Condition lacking = standing.map(TightenedFields::lacking).orElse(DSL.trueCondition());
        String filter = standing.isPresent() ? "!has(" + field.key() + ")" : "has(" + SystemNames.ID + ")";
        Count count = weighing.count(object.standing(), DSL.trueCondition(), lacking);
        effects.add(new Effect(
                Kind.REQUIRED,
                object.next().key(),
                Weighing.names("field", field.key()),
                field.definition().label().text(),
                count,
                Weighing.listing(object.standing(), filter)));
    }

    private void requiredWhen(Pair object, FieldModel field) {
        Expression when = requiredWhen(object.next(), field.key());
        Expression before = requiredWhen(object.standing(), field.key());
        if (when == null
                || field.required()
                || before != null && before.source().equals(when.source())) {
            return;
        }
        Optional<FieldModel> standing = object.standing().field(field.key());
        Condition lacking = standing.map(TightenedFields::lacking).orElse(DSL.trueCondition());
        Count count = weighing.condition(object, when.source())
                .map(needed -> weighing.count(object.standing(), DSL.trueCondition(), needed.and(lacking)))
                .orElse(null);
        String needed = "holds(%s)".formatted(Weighing.part(when.source()));
        effects.add(new Effect(
                Kind.REQUIRED,
                object.next().key(),
                Weighing.names("field", field.key()),
                field.definition().label().text(),
                count,
                Weighing.listing(
                        object.standing(),
                        standing.isPresent() ? "!has(%s) && %s".formatted(field.key(), needed) : needed)));
    }

    private static @Nullable Expression requiredWhen(ObjectModel object, String field) {
        FieldRules.Rule rule = object.rules().byField().get(field);
        return rule == null ? null : rule.requiredWhen();
    }

    private static Condition lacking(FieldModel field) {
        Condition absent = field.column().isNull();
        return field.type().isText() ? absent.or(DSL.condition("{0} !~ '\\S'", field.column())) : absent;
    }

    private void constraints(Pair object, FieldModel old, FieldModel field) {
        BigDecimal min = field.definition().min();
        BigDecimal max = field.definition().max();
        if (min != null && rises(old.definition().min(), min)) {
            bound(object, old, field, "min", number(old).lt(min), " < " + min.toPlainString());
        }
        if (max != null && falls(old.definition().max(), max)) {
            bound(object, old, field, "max", number(old).gt(max), " > " + max.toPlainString());
        }
        Integer longest = field.definition().maxLength();
        if (longest != null && falls(decimal(old.definition().maxLength()), BigDecimal.valueOf(longest))) {
            Condition longer = DSL.length(old.column().cast(SQLDataType.CLOB)).gt(longest);
            constraint(object, field, "max_length", count(object, old, longer), "size(%s) > %d", field.key(), longest);
        }
        Pattern pattern = field.pattern();
        if (pattern != null
                && !Objects.equals(
                        old.definition().pattern(), field.definition().pattern())) {
            scanned(object, field, "pattern", scan(object).ofAnotherForm(old, pattern));
        }
    }

    private static boolean rises(@Nullable BigDecimal from, BigDecimal to) {
        return from == null || from.compareTo(to) < 0;
    }

    private static boolean falls(@Nullable BigDecimal from, BigDecimal to) {
        return from == null || from.compareTo(to) > 0;
    }

    private static @Nullable BigDecimal decimal(@Nullable Integer number) {
        return number == null ? null : BigDecimal.valueOf(number);
    }

    private static Field<BigDecimal> number(FieldModel field) {
        return DSL.field(field.column().getQualifiedName(), SQLDataType.NUMERIC);
    }

    private void bound(
            Pair object, FieldModel old, FieldModel field, String constraint, Condition outside, String relation) {
        constraint(object, field, constraint, count(object, old, outside), "%s%s", field.key(), relation);
    }

    private @Nullable Count count(Pair object, FieldModel old, Condition failing) {
        return weighing.count(object.standing(), old.column().isNotNull(), failing);
    }

    private Scan scan(Pair object) {
        return new Scan(weighing, object.standing());
    }

    @SuppressWarnings("AnnotateFormatMethod") // the format is one of a few above
    private void constraint(
            Pair object,
            FieldModel field,
            String constraint,
            @Nullable Count count,
            String filter,
            Object... arguments) {
        add(
                object.standing(),
                field,
                constraint,
                count,
                Weighing.listing(object.standing(), filter.formatted(arguments)));
    }

    private void scanned(Pair object, FieldModel field, String constraint, Optional<Scan.Found> found) {
        add(
                object.standing(),
                field,
                constraint,
                found.map(Scan.Found::count).orElse(null),
                found.map(each -> each.listing(object.standing())).orElse(null));
    }

    private void add(
            ObjectModel object, FieldModel field, String constraint, @Nullable Count count, @Nullable String filter) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("field", field.key());
        names.put("constraint", constraint);
        effects.add(new Effect(
                Kind.CONSTRAINT, object.key(), names, field.definition().label().text(), count, filter));
    }
}
