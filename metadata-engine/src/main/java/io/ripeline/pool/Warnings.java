package io.ripeline.pool;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Pool;
import io.ripeline.pool.Reclaiming.Threatened;
import io.ripeline.record.Session;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Which owners were told that a record of theirs falls back to a pool, and on which day: so that each is told once.
@Component
class Warnings {

    private static final Table<?> WARNING = table(name("_reclaim_warning"));
    private static final Field<UUID> RECORD_ID = field(name("_reclaim_warning", "record_id"), SQLDataType.UUID);
    private static final Field<String> POOL = field(name("_reclaim_warning", "pool"), SQLDataType.CLOB);
    private static final Field<UUID> MEMBER_ID = field(name("_reclaim_warning", "member_id"), SQLDataType.UUID);
    private static final Field<LocalDate> RECLAIM_ON =
            field(name("_reclaim_warning", "reclaim_on"), SQLDataType.LOCALDATE);
    private static final Field<Instant> WARNED_AT = field(name("_reclaim_warning", "warned_at"), SQLDataType.INSTANT);

    private final ApplicationEventPublisher events;

    Warnings(ApplicationEventPublisher events) {
        this.events = events;
    }

    /// How a pool takes records back, where owners are warned of it.
    static Optional<Reclaiming> warned(Session session, Pool pool) {
        Integer days = pool.definition().warnDays();
        return days == null || days == 0 ? Optional.empty() : Reclaiming.of(session, pool);
    }

    /// Tells the owners of the next records that are about to fall back and who were not told yet; answers the records.
    List<UUID> warn(Session session, Reclaiming reclaiming, UUID behind, int most) {
        Condition told = DSL.exists(DSL.selectOne()
                .from(WARNING)
                .where(RECORD_ID
                        .eq(Threatened.ID)
                        .and(POOL.eq(reclaiming.pool().key()))
                        .and(MEMBER_ID.eq(Threatened.OWNER))
                        .and(RECLAIM_ON.eq(Threatened.RECLAIM_ON))));
        List<Threatened> threatened = reclaiming.threatened(behind, told.not(), most);
        for (Threatened each : threatened) {
            note(session, reclaiming.pool(), each);
            events.publishEvent(
                    new ReclaimForeseen(session, reclaiming.object(), each.record(), each.owner(), each.reclaimOn()));
        }
        return threatened.stream().map(Threatened::record).toList();
    }

    private static void note(Session session, Pool pool, Threatened each) {
        session.transaction()
                .sql()
                .insertInto(WARNING)
                .columns(
                        unqualified(RECORD_ID),
                        unqualified(POOL),
                        unqualified(MEMBER_ID),
                        unqualified(RECLAIM_ON),
                        unqualified(WARNED_AT))
                .values(
                        each.record(),
                        pool.key(),
                        each.owner(),
                        each.reclaimOn(),
                        session.transaction().now())
                .onConflict(unqualified(RECORD_ID), unqualified(POOL))
                .doUpdate()
                .set(unqualified(MEMBER_ID), each.owner())
                .set(unqualified(RECLAIM_ON), each.reclaimOn())
                .set(unqualified(WARNED_AT), session.transaction().now())
                .execute();
    }

    private static <T> Field<T> unqualified(Field<T> field) {
        return DSL.field(field.getUnqualifiedName(), field.getDataType());
    }

    /// Forgets the warnings of what does not fall back on the day they named; tells so.
    ///
    /// @param records of which of them; all where absent
    void clear(Session session, Reclaiming reclaiming, @Nullable Collection<UUID> records) {
        ObjectModel object = reclaiming.object();
        Condition averted = object.columns()
                .id()
                .isNull()
                .or(object.columns().deletedAt().isNotNull())
                .or(object.columns().ownerId().isDistinctFrom(MEMBER_ID))
                .or(
                        reclaiming.pool().when() == null
                                ? DSL.falseCondition()
                                : DSL.condition("({0}) IS NOT TRUE", Reclaiming.fits(session, reclaiming.pool())))
                .or(reclaiming.reclaimOn().isDistinctFrom(RECLAIM_ON));
        List<UUID> cleared = session.transaction()
                .sql()
                .select(RECORD_ID)
                .from(WARNING)
                .leftJoin(object.table())
                .on(object.columns().id().eq(RECORD_ID))
                .where(POOL.eq(reclaiming.pool().key()))
                .and(records == null ? DSL.noCondition() : RECORD_ID.eq(DSL.any(records.toArray(new UUID[0]))))
                .and(averted)
                .fetch(RECORD_ID);
        if (!cleared.isEmpty()) {
            session.transaction()
                    .sql()
                    .deleteFrom(WARNING)
                    .where(POOL.eq(reclaiming.pool().key()).and(RECORD_ID.eq(DSL.any(cleared.toArray(new UUID[0])))))
                    .returning(RECORD_ID, MEMBER_ID)
                    .fetch()
                    .forEach(row ->
                            events.publishEvent(new ReclaimAverted(session, row.get(RECORD_ID), row.get(MEMBER_ID))));
        }
    }
}
