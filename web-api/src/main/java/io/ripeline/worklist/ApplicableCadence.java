package io.ripeline.worklist;

import io.ripeline.definition.Cadence;
import io.ripeline.definition.Definition.CadenceDefinition;
import io.ripeline.definition.Grade;
import io.ripeline.definition.GradeScale;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.expression.Expression;
import io.ripeline.expression.Facts;
import io.ripeline.expression.Needs;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import java.util.List;
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
                .anyMatch(cadence -> cadence.object().equals(object.key()));
    }

    /// Every rhythm of the object.
    static List<Cadence> all(Model model, ObjectModel object) {
        return model.definition().cadences().stream()
                .filter(cadence -> cadence.object().equals(object.key()))
                .flatMap(cadence -> model.cadence(cadence.key()).stream())
                .toList();
    }

    /// The rhythms that come again each year and concern a record.
    static List<Cadence> yearly(Session session, ObjectModel object, StoredRecord record) {
        List<Cadence> yearly = all(session.model(), object).stream()
                .filter(Occasions::isYearly)
                .toList();
        if (yearly.isEmpty()) {
            return List.of();
        }
        Facts facts = session.facts(object, record, needs(session.model(), object));
        return yearly.stream()
                .filter(cadence -> cadence.when() == null || cadence.when().holds(facts))
                .filter(cadence -> cadence.spared() == null || !cadence.spared().holds(facts))
                .toList();
    }

    /// The rhythm of a record; none where it need not be seen again.
    static Optional<Cadence> of(Session session, ObjectModel object, StoredRecord record) {
        Model model = session.model();
        Facts facts = session.facts(object, record, needs(model, object));
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

    private static Needs needs(Model model, ObjectModel object) {
        return all(model, object).stream()
                .flatMap(cadence -> cadence.conditions().stream())
                .map(Expression::needs)
                .reduce(Needs.NONE, Needs::and);
    }
}
