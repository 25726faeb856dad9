package io.ripeline.worklist;

import io.ripeline.definition.Cadence;
import io.ripeline.definition.Definition.CadenceDefinition;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Grade;
import io.ripeline.definition.GradeScale;
import io.ripeline.definition.Model;
import io.ripeline.definition.Money;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.SystemNames;
import io.ripeline.expression.Expression;
import io.ripeline.expression.Facts;
import io.ripeline.expression.Moment;
import io.ripeline.record.StoredRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which rhythm a record is seen in: the one its grade names, else the first of the document for its object that no
/// grade names and whose condition holds. A rhythm that has a condition never applies where that does not hold.
final class ApplicableCadence {

    private ApplicableCadence() {}

    /// Whether records of the object are seen in any rhythm at all.
    static boolean any(Model model, ObjectModel object) {
        return model.definition().cadences().stream()
                .anyMatch(cadence -> cadence.object().equals(object.key()) && cadence.on() == null);
    }

    /// The rhythm of a record; none where it need not be seen again.
    static Optional<Cadence> of(Model model, ObjectModel object, StoredRecord record, Moment moment) {
        Facts facts = facts(object, record, moment);
        GradeScale scale = object.gradeScale();
        String grade = scale == null ? null : record.text(scale.field()).orElse(null);
        return of(model, object, grade, condition -> condition.holds(facts));
    }

    /// The rhythm of a record of which only this is known.
    ///
    /// @param holds whether the record meets a condition
    static Optional<Cadence> of(Model model, ObjectModel object, @Nullable String grade, Predicate<Expression> holds) {
        return ofGrade(model, object, grade)
                .filter(cadence -> cadence.when() == null || holds.test(cadence.when()))
                .or(() -> ofCondition(model, object, holds))
                .filter(cadence -> cadence.spared() == null || !holds.test(cadence.spared()));
    }

    private static Optional<Cadence> ofGrade(Model model, ObjectModel object, @Nullable String grade) {
        GradeScale scale = object.gradeScale();
        return Optional.ofNullable(
                        scale == null || grade == null ? null : scale.grades().get(grade))
                .flatMap(Grade::cadence)
                .flatMap(model::cadence)
                .filter(cadence -> cadence.definition().object().equals(object.key()) && cadence.anchor() == null);
    }

    private static Optional<Cadence> ofCondition(Model model, ObjectModel object, Predicate<Expression> holds) {
        Set<String> graded = ofGrades(object);
        return model.definition().cadences().stream()
                .filter(cadence -> cadence.object().equals(object.key()) && !graded.contains(cadence.key()))
                .map(CadenceDefinition::key)
                .flatMap(key -> model.cadence(key).stream())
                .filter(cadence -> cadence.anchor() == null)
                .filter(cadence -> cadence.when() != null && holds.test(cadence.when()))
                .findFirst();
    }

    private static Set<String> ofGrades(ObjectModel object) {
        GradeScale scale = object.gradeScale();
        return scale == null
                ? Set.of()
                : scale.grades().values().stream()
                        .flatMap(grade -> grade.cadence().stream())
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static Facts facts(ObjectModel object, StoredRecord record, Moment moment) {
        Map<String, Object> facts = new HashMap<>();
        record.values()
                .forEach((key, value) -> object.field(key).ifPresent(field -> facts.put(key, asFact(field, value))));
        facts.put(SystemNames.ID, record.id().toString());
        facts.put(SystemNames.CREATED_AT, record.createdAt());
        facts.put(SystemNames.CREATED_BY, record.createdBy().toString());
        facts.put(SystemNames.UPDATED_AT, record.updatedAt());
        if (record.ownerId() != null) {
            facts.put(SystemNames.OWNER_ID, record.ownerId().toString());
        }
        return new Facts(facts, moment.now(), moment.today(), moment.me());
    }

    private static Object asFact(FieldModel field, Object value) {
        return switch (field.type()) {
            case CURRENCY -> ((Money) value).amount();
            case LOOKUP, MEMBER -> value.toString();
            case TEXT,
                    LONG_TEXT,
                    SELECT,
                    MULTI_SELECT,
                    PHONE,
                    EMAIL,
                    URL,
                    INTEGER,
                    DECIMAL,
                    PERCENT,
                    DATE,
                    DATE_TIME,
                    BOOLEAN,
                    AUTO_NUMBER -> value;
        };
    }
}
