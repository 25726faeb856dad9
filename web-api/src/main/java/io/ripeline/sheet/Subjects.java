package io.ripeline.sheet;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.Grade;
import io.ripeline.definition.GradeScale;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import io.ripeline.record.FieldView;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The records that items are about, as the reader sees them.
@Component
class Subjects {

    private final Records records;

    Subjects(Records records) {
        this.records = records;
    }

    /// What a sheet shows of one.
    ///
    /// @param ripeness of its grade; -1 where it has none
    record Subject(
            String name,
            @Nullable String phone,
            @Nullable String grade,
            int ripeness,
            @Nullable LocalDate lastContact) {}

    /// By id, with the days of the member whose sheet it is; those the reader does not see are left out.
    Map<UUID, Subject> of(Session session, UUID member, List<Item> items, Locale locale) {
        Map<String, Set<UUID>> ids = new LinkedHashMap<>();
        items.forEach(item ->
                ids.computeIfAbsent(item.object(), key -> new LinkedHashSet<>()).add(item.subject()));
        Map<UUID, LocalDate> contacts = lastContacts(
                session, member, items.stream().map(Item::subject).distinct().toArray(UUID[]::new));
        Map<UUID, Subject> subjects = new HashMap<>();
        ids.forEach((key, wanted) -> session.model().find(key).ifPresent(object -> {
            FieldView view = FieldView.of(session, object);
            records.all(session, object, wanted)
                    .forEach(record -> subjects.put(
                            record.id(), subject(object, view, record, contacts.get(record.id()), locale)));
        }));
        return subjects;
    }

    private static Subject subject(
            ObjectModel object, FieldView view, StoredRecord record, @Nullable LocalDate lastContact, Locale locale) {
        FieldModel named = object.nameField();
        String name = named == null ? "" : view.name(record.text(named.key()).orElse(""));
        String phone = object.all().stream()
                .filter(field -> field.type() == FieldType.PHONE)
                .findFirst()
                .flatMap(field -> record.value(field.key()).flatMap(value -> view.value(field, value)))
                .map(String::valueOf)
                .orElse(null);
        Optional<GradeScale> scale = Optional.ofNullable(object.gradeScale());
        Optional<FieldModel> field =
                scale.flatMap(found -> object.field(found.field())).filter(view::reads);
        Optional<String> grade = field.flatMap(found -> record.text(found.key()));
        String label = grade.flatMap(key -> field.map(found -> found.choices().get(key))
                        .map(choice -> choice.label().in(locale)))
                .or(() -> grade)
                .orElse(null);
        int ripeness = grade.flatMap(key -> scale.map(found -> found.grades().get(key)))
                .map(Grade::ripeness)
                .orElse(-1);
        return new Subject(name, phone, label, ripeness, lastContact);
    }

    private static Map<UUID, LocalDate> lastContacts(Session session, UUID member, UUID[] subjects) {
        ObjectModel activity = session.model().object(StandardObjects.ACTIVITY);
        Field<Instant> startedAt =
                activity.field("started_at").orElseThrow().column().coerce(Instant.class);
        Field<String> kind = activity.field("kind").orElseThrow().column().coerce(String.class);
        Field<UUID> subject = Objects.requireNonNull(activity.columns().subjectId());
        Map<UUID, LocalDate> last = new HashMap<>();
        session.transaction()
                .sql()
                .select(subject, DSL.max(startedAt))
                .from(activity.table())
                .where(subject.eq(DSL.any(subjects)))
                .and(kind.ne("note"))
                .and(startedAt.le(session.transaction().now()))
                .and(activity.columns().deletedAt().isNull())
                .groupBy(subject)
                .forEach(row ->
                        last.put(row.value1(), session.days().dateAt(member, Objects.requireNonNull(row.value2()))));
        return last;
    }
}
