package io.ripeline.record;

import static io.ripeline.record.RecordError.FIELD_NOT_WRITABLE;
import static io.ripeline.record.RecordError.NO_GRADE_SCALE;
import static io.ripeline.record.RecordError.UNTIL_INVALID;

import io.ripeline.definition.Criterion;
import io.ripeline.definition.Grade;
import io.ripeline.definition.GradeScale;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.FieldAccess;
import io.ripeline.expression.Facts;
import io.ripeline.expression.Needs;
import io.ripeline.record.GradeSuggestion.Weighed;
import io.ripeline.refusal.Text;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Says which grade the criteria of a scale speak for.
@Component
public class Grades {

    private final Records records;
    private final RecordTables tables;

    Grades(Records records, RecordTables tables) {
        this.records = records;
        this.tables = tables;
    }

    /// The suggestion for a record as it stands; refuses with `record-not-found`, `no-grade-scale` or
    /// `field-not-readable`.
    public GradeSuggestion suggest(Session session, ObjectModel object, UUID id) {
        StoredRecord record = records.get(session, object, id);
        GradeScale scale = scale(object);
        FieldView.of(session, object).requireReadable(List.of(scale.field()), "");
        return suggest(session, object, scale, record);
    }

    /// What a person wants a record's grade to be. Of the grade that it has already, what is left out stays as it is.
    ///
    /// @param until how long it holds; until somebody chooses again where left out for another grade
    /// @param reason why; none where left out for another grade, taken away where empty
    public record Choice(
            String grade, @Nullable Until until, @Nullable String reason) {}

    /// How long a choice holds.
    ///
    /// @param day the first day on which it holds no more; absent where it holds until somebody chooses again
    public record Until(@Nullable LocalDate day) {}

    /// Gives a record a grade, or changes until when and why it has the one it was given; the reason stands in its
    /// history. Refuses like any update, and with `no-grade-scale`, `until-invalid` or `field-not-writable`.
    public Written choose(Session session, ObjectModel object, UUID id, Choice choice, Precondition expected) {
        LocalDate today = session.moment().today();
        LocalDate day = choice.until() == null ? null : choice.until().day();
        if (day != null && !day.isAfter(today)) {
            throw UNTIL_INVALID.at("/until", Text.of("until is a day after %s.", "until 应晚于 %s。", today.toString()));
        }
        String field = scale(object).field();
        String reason = choice.reason() == null || choice.reason().isEmpty() ? null : choice.reason();
        Cause cause = reason == null ? Cause.API : Cause.API.because(reason);
        RecordChanges changes = RecordChanges.of(Map.of(field, choice.grade()));
        Written written = records.update(session, object, id, changes, expected, cause);
        requireWritable(session, object, field);
        ChosenGrades chosen = new ChosenGrades(session.transaction());
        Optional<Move> stayed = standing(session, id, field)
                .filter(stay -> stay.enteredAt().isBefore(session.transaction().now()));
        if (choice.until() != null || stayed.filter(Move::isChosen).isEmpty()) {
            chosen.choose(id, field, day);
        }
        if (choice.reason() != null && stayed.isPresent()) {
            chosen.because(id, field, reason);
        }
        return written;
    }

    /// A write that leaves the grade as it is asks for no right on it.
    private static void requireWritable(Session session, ObjectModel object, String field) {
        boolean writes = object.field(field)
                .filter(found -> FieldView.of(session, object).access(found) == FieldAccess.EDIT)
                .isPresent();
        if (!writes) {
            throw FIELD_NOT_WRITABLE.because(Text.of("Your role does not write this value.", "您的角色不能修改此值。"));
        }
    }

    private static Optional<Move> standing(Session session, UUID id, String field) {
        return Stays.all(session.transaction(), List.of(id)).stream()
                .filter(move -> move.field().equals(field) && move.leftAt() == null)
                .findFirst();
    }

    /// A record that gets another grade; `from` is absent where it had none.
    public record Change(StoredRecord record, @Nullable String from, String to) {}

    /// Which records their criteria speak of another grade for than they have, but for those whose grade is held: by
    /// a person's choice that stands, or because they got it lately.
    public List<Change> changes(Session session, ObjectModel object, List<StoredRecord> asked) {
        GradeScale scale = scale(object);
        Map<UUID, Facts> facts = session.facts(object, asked, needs(scale));
        Map<UUID, StoredRecord> differing = new LinkedHashMap<>();
        Map<UUID, String> suggested = new HashMap<>();
        for (StoredRecord record : asked) {
            Optional<String> grade = suggested(scale, Objects.requireNonNull(facts.get(record.id())));
            if (grade.isPresent() && !grade.equals(record.text(scale.field()))) {
                differing.put(record.id(), record);
                suggested.put(record.id(), grade.get());
            }
        }
        Set<UUID> held = held(session, scale, differing.keySet());
        return differing.values().stream()
                .filter(record -> !held.contains(record.id()))
                .map(record -> new Change(
                        record,
                        record.text(scale.field()).orElse(null),
                        Objects.requireNonNull(suggested.get(record.id()))))
                .toList();
    }

