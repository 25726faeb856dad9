package io.ripeline.worklist;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.tenancy.TenantTransaction;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// The objects whose follow-ups a publish left to be planned anew, and how far the job has come with each.
final class ReplanningBacklog {

    private static final Table<Record> BACKLOG = table(name("_replanning"));
    private static final Field<String> OBJECT = field(name("object"), SQLDataType.CLOB);
    private static final Field<String[]> RULES = field(name("rules"), SQLDataType.CLOB.array());
    private static final Field<Integer> ROUND = field(name("_replanning", "round"), SQLDataType.INTEGER);
    private static final Field<UUID> BEHIND = field(name("behind"), SQLDataType.UUID);
    private static final Field<Long> DONE = field(name("done"), SQLDataType.BIGINT);

    /// One object.
    ///
    /// @param rules keys of the rhythms that count otherwise than before
    /// @param round grows when a publish has the object begun anew
    /// @param behind the last record done; absent at the beginning
    record Entry(
            String object,
            Set<String> rules,
            int round,
            @Nullable UUID behind,
            long done) {

        Entry {
            rules = Set.copyOf(rules);
        }
    }

    private final TenantTransaction transaction;

    ReplanningBacklog(TenantTransaction transaction) {
        this.transaction = transaction;
    }

    /// Has an object begun anew, with these rhythms besides those it was waiting for.
    void add(String object, Set<String> rules) {
        Set<String> all = new TreeSet<>(rules);
        find(OBJECT.eq(object)).ifPresent(entry -> all.addAll(entry.rules()));
        String[] named = all.toArray(new String[0]);
        transaction
                .sql()
                .insertInto(BACKLOG)
                .columns(OBJECT, RULES, field(name("round"), SQLDataType.INTEGER), DONE)
                .values(object, named, 1, 0L)
                .onConflict(OBJECT)
                .doUpdate()
                .set(RULES, named)
                .set(field(name("round"), SQLDataType.INTEGER), ROUND.plus(1))
                .setNull(BEHIND)
                .set(DONE, 0L)
                .execute();
    }

    /// The next object.
    Optional<Entry> next() {
        return find(OBJECT.isNotNull());
    }

    private Optional<Entry> find(Condition which) {
        return transaction
                .sql()
                .select(OBJECT, RULES, ROUND, BEHIND, DONE)
                .from(BACKLOG)
                .where(which)
                .orderBy(OBJECT)
                .limit(1)
                .fetchOptional(row -> new Entry(
                        row.value1(),
                        Set.copyOf(Arrays.asList(row.value2())),
                        row.value3(),
                        row.value4(),
                        row.value5()));
    }

    /// Notes that an object has come as far as a record, unless it began anew or somebody else went on meanwhile.
    void advanced(Entry entry, UUID behind, int count) {
        transaction
                .sql()
                .update(BACKLOG)
                .set(BEHIND, behind)
                .set(DONE, entry.done() + count)
                .where(still(entry))
                .execute();
    }

    /// Takes an object off that is done, unless it began anew meanwhile.
    void finished(Entry entry) {
        transaction.sql().deleteFrom(BACKLOG).where(still(entry)).execute();
    }

    private static Condition still(Entry entry) {
        return OBJECT.eq(entry.object()).and(ROUND.eq(entry.round())).and(BEHIND.isNotDistinctFrom(entry.behind()));
    }
}
