package io.ripeline.worklist;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.record.Session;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The days that members have closed.
@Component
class ClosedDays {

    private static final Table<Record> CLOSED_DAY = table(name("_closed_day"));
    private static final Field<UUID> MEMBER_ID = field(name("member_id"), SQLDataType.UUID);
    private static final Field<LocalDate> DAY = field(name("day"), SQLDataType.LOCALDATE);
    private static final Field<Instant> CLOSED_AT = field(name("closed_at"), SQLDataType.INSTANT);
    private static final Field<UUID> CLOSED_BY = field(name("closed_by"), SQLDataType.UUID);
    private static final Field<String> NOTE = field(name("note"), SQLDataType.CLOB);

    /// A closed day.
    record Closed(Instant at, @Nullable String note) {}

    /// When a member closed a day; null where she has not.
    static Field<Instant> at(UUID member, LocalDate day) {
        return DSL.field(DSL.select(CLOSED_AT).from(CLOSED_DAY).where(of(member, day)));
    }

    /// What she noted then.
    static Field<String> note(UUID member, LocalDate day) {
        return DSL.field(DSL.select(NOTE).from(CLOSED_DAY).where(of(member, day)));
    }

    private static Condition of(UUID member, LocalDate day) {
        return MEMBER_ID.eq(member).and(DAY.eq(day));
    }

    /// When a member closed a day.
    Optional<Closed> find(Session session, UUID member, LocalDate day) {
        return session.transaction()
                .sql()
                .select(CLOSED_AT, NOTE)
                .from(CLOSED_DAY)
                .where(of(member, day))
                .fetchOptional(row -> new Closed(row.value1(), row.value2()));
    }

    /// Notes that a member has closed a day; closed again, only the note changes, where there is one.
    void close(Session session, UUID member, LocalDate day, @Nullable String note) {
        var insert = session.transaction()
                .sql()
                .insertInto(CLOSED_DAY)
                .set(MEMBER_ID, member)
                .set(DAY, day)
                .set(CLOSED_AT, session.transaction().now())
                .set(CLOSED_BY, session.caller().member().id())
                .set(NOTE, note)
                .onConflict(MEMBER_ID, DAY);
        if (note == null) {
            insert.doNothing().execute();
        } else {
            insert.doUpdate().set(NOTE, note).execute();
        }
    }
}
