package io.ripeline.recomputation;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.tenancy.TenantTransaction;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
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

/// What is still to be brought up to date, a row per object and phase.
final class Backlog {

    private static final Table<Record> BACKLOG = table(name("_recomputation"));
    private static final Field<Integer> PHASE = field(name("phase"), SQLDataType.INTEGER);
    private static final Field<String> OBJECT = field(name("object"), SQLDataType.CLOB);
    private static final Field<String[]> FIELDS = field(name("fields"), SQLDataType.CLOB.array());
    private static final Field<Integer> ROUND = field(name("round"), SQLDataType.INTEGER);
    private static final Field<UUID> BEHIND = field(name("behind"), SQLDataType.UUID);
    private static final Field<Long> DONE = field(name("done"), SQLDataType.BIGINT);
    private static final Field<Long> TOTAL = field(name("total"), SQLDataType.BIGINT);

    /// What must come before what: roll-ups may take in what follows from a record by itself.
    enum Phase {
        OF_RECORDS(0),
        ACROSS_RECORDS(1);

        private final int number;

        Phase(int number) {
            this.number = number;
        }

        static Phase numbered(int number) {
            return number == OF_RECORDS.number ? OF_RECORDS : ACROSS_RECORDS;
        }
    }

    /// One object's part of it.
    ///
    /// @param behind the last record done; absent at the beginning
    /// @param total how many records there are; absent until counted
    record Entry(
            Phase phase,
            String object,
            List<String> fields,
            int round,
            @Nullable UUID behind,
            long done,
            @Nullable Long total) {

        Entry {
            fields = List.copyOf(fields);
        }
    }

    private final TenantTransaction transaction;

    Backlog(TenantTransaction transaction) {
        this.transaction = transaction;
    }

    /// Adds fields of an object, which begins anew with them.
    void add(Phase phase, String object, Collection<String> fields) {
        TreeSet<String> all = new TreeSet<>(fields);
        find(phase, object).ifPresent(entry -> all.addAll(entry.fields()));
        String[] named = all.toArray(new String[0]);
        transaction
                .sql()
                .insertInto(BACKLOG)
                .columns(PHASE, OBJECT, FIELDS, ROUND, DONE)
                .values(phase.number, object, named, 1, 0L)
                .onConflict(PHASE, OBJECT)
                .doUpdate()
                .set(FIELDS, named)
                .set(
                        ROUND,
                        DSL.field(name("_recomputation", "round"), SQLDataType.INTEGER)
                                .plus(1))
                .setNull(BEHIND)
                .set(DONE, 0L)
                .setNull(TOTAL)
                .execute();
    }

    /// The next part, in the order of phases and objects.
    Optional<Entry> next() {
        return transaction
                .sql()
                .selectFrom(BACKLOG)
                .orderBy(PHASE, OBJECT)
                .limit(1)
                .fetchOptional(Backlog::entry);
    }

    private Optional<Entry> find(Phase phase, String object) {
        return transaction
                .sql()
                .select(PHASE, OBJECT, FIELDS, ROUND, BEHIND, DONE, TOTAL)
                .from(BACKLOG)
                .where(PHASE.eq(phase.number).and(OBJECT.eq(object)))
                .fetchOptional(Backlog::entry);
    }

    private static Entry entry(Record row) {
        return new Entry(
                Phase.numbered(row.get(PHASE)),
                row.get(OBJECT),
                Arrays.asList(row.get(FIELDS)),
                row.get(ROUND),
                row.get(BEHIND),
                row.get(DONE),
                row.get(TOTAL));
    }

    /// Notes how many records a part has, unless it began anew meanwhile.
    void counted(Entry entry, long total) {
        transaction.sql().update(BACKLOG).set(TOTAL, total).where(still(entry)).execute();
    }

    /// Notes that a part has come as far as a record, unless it began anew or somebody else went on with it meanwhile.
    void advanced(Entry entry, UUID behind, int count) {
        transaction
                .sql()
                .update(BACKLOG)
                .set(BEHIND, behind)
                .set(DONE, entry.done() + count)
                .where(still(entry))
                .execute();
    }

    /// Takes a part off that is done, unless it began anew meanwhile.
    void finished(Entry entry) {
        transaction.sql().deleteFrom(BACKLOG).where(still(entry)).execute();
    }

    private static Condition still(Entry entry) {
        return PHASE.eq(entry.phase().number)
                .and(OBJECT.eq(entry.object()))
                .and(ROUND.eq(entry.round()))
                .and(BEHIND.isNotDistinctFrom(entry.behind()));
    }
}
