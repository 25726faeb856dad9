package io.ripeline.rest;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.definition.ObjectModel;
import io.ripeline.json.Stands;
import io.ripeline.json.StrictJson;
import io.ripeline.record.Move;
import io.ripeline.tenancy.TenantTransaction;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.JsonNode;

/// Changes of many records and what became of each, in the company's own tables: a job that breaks off goes on where
/// its last commit stands.
final class BulkRows {

    private static final int MOST_LISTED = 100;
    private static final Table<?> BULK = table(name("_bulk"));
    private static final Field<UUID> ID = field(name("id"), SQLDataType.UUID);
    private static final Field<String> OBJECT = field(name("object"), SQLDataType.CLOB);
    private static final Field<JSONB> OPERATION = field(name("operation"), SQLDataType.JSONB);
    private static final Field<String> LOCALE = field(name("locale"), SQLDataType.CLOB);
    private static final Field<UUID> CREATED_BY = field(name("created_by"), SQLDataType.UUID);
    private static final Field<Instant> CREATED_AT = field(name("created_at"), SQLDataType.INSTANT);
    private static final Field<UUID> UNDONE_BY = field(name("undone_by"), SQLDataType.UUID);
    private static final Field<Instant> UNDONE_AT = field(name("undone_at"), SQLDataType.INSTANT);

    private static final Table<?> RECORD = table(name("_bulk_record"));
    private static final Field<UUID> BULK_ID = field(name("bulk_id"), SQLDataType.UUID);
    private static final Field<UUID> RECORD_ID = field(name("record_id"), SQLDataType.UUID);
    private static final Field<String> STATE = field(name("state"), SQLDataType.CLOB);
    private static final Field<String> NAME = field(name("name"), SQLDataType.CLOB);
    private static final Field<JSONB> PROBLEM = field(name("problem"), SQLDataType.JSONB);
    private static final Field<Integer[]> VERSIONS = field(name("versions"), SQLDataType.INTEGER.array());
    private static final Field<JSONB> STAYS = field(name("stays"), SQLDataType.JSONB);

    private final TenantTransaction transaction;

    BulkRows(TenantTransaction transaction) {
        this.transaction = transaction;
    }

    /// What became of a record.
    enum State {
        OPEN,
        DONE,
        FAILED,
        /// Not reached before all was undone.
        SKIPPED,
        /// As it was before, by undoing; what somebody changed since stays.
        RETURNED,
        /// As it is, since it was changed meanwhile.
        KEPT;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /// @param operation what is done to each record
    /// @param locale the language in which is told why one was refused
    record Bulk(
            UUID id,
            String object,
            BulkController.Change operation,
            Locale locale,
            UUID by,
            Instant createdAt,
            @Nullable Instant undoneAt) {}

    /// What a change made of one record.
    ///
    /// @param versions of the record; none where it was so before
    /// @param stays it was in before, where it changed any
    record Effect(UUID record, Set<Integer> versions, List<Move> stays) {}

    /// What became of one record.
    ///
    /// @param problem why it was refused, or what of it stays as it is
    record Outcome(
            UUID record,
            State state,
            @Nullable String called,
            @Nullable Map<String, Object> problem) {}

    /// Why one record was not changed.
    record Told(
            UUID id,
            @Nullable String name,
            @Stands(ProblemDetail.class) JsonNode problem) {}

    void add(Bulk bulk) {
        transaction
                .sql()
                .insertInto(BULK)
                .set(ID, bulk.id())
                .set(OBJECT, bulk.object())
                .set(OPERATION, json(bulk.operation()))
                .set(LOCALE, bulk.locale().toLanguageTag())
                .set(CREATED_BY, bulk.by())
                .set(CREATED_AT, bulk.createdAt())
                .execute();
    }

    private static JSONB json(Object value) {
        return JSONB.valueOf(StrictJson.MAPPER.writeValueAsString(value));
    }

