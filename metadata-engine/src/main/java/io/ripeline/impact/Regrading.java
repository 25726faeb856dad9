package io.ripeline.impact;

import io.ripeline.definition.Criterion;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Grade;
import io.ripeline.definition.GradeScale;
import io.ripeline.impact.Effect.Count;
import io.ripeline.impact.Effect.Kind;
import io.ripeline.impact.Weighing.Pair;
import io.ripeline.refusal.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.CaseConditionStep;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// Records that would be suggested another grade, where a draft changes what grades ask for. Where nothing was
/// asked so far, the grade a record has stands for the one suggested.
final class Regrading {

    private static final String NONE = "";

    /// From one suggestion to another; the empty text for none.
    private record Change(String from, String to) {}

    /// One side of the comparison.
    ///
    /// @param suggestion the grade of each record in SQL
    /// @param filters CEL that is true of the records of each grade
    private record Side(Field<String> suggestion, Map<String, String> filters) {}

    private final Weighing weighing;

    Regrading(Weighing weighing) {
        this.weighing = weighing;
    }

    List<Effect> effects() {
        List<Effect> effects = new ArrayList<>();
        for (Pair object : weighing.objects()) {
            GradeScale next = object.next().gradeScale();
            if (next != null
                    && asks(next)
                    && !asked(object.standing().gradeScale()).equals(asked(next))) {
                effects.addAll(effects(object, next));
            }
        }
        return effects;
    }

    private static boolean asks(GradeScale scale) {
        return scale.grades().values().stream()
                .anyMatch(grade -> !grade.criteria().isEmpty());
    }

    /// What the suggestion follows from, the ripest grade first.
    private static List<String> asked(@Nullable GradeScale scale) {
        return scale == null
                ? List.of()
                : scale.byRipeness().stream()
                        .map(grade -> grade.key() + sources(grade))
                        .toList();
    }

    private static List<String> sources(Grade grade) {
        return grade.criteria().stream()
                .map(Criterion::condition)
                .map(condition -> condition.source())
                .toList();
    }

    private List<Effect> effects(Pair object, GradeScale next) {
        Optional<Side> was = standing(object);
        Optional<Side> is = side(object, next);
        if (was.isEmpty() || is.isEmpty()) {
            return List.of(uncounted(object, next));
        }
        return weighing.counting()
                .within(() -> changes(object, was.get(), is.get()))
                .map(changes -> effects(object, next, was.get(), is.get(), changes))
                .orElseGet(() -> List.of(uncounted(object, next)));
    }

    private static Effect uncounted(Pair object, GradeScale next) {
        Text label = object.next()
                .field(next.field())
                .orElseThrow()
                .definition()
                .label()
                .text();
        return new Effect(Kind.GRADE, object.next().key(), Weighing.names("field", next.field()), label, null, null);
    }

    private Optional<Side> standing(Pair object) {
        GradeScale scale = object.standing().gradeScale();
        if (scale == null) {
            return Optional.of(new Side(DSL.inline(NONE), Map.of()));
        }
        if (asks(scale)) {
            return side(object, scale);
        }
        FieldModel field = object.standing().field(scale.field()).orElseThrow();
        Map<String, String> filters = new LinkedHashMap<>();
        scale.grades().keySet().forEach(key -> filters.put(key, "%s == \"%s\"".formatted(field.key(), key)));
        filters.put(NONE, "!has(%s)".formatted(field.key()));
        Field<String> grade = DSL.field(field.column().getQualifiedName(), SQLDataType.CLOB);
        return Optional.of(new Side(DSL.coalesce(grade, DSL.inline(NONE)), filters));
    }

    private Optional<Side> side(Pair object, GradeScale scale) {
        Map<String, Condition> met = new LinkedHashMap<>();
        Map<String, String> filters = new LinkedHashMap<>();
        StringBuilder riper = new StringBuilder();
        for (Grade grade : scale.byRipeness()) {
            if (!grade.criteria().isEmpty()) {
                Optional<Condition> all = all(object, grade);
                if (all.isEmpty()) {
                    return Optional.empty();
                }
                String source = sources(grade).stream()
                        .map(each -> "(" + Weighing.part(each) + ")")
                        .collect(Collectors.joining(" && "));
                met.put(grade.key(), all.get());
                filters.put(grade.key(), source + riper);
                riper.append(" && !holds(").append(source).append(')');
            }
        }
        filters.put(NONE, riper.isEmpty() ? "true" : riper.substring(" && ".length()));
        return Optional.of(new Side(first(met), filters));
    }

    private Optional<Condition> all(Pair object, Grade grade) {
        List<Condition> conditions = new ArrayList<>();
        for (String source : sources(grade)) {
            Optional<Condition> condition = weighing.condition(object, source);
            if (condition.isEmpty()) {
                return Optional.empty();
            }
            conditions.add(condition.get());
        }
        return Optional.of(DSL.and(conditions));
    }

    /// The first grade whose condition is met.
    private static Field<String> first(Map<String, Condition> met) {
        CaseConditionStep<String> cases = DSL.when(DSL.falseCondition(), NONE);
        for (Map.Entry<String, Condition> grade : met.entrySet()) {
            cases = cases.when(grade.getValue(), grade.getKey());
        }
        return cases.otherwise(NONE);
    }

    private Map<Change, Long> changes(Pair object, Side was, Side is) {
        Field<String> from = was.suggestion().as("was");
        Field<String> to = is.suggestion().as("is");
        var suggested = DSL.select(from, to)
                .from(object.standing().table())
                .where(object.standing().columns().deletedAt().isNull())
                .asTable("suggested");
        Map<Change, Long> changes = new LinkedHashMap<>();
        weighing.session()
                .transaction()
                .sql()
                .select(suggested.field(from), suggested.field(to), DSL.count())
                .from(suggested)
                .groupBy(suggested.field(from), suggested.field(to))
                .orderBy(DSL.count().desc(), suggested.field(from), suggested.field(to))
                .forEach(row -> changes.put(
                        new Change(String.valueOf(row.value1()), String.valueOf(row.value2())),
                        row.value3().longValue()));
        return changes;
    }

    private static List<Effect> effects(Pair object, GradeScale next, Side was, Side is, Map<Change, Long> changes) {
        long total = changes.values().stream().mapToLong(count -> count).sum();
        List<Effect> effects = new ArrayList<>();
        changes.forEach((change, count) -> {
            if (!change.from().equals(change.to())) {
                String filter = "(%s) && (%s)"
                        .formatted(
                                was.filters().get(change.from()), is.filters().get(change.to()));
                effects.add(new Effect(
                        Kind.GRADE,
                        object.next().key(),
                        names(next, change),
                        label(object, next, change),
                        new Count(total, count),
                        Weighing.listing(object.standing(), filter)));
            }
        });
        return effects;
    }

    private static Map<String, String> names(GradeScale next, Change change) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("field", next.field());
        if (!change.from().equals(NONE)) {
            names.put("from", change.from());
        }
        if (!change.to().equals(NONE)) {
            names.put("to", change.to());
        }
        return names;
    }

    private static Text label(Pair object, GradeScale next, Change change) {
        Text from = label(object.standing().gradeScale(), change.from());
        Text to = label(next, change.to());
        return new Text(from.en() + " → " + to.en(), from.zh() + " → " + to.zh());
    }

    private static Text label(@Nullable GradeScale scale, String key) {
        return Optional.ofNullable(scale)
                .map(known -> known.grades().get(key))
                .map(grade -> grade.definition().label().text())
                .orElseGet(() -> Text.of("none", "无"));
    }
}
