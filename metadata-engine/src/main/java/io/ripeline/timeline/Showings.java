package io.ripeline.timeline;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.definition.ObjectModel;
import io.ripeline.record.Session;
import io.ripeline.timeline.Event.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// To whom the record asked for was shown.
final class Showings implements Source {

    private static final int NUMBER = 0;

    private static final Table<?> SHARE = table(name("_share"));
    private static final Field<UUID> ID = field(name("id"), SQLDataType.UUID);
    private static final Field<UUID> RECORD_ID = field(name("record_id"), SQLDataType.UUID);
    private static final Field<UUID> MEMBER_ID = field(name("member_id"), SQLDataType.UUID);
    private static final Field<String> ROLE = field(name("role"), SQLDataType.CLOB);
    private static final Field<String> ACCESS = field(name("access"), SQLDataType.CLOB);
    private static final Field<String> PART = field(name("part"), SQLDataType.CLOB);
    private static final Field<Instant> UNTIL = field(name("until"), SQLDataType.INSTANT);
    private static final Field<UUID> CREATED_BY = field(name("created_by"), SQLDataType.UUID);
    private static final Field<Instant> CREATED_AT = field(name("created_at"), SQLDataType.INSTANT);

    private final Session session;
    private final ObjectModel object;
    private final Scope scope;
    private final String list;

    Showings(Session session, ObjectModel object, Scope scope, String list) {
        this.session = session;
        this.object = object;
        this.scope = scope;
        this.list = list;
    }

    @Override
    public List<Found> behind(@Nullable Place place, int count) {
        Condition behind = place == null ? DSL.noCondition() : place.behind(NUMBER, CREATED_AT, ID, DSL.inline(0));
        return session.transaction()
                .sql()
                .select(ID, RECORD_ID, MEMBER_ID, ROLE, ACCESS, PART, UNTIL, CREATED_BY, CREATED_AT)
                .from(SHARE)
                .where(RECORD_ID.eq(DSL.any(scope.own())).and(behind))
                .orderBy(CREATED_AT.desc(), ID.desc())
                .limit(count)
                .fetch(this::found);
    }

    private Found found(Record row) {
        UUID member = row.get(MEMBER_ID);
        Happening told = new Happening.Shared(
                member == null
                        ? null
                        : new Happening.Named(
                                member, session.caller().directory().nameOf(member)),
                row.get(ROLE),
                row.get(ACCESS),
                row.get(PART),
                row.get(UNTIL));
        return new Found(
                Place.of(list, row.get(CREATED_AT), NUMBER, row.get(ID), 0),
                Optional.of(new Event(
                        row.get(CREATED_AT),
                        Kind.SHARE,
                        row.get(CREATED_BY),
                        object.key(),
                        row.get(RECORD_ID),
                        null,
                        told)));
    }
}
