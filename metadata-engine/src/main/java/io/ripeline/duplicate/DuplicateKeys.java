package io.ripeline.duplicate;

import io.ripeline.tenancy.TenantTransaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// The keys by which records are found.
final class DuplicateKeys {

    private static final Table<?> KEYS = DSL.table(DSL.name("_duplicate_key"));
    private static final Field<Long> KEY = DSL.field(DSL.name("key"), SQLDataType.BIGINT);
    private static final Field<UUID> RECORD_ID = DSL.field(DSL.name("record_id"), SQLDataType.UUID);
    private static final Field<UUID[]> RECORD_IDS = DSL.field(DSL.name("record_ids"), SQLDataType.UUID.array());

    /// Of a key that very many records share no more are looked at: what is truly the same shares rarer ones too.
    private static final int MOST_PER_KEY = 50;

    private final TenantTransaction transaction;

    DuplicateKeys(TenantTransaction transaction) {
        this.transaction = transaction;
    }

    /// Takes locks until the transaction ends, in the order given.
    void lock(Collection<Long> locks, boolean alone) {
        long company = transaction.tenant().id().getMostSignificantBits()
                ^ Long.rotateLeft(transaction.tenant().id().getLeastSignificantBits(), 1);
        Long[] wanted = locks.stream().map(lock -> lock ^ company).toArray(Long[]::new);
        if (wanted.length > 0) {
            String lock = alone ? "pg_advisory_xact_lock" : "pg_advisory_xact_lock_shared";
            transaction
                    .sql()
                    .execute("SELECT " + lock + "(wanted.key) FROM unnest({0}) AS wanted (key)", DSL.val(wanted));
        }
    }

    /// The records that have some keys, by key.
    Map<Long, Set<UUID>> find(Collection<Long> keys) {
        Map<Long, Set<UUID>> found = new HashMap<>();
        if (!keys.isEmpty()) {
            transaction
                    .sql()
                    .resultQuery("""
                            SELECT wanted.key, found.record_ids FROM unnest({0}) AS wanted (key)
                            CROSS JOIN LATERAL (
                                SELECT array_agg(record_id) AS record_ids
                                FROM (SELECT record_id FROM _duplicate_key
                                      WHERE _duplicate_key.key = wanted.key LIMIT {1}) AS having_it) AS found
                            WHERE found.record_ids IS NOT NULL""", DSL.val(keys.toArray(new Long[0])), DSL.inline(MOST_PER_KEY))
                    .coerce(KEY, RECORD_IDS)
                    .forEach(row -> found.put(row.value1(), new LinkedHashSet<>(List.of(row.value2()))));
        }
        return found;
    }

    /// Keys and the records that have them, beside each other.
    private record Pairs(List<Long> keys, List<UUID> records) {

        /// In the order of the keys, in which the index takes them in quicker.
        static Pairs of(Map<UUID, ? extends Collection<Long>> keys) {
            List<Map.Entry<Long, UUID>> all = keys.entrySet().parallelStream()
                    .flatMap(each -> each.getValue().stream().map(key -> Map.entry(key, each.getKey())))
                    .sorted(Map.Entry.comparingByKey())
                    .toList();
            return new Pairs(
                    all.stream().map(Map.Entry::getKey).toList(),
                    all.stream().map(Map.Entry::getValue).toList());
        }

        boolean none() {
            return keys.isEmpty();
        }
    }

    /// Gives records keys, some of which they may have.
    void add(Map<UUID, ? extends Collection<Long>> keys) {
        add(keys, "ON CONFLICT DO NOTHING");
    }

    /// Gives new records keys.
    void begin(Map<UUID, ? extends Collection<Long>> keys) {
        add(keys, "");
    }

    private void add(Map<UUID, ? extends Collection<Long>> keys, String standing) {
        Pairs pairs = Pairs.of(keys);
        if (!pairs.none()) {
            transaction
                    .sql()
                    .execute(
                            "INSERT INTO _duplicate_key (key, record_id) SELECT * FROM unnest({0}, {1}) " + standing,
                            DSL.val(pairs.keys().toArray(new Long[0])),
                            DSL.val(pairs.records().toArray(new UUID[0])));
        }
    }

    /// Takes keys from records.
    void remove(Map<UUID, ? extends Collection<Long>> keys) {
        Pairs pairs = Pairs.of(keys);
        if (!pairs.none()) {
            transaction
                    .sql()
                    .execute(
                            "DELETE FROM _duplicate_key USING unnest({0}, {1}) AS gone (key, record_id) "
                                    + "WHERE _duplicate_key.key = gone.key "
                                    + "AND _duplicate_key.record_id = gone.record_id",
                            DSL.val(pairs.keys().toArray(new Long[0])),
                            DSL.val(pairs.records().toArray(new UUID[0])));
        }
    }

    /// Takes all keys from records.
    void removeAll(Collection<UUID> records) {
        transaction
                .sql()
                .deleteFrom(KEYS)
                .where(RECORD_ID.eq(DSL.any(records.toArray(new UUID[0]))))
                .execute();
    }
}
