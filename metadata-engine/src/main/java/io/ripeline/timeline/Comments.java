package io.ripeline.timeline;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.definition.ObjectModel;
import io.ripeline.record.Session;
import io.ripeline.timeline.Event.Kind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// What people said about the records.
final class Comments implements Source {

    private static final int NUMBER = 2;

    private static final Table<?> COMMENT = table(name("_comment"));
    private static final Field<UUID> ID = field(name("id"), SQLDataType.UUID);
    private static final Field<String> OBJECT = field(name("object"), SQLDataType.CLOB);
    private static final Field<UUID> RECORD_ID = field(name("record_id"), SQLDataType.UUID);
    private static final Field<String> BODY = field(name("body"), SQLDataType.CLOB);
    private static final Field<UUID[]> MENTIONS = field(name("mentions"), SQLDataType.UUID.array());
    private static final Field<UUID> CREATED_BY = field(name("created_by"), SQLDataType.UUID);
    private static final Field<Instant> CREATED_AT = field(name("created_at"), SQLDataType.INSTANT);
    private static final Field<Instant> DELETED_AT = field(name("deleted_at"), SQLDataType.INSTANT);

    private final Session session;
    private final Scope scope;
    private final String list;

    Comments(Session session, Scope scope, String list) {
        this.session = session;
        this.scope = scope;
        this.list = list;
    }

    @Override
    public List<Found> behind(@Nullable Place place, int count) {
        Condition behind = place == null ? DSL.noCondition() : place.behind(NUMBER, CREATED_AT, ID, DSL.inline(0));
        return session.transaction()
                .sql()
                .select(ID, OBJECT, RECORD_ID, BODY, MENTIONS, CREATED_BY, CREATED_AT)
                .from(COMMENT)
                .where(scope.covers(RECORD_ID).and(DELETED_AT.isNull()).and(behind))
                .orderBy(CREATED_AT.desc(), ID.desc())
                .limit(count)
                .fetch(this::found);
    }

    private Found found(Record row) {
        Place place = Place.of(list, row.get(CREATED_AT), NUMBER, row.get(ID), 0);
        return new Found(place, session.model().find(row.get(OBJECT)).map(found -> event(row, found)));
    }

    private Event event(Record row, ObjectModel object) {
        Happening told = new Happening.Commented(
                row.get(ID),
                row.get(BODY),
                Arrays.stream(row.get(MENTIONS))
                        .map(member -> new Happening.Named(
                                member, session.caller().directory().nameOf(member)))
                        .toList(),
                row.get(CREATED_BY).equals(session.caller().member().id()));
        return new Event(
                row.get(CREATED_AT), Kind.COMMENT, row.get(CREATED_BY), object.key(), row.get(RECORD_ID), null, told);
    }
}
