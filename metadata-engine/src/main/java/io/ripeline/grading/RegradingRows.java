package io.ripeline.grading;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.database.Ids;
import io.ripeline.tenancy.TenantTransaction;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record7;
import org.jooq.ResultQuery;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// What is still to be graded anew, and how far the job has come with each.
final class RegradingRows {

    private static final Duration KEPT = Duration.ofDays(30);
    private static final Table<?> REGRADING = table(name("_regrading"));
    private static final Field<UUID> ID = field(name("id"), SQLDataType.UUID);
    private static final Field<String> OBJECT = field(name("object"), SQLDataType.CLOB);
    private static final Field<String> FILTER = field(name("filter"), SQLDataType.CLOB);
    private static final Field<Boolean> EVERYONE = field(name("everyone"), SQLDataType.BOOLEAN);
    private static final Field<UUID> BEHIND = field(name("behind"), SQLDataType.UUID);
    private static final Field<Long> DONE = field(name("done"), SQLDataType.BIGINT);
    private static final Field<Long> CHANGED = field(name("changed"), SQLDataType.BIGINT);

    private final TenantTransaction transaction;

    RegradingRows(TenantTransaction transaction) {
        this.transaction = transaction;
    }

    /// Records to grade.
    ///
    /// @param filter which of the object's; all where absent
    /// @param everyone whether all of the company's, or those the person may change
    /// @param behind those up to this id are done
    record Entry(
            UUID id,
            String object,
            @Nullable String filter,
            boolean everyone,
            @Nullable UUID behind,
            long done,
            long changed) {}

    /// Notes records to be graded, and forgets those of long ago.
    UUID add(String object, @Nullable String filter, boolean everyone) {
        UUID id = Ids.next();
        transaction
                .sql()
                .execute(
                        "DELETE FROM _regrading WHERE uuid_extract_timestamp(id) < {0}",
                        DSL.val(transaction.now().minus(KEPT), SQLDataType.INSTANT));
        transaction
                .sql()
                .insertInto(REGRADING)
                .columns(ID, OBJECT, FILTER, EVERYONE, DONE, CHANGED)
                .values(id, object, filter, everyone, 0L, 0L)
                .execute();
        return id;
    }

    Optional<Entry> find(UUID id) {
        return read(select(id));
    }

    /// The same, held against a second run of the job until the transaction ends.
    Optional<Entry> lock(UUID id) {
        return read(select(id).forUpdate());
    }

    private SelectConditionStep<Record7<UUID, String, String, Boolean, UUID, Long, Long>> select(UUID id) {
        return transaction
                .sql()
                .select(ID, OBJECT, FILTER, EVERYONE, BEHIND, DONE, CHANGED)
                .from(REGRADING)
                .where(ID.eq(id));
    }

    private static Optional<Entry> read(ResultQuery<Record7<UUID, String, String, Boolean, UUID, Long, Long>> rows) {
        return rows.fetchOptional(row -> new Entry(
                row.value1(),
                row.value2(),
                row.value3(),
                Boolean.TRUE.equals(row.value4()),
                row.value5(),
                row.value6(),
                row.value7()));
    }

    void advanced(Entry entry, UUID behind, int done, int changed) {
        transaction
                .sql()
                .update(REGRADING)
                .set(BEHIND, behind)
                .set(DONE, DONE.plus(done))
                .set(CHANGED, CHANGED.plus(changed))
                .where(ID.eq(entry.id()))
                .execute();
    }
}
