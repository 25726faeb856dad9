package io.ripeline.timeline;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.record.FieldView;
import io.ripeline.record.Session;
import io.ripeline.timeline.Event.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// Moves from one stage or grade to another.
final class Moves implements Source {

    private static final int NUMBER = 4;

    private static final Table<?> STAY = table(name("_stay"));
    private static final Field<UUID> ID = field(name("id"), SQLDataType.UUID);
    private static final Field<UUID> RECORD_ID = field(name("record_id"), SQLDataType.UUID);
    private static final Field<String> FIELD = field(name("field"), SQLDataType.CLOB);
    private static final Field<String> CAME_FROM = field(name("came_from"), SQLDataType.CLOB);
    private static final Field<String> VALUE = field(name("value"), SQLDataType.CLOB);
    private static final Field<Instant> ENTERED_AT = field(name("entered_at"), SQLDataType.INSTANT);
    private static final Field<String> CAUSE = field(name("cause"), SQLDataType.CLOB);
    private static final Field<String> REASON = field(name("reason"), SQLDataType.CLOB);
    private static final Field<Instant> VOIDED_AT = field(name("voided_at"), SQLDataType.INSTANT);
    private static final Field<UUID> ACTOR = field(name("actor"), SQLDataType.UUID);

    private final Session session;
    private final Scope scope;
    private final String list;

    Moves(Session session, Scope scope, String list) {
        this.session = session;
        this.scope = scope;
        this.list = list;
    }

    @Override
    public List<Found> behind(@Nullable Place place, int count) {
        return scope.read(place, count, objects -> behind(objects, place, count));
    }

    private List<Found> behind(Map<UUID, ObjectModel> objects, @Nullable Place place, int count) {
        Condition behind = place == null ? DSL.noCondition() : place.behind(NUMBER, ENTERED_AT, ID, DSL.inline(0));
        return session.transaction()
                .sql()
                .select(ID, RECORD_ID, FIELD, CAME_FROM, VALUE, ENTERED_AT, CAUSE, REASON, ACTOR, VOIDED_AT)
                .from(STAY)
                .where(RECORD_ID
                        .eq(DSL.any(objects.keySet().toArray(new UUID[0])))
                        .and(CAME_FROM.isNotNull())
                        .and(behind))
                .orderBy(ENTERED_AT.desc(), ID.desc())
                .limit(count)
                .fetch(row -> found(row, objects));
    }

    private Found found(Record row, Map<UUID, ObjectModel> objects) {
        Place place = Place.of(list, row.get(ENTERED_AT), NUMBER, row.get(ID), 0);
        ObjectModel object = objects.get(row.get(RECORD_ID));
        if (object == null) {
            return new Found(place, Optional.empty());
        }
        Optional<FieldModel> read = object.field(row.get(FIELD))
                .filter(field -> FieldView.of(session, object).reads(field));
        return new Found(place, read.map(field -> event(row, object)));
    }

    private static Event event(Record row, ObjectModel object) {
        Happening moved = new Happening.Moved(
                row.get(FIELD),
                row.get(CAME_FROM),
                row.get(VALUE),
                row.get(CAUSE),
                row.get(REASON),
                row.get(VOIDED_AT) == null ? null : true);
        return new Event(row.get(ENTERED_AT), Kind.MOVE, row.get(ACTOR), object.key(), row.get(RECORD_ID), null, moved);
    }
}
