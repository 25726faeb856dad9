package io.ripeline.record;

import static io.ripeline.record.RecordError.NO_GRADE_SCALE;

import io.ripeline.definition.Criterion;
import io.ripeline.definition.Grade;
import io.ripeline.definition.GradeScale;
import io.ripeline.definition.ObjectModel;
import io.ripeline.expression.Facts;
import io.ripeline.expression.Needs;
import io.ripeline.record.GradeSuggestion.Weighed;
import io.ripeline.refusal.Text;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Says which grade the criteria of a scale speak for.
@Component
public class Grades {

    private final Records records;

    Grades(Records records) {
        this.records = records;
    }

    /// The suggestion for a record as it stands; refuses with `record-not-found`, `no-grade-scale` or
    /// `field-not-readable`.
    public GradeSuggestion suggest(Session session, ObjectModel object, UUID id) {
        StoredRecord record = records.get(session, object, id);
        GradeScale scale = scale(object);
        FieldView.of(session, object).requireReadable(List.of(scale.field()), "");
        return suggest(session, object, scale, record);
    }

    /// Gives a record a grade; the reason of the cause stands in its history. Refuses like any update, and with
    /// `no-grade-scale`.
    public Written choose(
            Session session, ObjectModel object, UUID id, String grade, Precondition expected, Cause cause) {
        RecordChanges changes = RecordChanges.of(Map.of(scale(object).field(), grade));
        return records.update(session, object, id, changes, expected, cause);
    }

    private static GradeScale scale(ObjectModel object) {
        GradeScale scale = object.gradeScale();
        if (scale == null) {
            throw NO_GRADE_SCALE.because(Text.of("Records of %s have no grades.", "对象 %s 没有等级。", object.key()));
        }
        return scale;
    }

    private static GradeSuggestion suggest(Session session, ObjectModel object, GradeScale scale, StoredRecord record) {
        Facts facts = session.facts(
                object,
                record,
                scale.byRipeness().stream()
                        .map(grade -> Criterion.needs(grade.criteria()))
                        .reduce(Needs.NONE, Needs::and));
        List<Weighed> weighed = scale.byRipeness().stream()
                .map(grade -> weigh(object, grade, facts))
                .toList();
        return GradeSuggestion.of(record.text(scale.field()).orElse(null), heldUntil(session, scale, record), weighed);
    }

    private static Weighed weigh(ObjectModel object, Grade grade, Facts facts) {
        List<Unmet> unmet = Unmet.among(object, grade.criteria(), facts);
        List<Criterion> met = grade.criteria().stream()
                .filter(criterion ->
                        unmet.stream().noneMatch(each -> each.criterion().equals(criterion)))
                .toList();
        return new Weighed(grade, met, unmet);
    }

    private static @Nullable LocalDate heldUntil(Session session, GradeScale scale, StoredRecord record) {
        if (scale.minimumHoldDays() == 0 || record.value(scale.field()).isEmpty()) {
            return null;
        }
        return History.moves(session.transaction(), List.of(record.id())).stream()
                .filter(move -> move.field().equals(scale.field()) && move.leftAt() == null)
                .map(move ->
                        session.transaction().tenant().dateAt(move.enteredAt()).plusDays(scale.minimumHoldDays()))
                .filter(day -> day.isAfter(session.moment().today()))
                .findFirst()
                .orElse(null);
    }
}
