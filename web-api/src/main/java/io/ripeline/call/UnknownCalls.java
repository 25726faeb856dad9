package io.ripeline.call;

import static io.ripeline.call.CallError.CALL_NOT_FOUND;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.database.Ids;
import io.ripeline.json.StrictJson;
import io.ripeline.record.Session;
import io.ripeline.refusal.Text;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/// Calls with numbers that nobody has, until somebody says whose they are or that they do not matter. They are seen by
/// whoever was on the telephone, her managers and admins.
@Component
class UnknownCalls {

    private static final Table<Record> UNKNOWN = table(name("_unknown_call"));
    private static final Field<UUID> ID = field(name("id"), SQLDataType.UUID);
    private static final Field<String> EXTERNAL_ID = field(name("external_id"), SQLDataType.CLOB);
    private static final Field<String> NUMBER = field(name("number"), SQLDataType.CLOB);
    private static final Field<UUID> MEMBER_ID = field(name("member_id"), SQLDataType.UUID);
    private static final Field<Instant> STARTED_AT = field(name("started_at"), SQLDataType.INSTANT);
    private static final Field<String> REPORT = field(name("report"), SQLDataType.CLOB);
    private static final Field<Instant> RECEIVED_AT = field(name("received_at"), SQLDataType.INSTANT);
    private static final Field<Instant> SETTLED_AT = field(name("settled_at"), SQLDataType.INSTANT);
    private static final Field<UUID> SETTLED_BY = field(name("settled_by"), SQLDataType.UUID);
    private static final Field<String> REASON = field(name("reason"), SQLDataType.CLOB);
    private static final int MOST_LISTED = 200;

    /// A call that is kept aside.
    record Unknown(UUID id, UUID by, CallRequest request, Instant startedAt) {}

    UUID keep(Session session, Call call, UUID by) {
        UUID id = Ids.next();
        session.transaction()
                .sql()
                .insertInto(UNKNOWN)
                .set(ID, id)
                .set(EXTERNAL_ID, call.request().externalId())
                .set(NUMBER, call.request().number())
                .set(MEMBER_ID, by)
                .set(STARTED_AT, call.startedAt())
                .set(REPORT, call.request().json())
                .set(RECEIVED_AT, session.transaction().now())
                .execute();
        return id;
    }

    /// Those the member sees, the newest first; two hundred at most.
    List<Unknown> all(Session session) {
        return session.transaction()
                .sql()
                .select(ID, MEMBER_ID, REPORT, STARTED_AT)
                .from(UNKNOWN)
                .where(SETTLED_AT.isNull().and(seen(session)))
                .orderBy(STARTED_AT.desc(), ID.desc())
                .limit(MOST_LISTED)
                .fetch(UnknownCalls::read);
    }

    int count(Session session) {
        return session.transaction()
                .sql()
                .fetchCount(UNKNOWN, SETTLED_AT.isNull().and(seen(session)));
    }

    /// One of them, locked until the transaction ends; refuses with `call-not-found`.
    Unknown take(Session session, String id) {
        return Ids.parse(id)
                .flatMap(found -> session.transaction()
                        .sql()
                        .select(ID, MEMBER_ID, REPORT, STARTED_AT)
                        .from(UNKNOWN)
                        .where(ID.eq(found).and(SETTLED_AT.isNull()).and(seen(session)))
                        .forUpdate()
                        .fetchOptional(UnknownCalls::read))
                .orElseThrow(() -> CALL_NOT_FOUND.because(
                        Text.of("There is no such call, or somebody has seen to it.", "没有这通电话，或已有人处理。")));
    }

    /// Takes one from the list.
    void settle(Session session, UUID id, String reason) {
        session.transaction()
                .sql()
                .update(UNKNOWN)
                .set(SETTLED_AT, session.transaction().now())
                .set(SETTLED_BY, session.caller().member().id())
                .set(REASON, reason)
                .where(ID.eq(id))
                .execute();
    }

    private static Condition seen(Session session) {
        if (session.caller().role().admin()) {
            return DSL.noCondition();
        }
        UUID me = session.caller().member().id();
        return MEMBER_ID.in(session.caller().directory().withReports(me));
    }

    private static Unknown read(Record row) {
        return new Unknown(
                row.get(ID),
                row.get(MEMBER_ID),
                StrictJson.read(row.get(REPORT), CallRequest.class),
                row.get(STARTED_AT));
    }
}
