package io.ripeline.rest;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.definition.ObjectModel;
import io.ripeline.json.Stands;
import io.ripeline.json.StrictJson;
import io.ripeline.tenancy.TenantTransaction;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.JsonNode;

/// Changes of many records and what became of each, in the company's own tables: a job that breaks off goes on where
/// its last commit stands.
final class BulkRows {

    private static final Table<?> BULK = table(name("_bulk"));
    private static final Field<UUID> ID = field(name("id"), SQLDataType.UUID);
    private static final Field<String> OBJECT = field(name("object"), SQLDataType.CLOB);
    private static final Field<JSONB> OPERATION = field(name("operation"), SQLDataType.JSONB);
    private static final Field<String> LOCALE = field(name("locale"), SQLDataType.CLOB);
    private static final Field<Instant> CREATED_AT = field(name("created_at"), SQLDataType.INSTANT);

    private static final Table<?> RECORD = table(name("_bulk_record"));
    private static final Field<UUID> BULK_ID = field(name("bulk_id"), SQLDataType.UUID);
    private static final Field<UUID> RECORD_ID = field(name("record_id"), SQLDataType.UUID);
    private static final Field<String> STATE = field(name("state"), SQLDataType.CLOB);
    private static final Field<String> NAME = field(name("name"), SQLDataType.CLOB);
    private static final Field<JSONB> PROBLEM = field(name("problem"), SQLDataType.JSONB);

    static final String OPEN = "open";
    static final String DONE = "done";
    static final String FAILED = "failed";

    private final TenantTransaction transaction;

    BulkRows(TenantTransaction transaction) {
        this.transaction = transaction;
    }

    /// @param operation what is done to each record
    /// @param locale the language in which is told why one was refused
    record Bulk(UUID id, String object, BulkController.Change operation, Locale locale) {}

    /// Why one record was not changed.
    record Problem(
            UUID id,
            @Nullable String name,
            @Stands(ProblemDetail.class) JsonNode problem) {}

    void add(Bulk bulk, UUID by) {
        transaction
                .sql()
                .insertInto(BULK)
                .set(ID, bulk.id())
                .set(OBJECT, bulk.object())
                .set(OPERATION, JSONB.valueOf(StrictJson.MAPPER.writeValueAsString(bulk.operation())))
                .set(LOCALE, bulk.locale().toLanguageTag())
                .set(field(name("created_by"), SQLDataType.UUID), by)
                .set(CREATED_AT, transaction.now())
                .execute();
    }

    void addRecords(UUID bulk, ObjectModel object, Condition which) {
        transaction
                .sql()
                .insertInto(RECORD, BULK_ID, RECORD_ID, STATE)
                .select(DSL.select(DSL.val(bulk), object.columns().id(), DSL.inline(OPEN))
                        .from(object.table())
                        .where(which))
                .execute();
    }

    void addRecords(UUID bulk, List<UUID> ids) {
        transaction.sql().execute("""
                INSERT INTO _bulk_record (bulk_id, record_id, state)
                SELECT DISTINCT {0}, id, 'open' FROM unnest({1}::uuid[]) AS wanted (id)""", DSL.val(bulk), DSL.val(ids.toArray(new UUID[0])));
    }

    Bulk get(UUID id) {
        return transaction
                .sql()
                .select(OBJECT, OPERATION, LOCALE)
                .from(BULK)
                .where(ID.eq(id))
                .fetchSingle(row -> new Bulk(
                        id,
                        row.value1(),
                        StrictJson.MAPPER.readValue(row.value2().data(), BulkController.Change.class),
                        Locale.forLanguageTag(row.value3())));
    }

    /// The next records to be changed, locked against a second run.
    List<UUID> next(UUID id, int most) {
        return transaction
                .sql()
                .select(RECORD_ID)
                .from(RECORD)
                .where(BULK_ID.eq(id).and(STATE.eq(OPEN)))
                .orderBy(RECORD_ID)
                .limit(most)
                .forUpdate()
                .fetch(RECORD_ID);
    }

    void mark(UUID id, UUID record, @Nullable String called, @Nullable Map<String, Object> problem) {
        transaction
                .sql()
                .update(RECORD)
                .set(STATE, problem == null ? DONE : FAILED)
                .set(NAME, called)
                .set(PROBLEM, problem == null ? null : JSONB.valueOf(StrictJson.MAPPER.writeValueAsString(problem)))
                .where(BULK_ID.eq(id).and(RECORD_ID.eq(record)))
                .execute();
    }

    /// Forgets some of the changes that are older, and answers how many.
    int forget(Instant oldest, int most) {
        List<UUID> old = transaction
                .sql()
                .select(ID)
                .from(BULK)
                .where(CREATED_AT.le(oldest))
                .orderBy(CREATED_AT, ID)
                .limit(most)
                .fetch(ID);
        transaction.sql().deleteFrom(RECORD).where(BULK_ID.in(old)).execute();
        transaction.sql().deleteFrom(BULK).where(ID.in(old)).execute();
        return old.size();
    }

    /// How many records stand in each state.
    Map<String, Integer> counts(UUID id) {
        Map<String, Integer> counts = new HashMap<>();
        transaction
                .sql()
                .select(STATE, DSL.count())
                .from(RECORD)
                .where(BULK_ID.eq(id))
                .groupBy(STATE)
                .forEach(row -> counts.put(row.value1(), row.value2()));
        return counts;
    }

    List<Problem> problems(UUID id, int most) {
        return transaction
                .sql()
                .select(RECORD_ID, NAME, PROBLEM)
                .from(RECORD)
                .where(BULK_ID.eq(id).and(STATE.eq(FAILED)))
                .orderBy(RECORD_ID)
                .limit(most)
                .fetch(row -> new Problem(
                        row.value1(),
                        row.value2(),
                        StrictJson.MAPPER.readTree(row.value3().data())));
    }
}
