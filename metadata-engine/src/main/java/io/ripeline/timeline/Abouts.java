package io.ripeline.timeline;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.timeline.Event.Kind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// The activities, planned touches and other records about records, at the time they began.
final class Abouts implements Source {

    private static final String STARTED_AT = "started_at";

    private final Session session;
    private final Records records;
    private final ObjectModel object;
    private final int number;
    private final Scope scope;
    private final String list;
    private final Field<Instant> at;

    /// @param number of this source among all
    Abouts(Session session, Records records, ObjectModel object, int number, Scope scope, String list) {
        this.session = session;
        this.records = records;
        this.object = object;
        this.number = number;
        this.scope = scope;
        this.list = list;
        Field<Instant> made = object.columns().createdAt();
        this.at = object.field(STARTED_AT)
                .filter(field -> field.type() == FieldType.DATE_TIME)
                .map(FieldModel::column)
                .map(column -> DSL.coalesce(column.coerce(Instant.class), made))
                .orElse(made);
    }

    /// What an object's records tell.
    static Kind kind(ObjectModel object) {
        return object.key().equals(StandardObjects.FOLLOW_UP) ? Kind.FOLLOW_UP : Kind.ACTIVITY;
    }

    @Override
    public List<Found> behind(@Nullable Place place, int count) {
        Field<UUID> id = object.columns().id();
        Condition behind = place == null ? DSL.noCondition() : place.behind(number, at, id, DSL.inline(0));
        Map<UUID, Instant> times = new LinkedHashMap<>();
        session.transaction()
                .sql()
                .select(id, at)
                .from(object.table())
                .where(scope.covers(Objects.requireNonNull(object.columns().subjectId()))
                        .and(session.caller().visible(object))
                        .and(behind))
                .orderBy(at.desc(), id.desc())
                .limit(count)
                .forEach(row -> times.put(row.value1(), row.value2()));
        Map<UUID, StoredRecord> found = new LinkedHashMap<>();
        records.all(session, object, times.keySet()).forEach(record -> found.put(record.id(), record));
        return times.entrySet().stream()
                .map(each -> new Found(
                        Place.of(list, each.getValue(), number, each.getKey(), 0),
                        Optional.ofNullable(found.get(each.getKey())).map(record -> event(record, each.getValue()))))
                .toList();
    }

    private Event event(StoredRecord record, Instant time) {
        return new Event(
                time,
                kind(object),
                record.createdBy(),
                object.key(),
                record.id(),
                record.version(),
                new Happening.About(record));
    }
}
