package io.ripeline.pool;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Pool;
import io.ripeline.record.Cause;
import io.ripeline.record.RecordWritten;
import io.ripeline.record.RecordsWritten;
import io.ripeline.record.Session;
import io.ripeline.tenancy.TenantTransaction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Who claimed what and still holds it, and who lost what lately. A claim ends as soon as the record changes hands.
@Component
class Claims {

    private static final Table<?> CLAIM = table(name("_claim"));
    private static final Field<UUID> RECORD_ID = field(name("_claim", "record_id"), SQLDataType.UUID);
    private static final Field<String> OBJECT = field(name("_claim", "object"), SQLDataType.CLOB);
    private static final Field<String> POOL = field(name("_claim", "pool"), SQLDataType.CLOB);
    private static final Field<UUID> MEMBER_ID = field(name("_claim", "member_id"), SQLDataType.UUID);
    private static final Field<Instant> CLAIMED_AT = field(name("_claim", "claimed_at"), SQLDataType.INSTANT);

    @EventListener
    void on(RecordsWritten written) {
        UUID[] changed = written.all().stream()
                .filter(RecordWritten::changedOwner)
                .map(each -> each.after().id())
                .toArray(UUID[]::new);
        if (changed.length > 0 && !written.cause().key().equals(Cause.CLAIM.key())) {
            end(written.transaction(), changed);
        }
    }

    private static void end(TenantTransaction transaction, UUID... records) {
        transaction
                .sql()
                .deleteFrom(CLAIM)
                .where(RECORD_ID.eq(DSL.any(records)))
                .execute();
    }

    /// Notes that the acting member claimed a record.
    void add(Session session, Pool pool, UUID record) {
        end(session.transaction(), record);
        session.transaction()
                .sql()
                .insertInto(CLAIM)
                .set(unqualified(RECORD_ID), record)
                .set(unqualified(OBJECT), pool.object())
                .set(unqualified(POOL), pool.key())
                .set(unqualified(MEMBER_ID), session.caller().member().id())
                .set(unqualified(CLAIMED_AT), session.transaction().now())
                .execute();
    }

    private static <T> Field<T> unqualified(Field<T> column) {
        return field(column.getUnqualifiedName(), column.getDataType());
    }

    /// How many records of a pool a member claimed and holds.
    int held(Session session, Pool pool, UUID member) {
        ObjectModel object = session.model().object(pool.object());
        return session.transaction()
                .sql()
                .fetchCount(DSL.selectOne()
                        .from(CLAIM)
                        .join(object.table())
                        .on(object.columns().id().eq(RECORD_ID))
                        .where(POOL.eq(pool.key()).and(MEMBER_ID.eq(member)))
                        .and(object.columns().ownerId().eq(member))
                        .and(object.columns().deletedAt().isNull()));
    }

    /// Holds back other claims of the acting member from a pool, so that her claims are counted one after another.
    static void oneByOne(Session session, Pool pool) {
        session.transaction()
                .sql()
                .execute(
                        "SELECT pg_advisory_xact_lock(hashtextextended({0}, 0))",
                        DSL.val(session.transaction().tenant().id()
                                + pool.key()
                                + session.caller().member().id()));
    }

    /// Who claimed a record since then, and holds it.
    static Optional<UUID> winner(Session session, UUID record, Instant since) {
        return session.transaction()
                .sql()
                .select(MEMBER_ID)
                .from(CLAIM)
                .where(RECORD_ID.eq(record).and(CLAIMED_AT.ge(since)))
                .fetchOptional(MEMBER_ID);
    }

    /// The company's date on which a member last stopped owning a record.
    static Optional<LocalDate> lost(Session session, UUID record, UUID member) {
        Field<Instant> changedAt = field(name("changed_at"), SQLDataType.INSTANT);
        return session.transaction()
                .sql()
                .select(DSL.max(changedAt))
                .from(table(name("_change")))
                .where(field(name("record_id"), SQLDataType.UUID).eq(record))
                .and(DSL.condition("before ->> 'owner_id' = {0}", member.toString()))
                .fetchOptional(DSL.max(changedAt))
                .map(session.transaction().tenant()::dateAt);
    }
}
