package io.ripeline.record;

import static io.ripeline.record.RecordError.MERGE_TOO_LARGE;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/// Merges records into one: what pointed to them or was about them points to that one, they go to the bin, and their
/// history is told as its own (ADR 0031).
final class Merging {

    private static final int MOST = 10_000;

    private static final Table<Record> MERGED = table(name("_merged"));
    private static final Field<UUID> RECORD_ID = field(name("record_id"), SQLDataType.UUID);
    private static final Field<String> OBJECT = field(name("object"), SQLDataType.CLOB);
    private static final Field<UUID> INTO_ID = field(name("into_id"), SQLDataType.UUID);
    private static final Field<UUID> ACTOR = field(name("actor"), SQLDataType.UUID);
    private static final Field<Instant> MERGED_AT = field(name("merged_at"), SQLDataType.INSTANT);

    private final Session session;
    private final TenantTransaction transaction;
    private final RecordTables tables;
    private final ApplicationEventPublisher events;
    private final DuplicateWatch duplicates;
    private final Map<String, Integer> moved = new LinkedHashMap<>();

    Merging(Session session, RecordTables tables, ApplicationEventPublisher events, DuplicateWatch duplicates) {
        this.session = session;
        this.transaction = session.transaction();
        this.tables = tables;
        this.events = events;
        this.duplicates = duplicates;
    }

    /// Merges records that the member sees into one of them.
    Merged merge(ObjectModel object, UUID into, List<UUID> from, Map<String, UUID> chosen) {
        MergeRules.check(object, into, from, chosen);
        List<StoredRecord> records = locked(object, into, from);
        MergeRules rules = new MergeRules(session, object, records);
        UUID[] merged = from.toArray(new UUID[0]);
        for (ObjectModel other : session.model().objects()) {
            for (FieldModel lookup : other.all()) {
                if (lookup.target().filter(object.key()::equals).isPresent()) {
                    point(other, lookup, into, merged);
                }
            }
            if (other.about()) {
                new Resubjection(session, other)
                        .move(object.key(), merged, into, MOST)
                        .ifPresent(this::count);
            }
        }
        from.forEach(
                id -> new Bin(session, tables, Cause.MERGE, events, duplicates).delete(object, id, Precondition.NONE));
        note(object, into, merged);
        showings(into, merged);
        new Recomputation(session, tables.of(session.model(), object))
                .run(List.of(into), object.derived().rollUps());
        StoredRecord record = new RecordWrite(session, object, tables, Cause.MERGE, events, duplicates)
                .update(into, rules.changes(chosen), Precondition.NONE)
                .record();
        events.publishEvent(new RecordsMerged(transaction, session.model(), object, record, from));
        StaleRollUps.settle();
        return new Merged(record, records, moved, rules.conflicts());
    }

    /// The records, the one that stays first; locked in the order of their ids.
    private List<StoredRecord> locked(ObjectModel object, UUID into, List<UUID> from) {
        TreeSet<UUID> ids = new TreeSet<>(from);
        ids.add(into);
        Condition visible = new References(session, tables, Cause.MERGE).visible(object);
        RecordTable table = tables.of(session.model(), object);
        for (UUID id : ids) {
            if (table.lockAgainstReferences(transaction.sql(), id, visible).isEmpty()) {
                throw Records.notFound();
            }
        }
        List<StoredRecord> records = new ArrayList<>();
        records.add(table.find(transaction.sql(), into, visible).orElseThrow(Records::notFound));
        from.forEach(
                id -> records.add(table.find(transaction.sql(), id, visible).orElseThrow(Records::notFound)));
        return records;
    }

    private void count(Resubjection.Moved some) {
        moved.merge(some.object(), some.count(), Integer::sum);
    }

    /// Lets the records that point to the merged ones point to the one that stays. What would point to itself lets go.
    private void point(ObjectModel other, FieldModel lookup, UUID into, UUID[] merged) {
        Field<UUID> id = other.columns().id();
        List<UUID> ids = transaction
                .sql()
                .select(id)
                .from(other.table())
                .where(StoredValues.column(lookup, UUID.class).eq(DSL.any(merged)))
                .and(id.ne(DSL.all(merged)))
                .and(other.columns().deletedAt().isNull())
                .orderBy(id)
                .limit(MOST + 1)
                .fetch(id);
        if (ids.size() > MOST) {
            throw tooLarge();
        }
        for (UUID each : ids) {
            Map<String, @Nullable UUID> target = new LinkedHashMap<>();
            target.put(lookup.key(), each.equals(into) ? null : into);
            new RecordWrite(session, other, tables, Cause.REPOINT, events, duplicates)
                    .update(each, RecordChanges.of(target), Precondition.NONE);
        }
        if (!ids.isEmpty()) {
            moved.merge(other.key(), ids.size(), Integer::sum);
        }
    }

