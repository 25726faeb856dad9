package io.ripeline.record;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.database.Batch;
import io.ripeline.database.KeptStatement;
import io.ripeline.definition.Money;
import io.ripeline.json.StrictJson;
import io.ripeline.tenancy.TenantTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The values that each write changed.
final class Changes {

    private static final Table<?> CHANGE = table(name("_change"));
    private static final Field<String> OBJECT = field(name("object"), SQLDataType.CLOB);
    private static final Field<UUID> RECORD_ID = field(name("record_id"), SQLDataType.UUID);
    private static final Field<String> CAUSE = field(name("cause"), SQLDataType.CLOB);
    private static final Field<String> REASON = field(name("reason"), SQLDataType.CLOB);
    private static final Field<UUID> ACTOR = field(name("actor"), SQLDataType.UUID);
    private static final Field<Integer> CONFIG_VERSION = field(name("config_version"), SQLDataType.INTEGER);
    private static final Field<Integer> VERSION = field(name("version"), SQLDataType.INTEGER);
    private static final Field<String[]> FIELDS = field(name("fields"), SQLDataType.CLOB.array());
    private static final Field<JSONB> BEFORE = field(name("before"), SQLDataType.JSONB);
    private static final Field<JSONB> AFTER = field(name("after"), SQLDataType.JSONB);
    private static final Field<Instant> CHANGED_AT = field(name("changed_at"), SQLDataType.INSTANT);

    private static final List<Field<?>> COLUMNS = List.of(
            RECORD_ID, VERSION, OBJECT, FIELDS, BEFORE, AFTER, CAUSE, REASON, ACTOR, CHANGED_AT, CONFIG_VERSION);

    private static final KeptStatement NEW = History.insertion(CHANGE, COLUMNS);

    private final History history;
    private final TenantTransaction transaction;

    Changes(History history) {
        this.history = history;
        this.transaction = history.transaction();
    }

    /// Notes which values a write changed.
    void changed(String object, UUID record, int version, Map<String, Object> before, Map<String, Object> after) {
        TreeSet<String> fields = new TreeSet<>(before.keySet());
        fields.addAll(after.keySet());
        history.note(NEW, COLUMNS, new @Nullable Object[] {
            record,
            version,
            object,
            fields.toArray(new String[0]),
            json(before),
            json(after),
            history.cause().key(),
            history.cause().reason(),
            history.actor(),
            transaction.now(),
            transaction.configVersion()
        });
    }

    /// Notes the values that several records were made with.
    void madeAll(String object, List<StoredRecord> records) {
        changedAll(
                object,
                records.stream()
                        .map(record -> new Changed(record, Map.of(), record.values()))
                        .toList());
    }

    /// A record as a write left it, with the values it replaced and those it brought.
    record Changed(StoredRecord record, Map<String, Object> before, Map<String, Object> after) {}

    /// Notes which values several writes changed.
    void changedAll(String object, List<Changed> all) {
        // Wording values needs no database, which meanwhile waits: all processors may do it.
        @Nullable
        Object[][] rows = all.parallelStream().map(each -> row(object, each)).toArray(Object[][]::new);
        Batch.insert(transaction.sql(), CHANGE, COLUMNS, rows);
    }

    private @Nullable Object[] row(String object, Changed each) {
        TreeSet<String> fields = new TreeSet<>(each.before().keySet());
        fields.addAll(each.after().keySet());
        return new @Nullable Object[] {
            each.record().id(),
            each.record().version(),
            object,
            fields.toArray(new String[0]),
            json(each.before()),
            json(each.after()),
            history.cause().key(),
            history.cause().reason(),
            history.actor(),
            transaction.now(),
            transaction.configVersion()
        };
    }

    private static JSONB json(Map<String, Object> values) {
        Map<String, Object> plain = new LinkedHashMap<>();
        values.forEach((key, value) ->
                plain.put(key, value instanceof Money || value instanceof List ? value : value.toString()));
        return JSONB.valueOf(StrictJson.MAPPER.writeValueAsString(plain));
    }

    /// The fields changed since a version, with who changed them last and when.
    static Since since(TenantTransaction transaction, UUID record, int version) {
        var rows = transaction
                .sql()
                .select(FIELDS, ACTOR, CHANGED_AT)
                .from(CHANGE)
                .where(RECORD_ID.eq(record).and(VERSION.gt(version)))
                .orderBy(VERSION)
                .fetch();
        TreeSet<String> fields = new TreeSet<>();
        rows.forEach(row -> fields.addAll(List.of(row.value1())));
        return rows.isEmpty()
                ? new Since(List.of(), null, null)
                : new Since(
                        new ArrayList<>(fields),
                        rows.getLast().value2(),
                        rows.getLast().value3());
    }

    /// What was changed since a version.
    record Since(
            List<String> fields,
            @Nullable UUID by,
            @Nullable Instant at) {}

    /// What one write changed.
    ///
    /// @param before the values it replaced, by field; without those that were not there
    record Change(int version, Instant at, UUID by, String cause, List<String> fields, JsonNode before) {}

    /// What was ever changed in some records, the newest first.
    static Map<UUID, List<Change>> of(TenantTransaction transaction, Collection<UUID> records) {
        Map<UUID, List<Change>> changes = new HashMap<>();
        transaction
                .sql()
                .select(RECORD_ID, VERSION, CHANGED_AT, ACTOR, CAUSE, FIELDS, BEFORE)
                .from(CHANGE)
                .where(RECORD_ID.eq(DSL.any(records.toArray(new UUID[0]))))
                .orderBy(RECORD_ID, VERSION.desc())
                .forEach(row -> changes.computeIfAbsent(row.value1(), key -> new ArrayList<>())
                        .add(new Change(
                                row.value2(),
                                row.value3(),
                                row.value4(),
                                row.value5(),
                                List.of(row.value6()),
                                StrictJson.MAPPER.readTree(row.value7().data()))));
        return changes;
    }

    /// The writes of the transaction at hand to some records, but for what the platform did of itself.
    static Map<UUID, List<OwnWrite>> own(TenantTransaction transaction, UUID actor, Collection<UUID> records) {
        Map<UUID, List<OwnWrite>> own = new HashMap<>();
        transaction
                .sql()
                .select(RECORD_ID, VERSION, FIELDS)
                .from(CHANGE)
                .where(RECORD_ID.eq(DSL.any(records.toArray(new UUID[0]))))
                .and(CHANGED_AT.eq(transaction.now()).and(ACTOR.eq(actor)))
                .and(CAUSE.notIn(Undoing.NOBODY))
                .orderBy(RECORD_ID, VERSION)
                .forEach(row -> own.computeIfAbsent(row.value1(), key -> new ArrayList<>())
                        .add(new OwnWrite(row.value2(), List.of(row.value3()))));
        return own;
    }
}
