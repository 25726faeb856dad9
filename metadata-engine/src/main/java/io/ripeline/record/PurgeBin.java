package io.ripeline.record;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.job.Chore;
import io.ripeline.job.JobProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Empties the bin: what lies in it for 30 days goes for ever, with its history. What was done about it stays, for it
/// is
/// part of what people did.
@Component
@Order(2)
class PurgeBin implements Chore {

    /// How long a deleted record can be restored.
    static final Duration KEPT = Duration.ofDays(30);

    private static final int AT_ONCE = 500;
    private static final List<Table<?>> ABOUT =
            List.of(table(name("_share")), table(name("_claim")), table(name("_search")), table(name("_stage_task")));
    private static final List<Table<?>> HISTORY =
            List.of(table(name("_stay")), table(name("_change")), table(name("_comment")));
    private static final Field<UUID> RECORD_ID = field(name("record_id"), SQLDataType.UUID);

    private final Sessions sessions;

    PurgeBin(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public String key() {
        return "purged";
    }

    @Override
    public long run(JobProgress progress) {
        List<String> objects = sessions.platform(session ->
                session.model().objects().stream().map(ObjectModel::key).toList());
        long purged = 0;
        for (String object : objects) {
            int some = AT_ONCE;
            while (some == AT_ONCE) {
                some = sessions.platform(session -> session.model()
                        .find(object)
                        .map(found -> purge(session, found))
                        .orElse(0));
                purged += some;
                progress.report(purged, purged);
            }
        }
        return purged;
    }

    private static int purge(Session session, ObjectModel object) {
        DSLContext sql = session.transaction().sql();
        Instant oldest = session.transaction().now().minus(KEPT);
        UUID[] ids = sql.select(object.columns().id())
                .from(object.table())
                .where(object.columns().deletedAt().le(oldest))
                .orderBy(object.columns().id())
                .limit(AT_ONCE)
                .forUpdate()
                .skipLocked()
                .fetch(object.columns().id())
                .toArray(new UUID[0]);
        if (ids.length > 0) {
            release(session, object, ids);
            ABOUT.forEach(rows ->
                    sql.deleteFrom(rows).where(RECORD_ID.eq(DSL.any(ids))).execute());
            UUID[] untold = Merging.withoutRest(session.transaction(), ids);
            HISTORY.forEach(rows ->
                    sql.deleteFrom(rows).where(RECORD_ID.eq(DSL.any(untold))).execute());
            sql.deleteFrom(object.table())
                    .where(object.columns().id().eq(DSL.any(ids)))
                    .execute();
        }
        return ids.length;
    }

    /// Lookups let go when the record was deleted; those of records that lie in the bin themselves let go now, so that
    /// these can be restored without it.
    private static void release(Session session, ObjectModel target, UUID[] ids) {
        for (ObjectModel object : session.model().objects()) {
            for (FieldModel lookup : object.all()) {
                if (lookup.target().filter(target.key()::equals).isPresent()) {
                    Field<UUID> column = StoredValues.column(lookup, UUID.class);
                    session.transaction()
                            .sql()
                            .update(object.table())
                            .setNull(field(column.getUnqualifiedName(), SQLDataType.UUID))
                            .where(column.eq(DSL.any(ids)))
                            .execute();
                }
            }
        }
    }
}