    static io.ripeline.refusal.Refused tooLarge() {
        return MERGE_TOO_LARGE.because(
                Text.of("More than %d records hang on these; merge in smaller steps.", "关联的记录超过 %d 条，请分步合并。", MOST));
    }

    private void note(ObjectModel object, UUID into, UUID[] merged) {
        transaction
                .sql()
                .update(MERGED)
                .set(INTO_ID, into)
                .where(INTO_ID.eq(DSL.any(merged)))
                .execute();
        for (UUID id : merged) {
            transaction
                    .sql()
                    .insertInto(MERGED)
                    .columns(RECORD_ID, OBJECT, INTO_ID, ACTOR, MERGED_AT)
                    .values(id, object.key(), into, session.caller().member().id(), transaction.now())
                    .onConflict(RECORD_ID)
                    .doUpdate()
                    .set(INTO_ID, into)
                    .execute();
        }
    }

    /// Whoever was shown one of the merged records is shown the one that stays, unless she is shown it already. Claims
    /// stay with what was claimed: they do not count while it is in the bin.
    private void showings(UUID into, UUID[] merged) {
        transaction.sql().execute("""
                UPDATE _share moved SET record_id = {0}, merged_from = coalesce(merged_from, record_id)
                WHERE record_id = ANY ({1}) AND ended_at IS NULL AND NOT EXISTS (
                    SELECT 1 FROM _share there
                    WHERE there.record_id = {0} AND there.ended_at IS NULL
                      AND there.member_id IS NOT DISTINCT FROM moved.member_id
                      AND there.role IS NOT DISTINCT FROM moved.role)""", DSL.val(into), DSL.val(merged));
    }

    /// Of records that leave the bin for good, and of what was merged into them, those whose history nobody asks for
    /// any more: that of a merged one is told with the one that stays.
    static UUID[] withoutRest(TenantTransaction transaction, UUID[] ids) {
        UUID[] untold = transaction
                .sql()
                .resultQuery("""
                        SELECT id FROM unnest({0}::uuid[]) AS gone (id)
                        WHERE NOT EXISTS (SELECT 1 FROM _merged WHERE record_id = id)
                        UNION SELECT record_id FROM _merged WHERE into_id = ANY ({0})""", DSL.val(ids))
                .coerce(field(name("id"), SQLDataType.UUID))
                .fetch()
                .map(row -> Objects.requireNonNull(row.value1()))
                .toArray(new UUID[0]);
        transaction.sql().deleteFrom(MERGED).where(INTO_ID.eq(DSL.any(ids))).execute();
        return untold;
    }

    /// The record that another one was merged into.
    static Optional<UUID> into(TenantTransaction transaction, UUID id) {
        return transaction
                .sql()
                .select(INTO_ID)
                .from(MERGED)
                .where(RECORD_ID.eq(id))
                .fetchOptional(INTO_ID);
    }

    /// Which of some records were merged, and into which.
    static Map<UUID, UUID> into(TenantTransaction transaction, UUID[] ids) {
        Map<UUID, UUID> into = new LinkedHashMap<>();
        transaction
                .sql()
                .select(RECORD_ID, INTO_ID)
                .from(MERGED)
                .where(RECORD_ID.eq(DSL.any(ids)))
                .forEach(row -> into.put(row.value1(), row.value2()));
        return into;
    }

    /// A record and all that were merged into it.
    static List<UUID> withMerged(TenantTransaction transaction, UUID id) {
        List<UUID> all = new ArrayList<>(List.of(id));
        transaction
                .sql()
                .select(RECORD_ID)
                .from(MERGED)
                .where(INTO_ID.eq(id))
                .forEach(row -> all.add(Objects.requireNonNull(row.value1())));
        return all;
    }

    /// Forgets that a record was merged, because it came back.
    static void forget(TenantTransaction transaction, UUID id) {
        transaction.sql().deleteFrom(MERGED).where(RECORD_ID.eq(id)).execute();
    }
}
