package io.ripeline.timeline;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.SystemNames;
import io.ripeline.record.Session;
import io.ripeline.timeline.Event.Kind;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// The writes of records: how they were made, changed and handed on. Stages and grades are told as moves.
final class Changes implements Source {

    static final int NUMBER = 5;

    private static final Field<UUID> RECORD_ID = field(name("record_id"), SQLDataType.UUID);
    private static final Field<Integer> VERSION = field(name("version"), SQLDataType.INTEGER);
    private static final Field<String[]> FIELDS = field(name("fields"), SQLDataType.CLOB.array());
    private static final Field<JSONB> BEFORE = field(name("before"), SQLDataType.JSONB);
    private static final Field<JSONB> AFTER = field(name("after"), SQLDataType.JSONB);
    private static final Field<UUID> ACTOR = field(name("actor"), SQLDataType.UUID);
    private static final Field<Instant> CHANGED_AT = field(name("changed_at"), SQLDataType.INSTANT);
    private static final Field<String> CAUSE = field(name("cause"), SQLDataType.CLOB);
    private static final Field<String> REASON = field(name("reason"), SQLDataType.CLOB);

    private final Session session;
    private final Scope scope;
    private final String list;
    private final boolean withMoves;
    private final ShownValues shown;

    /// @param withMoves whether changes of stages and grades are told here too
    Changes(Session session, Scope scope, String list, boolean withMoves) {
        this.session = session;
        this.scope = scope;
        this.list = list;
        this.withMoves = withMoves;
        this.shown = new ShownValues(session);
    }

    @Override
    public List<Found> behind(@Nullable Place place, int count) {
        return scope.read(place, count, objects -> behind(objects, place, count));
    }

    private List<Found> behind(Map<UUID, ObjectModel> objects, @Nullable Place place, int count) {
        Condition behind = place == null ? DSL.noCondition() : place.behind(NUMBER, CHANGED_AT, RECORD_ID, VERSION);
        return session.transaction()
                .sql()
                .resultQuery("""
                        SELECT found.* FROM unnest({0}::uuid[]) AS wanted (id) CROSS JOIN LATERAL (
                            SELECT record_id, version, fields, before, after, actor, changed_at, cause, reason
                            FROM _change WHERE record_id = wanted.id AND {1}
                            ORDER BY changed_at DESC, record_id DESC, version DESC LIMIT {2}) found
                        ORDER BY changed_at DESC, record_id DESC, version DESC LIMIT {2}""", DSL.val(objects.keySet().toArray(new UUID[0])), behind, DSL.inline(count))
                .coerce(RECORD_ID, VERSION, FIELDS, BEFORE, AFTER, ACTOR, CHANGED_AT, CAUSE, REASON)
                .fetch(row -> found(row, objects));
    }

    private Found found(Record row, Map<UUID, ObjectModel> objects) {
        Place place = Place.of(list, row.get(CHANGED_AT), NUMBER, row.get(RECORD_ID), row.get(VERSION));
        ObjectModel object = objects.get(row.get(RECORD_ID));
        return new Found(place, object == null ? Optional.empty() : event(row, object));
    }

    private Optional<Event> event(Record row, ObjectModel object) {
        Set<String> fields = new LinkedHashSet<>(Arrays.asList(row.get(FIELDS)));
        if (row.get(VERSION) == 1) {
            return Optional.of(
                    event(row, object, Kind.CREATED, new Happening.Created(row.get(CAUSE), row.get(REASON))));
        }
        ShownValues.Past sides =
                shown.past(row.get(BEFORE).data(), row.get(AFTER).data());
        boolean handedOn = fields.remove(SystemNames.OWNER_ID);
        if (!withMoves) {
            object.stageField().ifPresent(fields::remove);
            object.gradeField().ifPresent(fields::remove);
        }
        Map<String, Happening.Sides> values = shown.changes(object, fields, sides);
        if (handedOn) {
            return Optional.of(event(row, object, Kind.OWNER, handedOn(row, values, sides)));
        }
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(event(
                        row, object, Kind.CHANGE, new Happening.Changed(values, row.get(CAUSE), row.get(REASON))));
    }

    private Happening handedOn(Record row, Map<String, Happening.Sides> values, ShownValues.Past sides) {
        return new Happening.HandedOn(
                shown.member(sides.before(), SystemNames.OWNER_ID),
                shown.member(sides.after(), SystemNames.OWNER_ID),
                values,
                row.get(CAUSE),
                row.get(REASON));
    }

    private static Event event(Record row, ObjectModel object, Kind kind, Happening told) {
        return new Event(
                row.get(CHANGED_AT), kind, row.get(ACTOR), object.key(), row.get(RECORD_ID), row.get(VERSION), told);
    }
}