    void addRecords(UUID bulk, ObjectModel object, Condition which) {
        transaction
                .sql()
                .insertInto(RECORD, BULK_ID, RECORD_ID, STATE)
                .select(DSL.select(DSL.val(bulk), object.columns().id(), DSL.inline(State.OPEN.key()))
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
        return find(id).orElseThrow(() -> new IllegalStateException("A change of many that nobody asked for"));
    }

    Optional<Bulk> find(UUID id) {
        return select(ID.eq(id)).stream().findFirst();
    }

    /// The newest ones, of one member or of all.
    List<Bulk> latest(@Nullable UUID by) {
        return select(by == null ? DSL.noCondition() : CREATED_BY.eq(by));
    }

    private List<Bulk> select(Condition which) {
        return transaction
                .sql()
                .select(ID, OBJECT, OPERATION, LOCALE, CREATED_BY, CREATED_AT, UNDONE_AT)
                .from(BULK)
                .where(which)
                .orderBy(CREATED_AT.desc(), ID.desc())
                .limit(MOST_LISTED)
                .fetch(BulkRows::read);
    }

    private static Bulk read(Record row) {
        return new Bulk(
                row.get(ID),
                row.get(OBJECT),
                StrictJson.MAPPER.readValue(row.get(OPERATION).data(), BulkController.Change.class),
                Locale.forLanguageTag(row.get(LOCALE)),
                row.get(CREATED_BY),
                row.get(CREATED_AT),
                row.get(UNDONE_AT));
    }

    /// Marks a change as undone, and what it has not reached yet as left out; answers whether it was not undone before.
    boolean undo(UUID id, UUID by) {
        boolean first = transaction
                        .sql()
                        .update(BULK)
                        .set(UNDONE_AT, transaction.now())
                        .set(UNDONE_BY, by)
                        .where(ID.eq(id).and(UNDONE_AT.isNull()))
                        .execute()
                == 1;
        if (first) {
            transaction
                    .sql()
                    .update(RECORD)
                    .set(STATE, State.SKIPPED.key())
                    .where(BULK_ID.eq(id).and(STATE.eq(State.OPEN.key())))
                    .execute();
        }
        return first;
    }

    /// The next records to be changed, locked against a second run.
    List<UUID> next(UUID id, int most) {
        return transaction
                .sql()
                .select(RECORD_ID)
                .from(RECORD)
                .where(BULK_ID.eq(id).and(STATE.eq(State.OPEN.key())))
                .orderBy(RECORD_ID)
                .limit(most)
                .forUpdate()
                .fetch(RECORD_ID);
    }

    /// What was done last and is still to be taken back, locked against a second run: what hangs on another record
    /// comes after it.
    List<Effect> last(UUID id, int most) {
        return transaction
                .sql()
                .select(RECORD_ID, VERSIONS, STAYS)
                .from(RECORD)
                .where(BULK_ID.eq(id).and(STATE.eq(State.DONE.key())))
                .orderBy(RECORD_ID.desc())
                .limit(most)
                .forUpdate()
                .fetch(row -> new Effect(
                        row.value1(),
                        row.value2() == null ? Set.of() : Set.of(row.value2()),
                        row.value3() == null
                                ? List.of()
                                : List.of(
                                        StrictJson.MAPPER.readValue(row.value3().data(), Move[].class))));
    }

    /// Notes what became of some records.
    void mark(UUID id, List<Outcome> outcomes) {
        if (!outcomes.isEmpty()) {
            transaction
                    .sql()
                    .batch(outcomes.stream().map(each -> marking(id, each)).toList())
                    .execute();
        }
    }

    private Query marking(UUID id, Outcome outcome) {
        return transaction
                .sql()
                .update(RECORD)
                .set(STATE, outcome.state().key())
                .set(NAME, outcome.called())
                .set(PROBLEM, outcome.problem() == null ? null : json(outcome.problem()))
                .where(BULK_ID.eq(id).and(RECORD_ID.eq(outcome.record())));
    }

    /// Notes what was made of some records, so that it can be taken back.
    void note(UUID id, List<Effect> effects) {
        if (!effects.isEmpty()) {
            transaction
                    .sql()
                    .batch(effects.stream().map(each -> noting(id, each)).toList())
                    .execute();
        }
    }

    private Query noting(UUID id, Effect effect) {
        return transaction
                .sql()
                .update(RECORD)
                .set(VERSIONS, effect.versions().toArray(new Integer[0]))
                .set(STAYS, effect.stays().isEmpty() ? null : json(effect.stays()))
                .where(BULK_ID.eq(id).and(RECORD_ID.eq(effect.record())));
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
    Map<State, Integer> counts(UUID id) {
        Map<State, Integer> counts = new EnumMap<>(State.class);
        transaction
                .sql()
                .select(STATE, DSL.count())
                .from(RECORD)
                .where(BULK_ID.eq(id))
                .groupBy(STATE)
                .forEach(row -> counts.put(State.of(row.value1()), row.value2()));
        return counts;
    }

    /// How many of the records that were taken back are so in part only.
    int partly(UUID id) {
        return transaction
                .sql()
                .fetchCount(
                        RECORD,
                        BULK_ID.eq(id).and(STATE.eq(State.RETURNED.key())).and(PROBLEM.isNotNull()));
    }

    /// Of the records in some states, those with something to tell.
    List<Told> problems(UUID id, List<State> states, int most) {
        return transaction
                .sql()
                .select(RECORD_ID, NAME, PROBLEM)
                .from(RECORD)
                .where(BULK_ID.eq(id).and(PROBLEM.isNotNull()))
                .and(STATE.in(states.stream().map(State::key).toList()))
                .orderBy(RECORD_ID)
                .limit(most)
                .fetch(row -> new Told(
                        row.value1(),
                        row.value2(),
                        StrictJson.MAPPER.readTree(row.value3().data())));
    }
}