    /// The ripest grade all of whose criteria hold; one without criteria is given by hand only.
    private static Optional<String> suggested(GradeScale scale, Facts facts) {
        return scale.byRipeness().stream()
                .filter(grade -> !grade.criteria().isEmpty())
                .filter(grade -> grade.criteria().stream()
                        .allMatch(criterion -> criterion.condition().holds(facts)))
                .map(Grade::key)
                .findFirst();
    }

    /// What the criteria of a scale read together.
    public static Needs needs(GradeScale scale) {
        return scale.byRipeness().stream()
                .map(grade -> Criterion.needs(grade.criteria()))
                .reduce(Needs.NONE, Needs::and);
    }

    private static Set<UUID> held(Session session, GradeScale scale, Set<UUID> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        LocalDate today = session.moment().today();
        Set<UUID> held = new HashSet<>();
        Stays.of(session.transaction(), ids)
                .forEach((id, moves) -> moves.stream()
                        .filter(move -> move.field().equals(scale.field()) && move.leftAt() == null)
                        .filter(move -> isHeld(session, scale, move, today))
                        .forEach(move -> held.add(id)));
        return held;
    }

    private static boolean isHeld(Session session, GradeScale scale, Move move, LocalDate today) {
        Optional<LocalDate> until = move.until();
        if (until.isPresent()) {
            return until.get().isAfter(today);
        }
        LocalDate entered = session.transaction().tenant().dateAt(move.enteredAt());
        return move.isChosen() && scale.isAutomatic()
                || scale.minimumHoldDays() > 0
                        && entered.plusDays(scale.minimumHoldDays()).isAfter(today);
    }

    /// Gives records the grades their criteria speak for, and answers which got another one. They are locked first, in
    /// the order of their ids, so that what others just wrote around them is counted.
    public List<Change> regrade(Session session, ObjectModel object, Collection<UUID> ids) {
        List<StoredRecord> locked =
                tables.of(session.model(), object).lock(session.transaction().sql(), ids, RecordTable.Waiting.WAIT);
        Set<UUID> live = tables
                .of(session.model(), object)
                .all(session.transaction().sql(), ids)
                .stream()
                .map(StoredRecord::id)
                .collect(Collectors.toSet());
        List<Change> changes = changes(
                session,
                object,
                locked.stream().filter(record -> live.contains(record.id())).toList());
        String field = scale(object).field();
        Map<StoredRecord, Map<String, @Nullable Object>> wanted = new LinkedHashMap<>();
        changes.forEach(change -> wanted.put(change.record(), Map.of(field, change.to())));
        records.changeAll(session, object, wanted, Cause.GRADE);
        return changes;
    }

    /// The records whose grade a person chose until a day that has come, some at a time.
    public List<UUID> ended(Session session, ObjectModel object, int most) {
        return new ChosenGrades(session.transaction())
                .ended(object.key(), session.moment().today(), most);
    }

    /// Forgets that a person chose the grades of these records.
    public void forget(Session session, Collection<UUID> ids) {
        new ChosenGrades(session.transaction()).forget(ids);
    }

    private static GradeScale scale(ObjectModel object) {
        GradeScale scale = object.gradeScale();
        if (scale == null) {
            throw NO_GRADE_SCALE.because(Text.of("Records of %s have no grades.", "对象 %s 没有等级。", object.key()));
        }
        return scale;
    }

    private static GradeSuggestion suggest(Session session, ObjectModel object, GradeScale scale, StoredRecord record) {
        Facts facts = session.facts(object, record, needs(scale));
        List<Weighed> weighed = scale.byRipeness().stream()
                .map(grade -> weigh(object, grade, facts))
                .toList();
        Move stay = standing(session, record.id(), scale.field()).orElse(null);
        return GradeSuggestion.of(
                record.text(scale.field()).orElse(null), stay, heldUntil(session, scale, stay), weighed);
    }

    private static Weighed weigh(ObjectModel object, Grade grade, Facts facts) {
        List<Unmet> unmet = Unmet.among(object, grade.criteria(), facts);
        List<Criterion> met = grade.criteria().stream()
                .filter(criterion ->
                        unmet.stream().noneMatch(each -> each.criterion().equals(criterion)))
                .toList();
        return new Weighed(grade, met, unmet);
    }

    private static @Nullable LocalDate heldUntil(Session session, GradeScale scale, @Nullable Move stay) {
        if (scale.minimumHoldDays() == 0 || stay == null) {
            return null;
        }
        LocalDate day = session.transaction().tenant().dateAt(stay.enteredAt()).plusDays(scale.minimumHoldDays());
        return day.isAfter(session.moment().today()) ? day : null;
    }
}
