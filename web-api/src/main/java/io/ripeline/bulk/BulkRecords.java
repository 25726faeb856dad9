package io.ripeline.bulk;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.bulk.Item.Effect;
import io.ripeline.bulk.Item.Outcome;
import io.ripeline.json.Stands;
import io.ripeline.json.StrictJson;
import io.ripeline.record.Move;
import io.ripeline.tenancy.TenantTransaction;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.UpdateSetMoreStep;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.JsonNode;

/// The records of bulk work and what became of each: a job that breaks off goes on where its last commit stands.
final class BulkRecords {

    private static final Table<?> RECORD = table(name("_bulk_record"));
    private static final Field<UUID> BULK_ID = field(name("bulk_id"), SQLDataType.UUID);
    private static final Field<UUID> RECORD_ID = field(name("record_id"), SQLDataType.UUID);
    private static final Field<String> OBJECT = field(name("object"), SQLDataType.CLOB);
    private static final Field<UUID> FROM_MEMBER = field(name("from_member"), SQLDataType.UUID);
    private static final Field<String> STATE = field(name("state"), SQLDataType.CLOB);
    private static final Field<String> NAME = field(name("name"), SQLDataType.CLOB);
    private static final Field<JSONB> PROBLEM = field(name("problem"), SQLDataType.JSONB);
    private static final Field<Integer[]> VERSIONS = field(name("versions"), SQLDataType.INTEGER.array());
    private static final Field<JSONB> STAYS = field(name("stays"), SQLDataType.JSONB);

    private final TenantTransaction transaction;

    BulkRecords(TenantTransaction transaction) {
        this.transaction = transaction;
    }

    /// What there is to tell of one record: why it was not changed, or what of it stays as it is.
    record Told(
            UUID id,
            @Nullable String name,
            @Stands(ProblemDetail.class) JsonNode problem) {}

    /// Notes which records the work is on; a record that is among those of several objects counts once.
    ///
    /// @param records by object, their ids and owners
    void add(UUID bulk, Map<String, Select<Record2<UUID, UUID>>> records) {
        records.forEach((object, found) -> transaction.sql().execute("""
                        INSERT INTO _bulk_record (bulk_id, record_id, object, from_member, state)
                        SELECT {0}, found.id, {1}, found.owner_id, 'open' FROM ({2}) AS found (id, owner_id)
                        ON CONFLICT DO NOTHING""", DSL.val(bulk), DSL.val(object), found));
    }

    /// The next records to be seen to, locked against a second run. On the way back what was done last comes first:
    /// what hangs on another record comes after it.
    List<Item> next(Bulk bulk, Way way, int most) {
        return transaction
                .sql()
                .select(RECORD_ID, OBJECT, FROM_MEMBER, VERSIONS, STAYS)
                .from(RECORD)
                .where(BULK_ID.eq(bulk.id()).and(STATE.eq(way.todo().key())))
                .orderBy(way == Way.BACK ? RECORD_ID.desc() : RECORD_ID.asc())
                .limit(most)
                .forUpdate()
                .fetch(row -> read(bulk, row));
    }

    private static Item read(Bulk bulk, Record row) {
        String object = row.get(OBJECT);
        Integer[] versions = row.get(VERSIONS);
        JSONB stays = row.get(STAYS);
        return new Item(
                row.get(RECORD_ID),
                object == null ? bulk.object() : object,
                row.get(FROM_MEMBER),
                new Effect(
                        versions == null ? Set.of() : Set.of(versions),
                        stays == null ? List.of() : List.of(StrictJson.MAPPER.readValue(stays.data(), Move[].class))));
    }

    /// Notes what became of some records, and what was made of them, so that it can be taken back.
    void mark(UUID bulk, List<Outcome> outcomes) {
        if (!outcomes.isEmpty()) {
            transaction
                    .sql()
                    .batch(outcomes.stream().map(each -> marking(bulk, each)).toList())
                    .execute();
        }
    }

    private Query marking(UUID bulk, Outcome outcome) {
        UpdateSetMoreStep<?> update = transaction
                .sql()
                .update(RECORD)
                .set(STATE, outcome.state().key())
                .set(NAME, outcome.called())
                .set(PROBLEM, outcome.problem() == null ? null : json(outcome.problem()));
        Effect made = outcome.made();
        if (made != null) {
            update = update.set(VERSIONS, made.versions().toArray(new Integer[0]))
                    .set(STAYS, made.stays().isEmpty() ? null : json(made.stays()));
        }
        return update.where(BULK_ID.eq(bulk).and(RECORD_ID.eq(outcome.id())));
    }

    private static JSONB json(Object value) {
        return JSONB.valueOf(StrictJson.MAPPER.writeValueAsString(value));
    }

    /// Leaves out what has not been reached yet.
    void skip(UUID bulk) {
        transaction
                .sql()
                .update(RECORD)
                .set(STATE, State.SKIPPED.key())
                .where(BULK_ID.eq(bulk).and(STATE.eq(State.OPEN.key())))
                .execute();
    }

    void forget(List<UUID> bulks) {
        transaction.sql().deleteFrom(RECORD).where(BULK_ID.in(bulks)).execute();
    }

    Counts counts(UUID bulk) {
        Map<State, Integer> counts = new EnumMap<>(State.class);
        transaction
                .sql()
                .select(STATE, DSL.count())
                .from(RECORD)
                .where(BULK_ID.eq(bulk))
                .groupBy(STATE)
                .forEach(row -> counts.put(State.of(row.value1()), row.value2()));
        return new Counts(counts);
    }

    /// How many of the records that were taken back are so in part only.
    int partly(UUID bulk) {
        return transaction
                .sql()
                .fetchCount(
                        RECORD,
                        BULK_ID.eq(bulk).and(STATE.eq(State.RETURNED.key())).and(PROBLEM.isNotNull()));
    }

    /// Of the records in some states, those with something to tell.
    List<Told> problems(UUID bulk, Set<State> states, int most) {
        return transaction
                .sql()
                .select(RECORD_ID, NAME, PROBLEM)
                .from(RECORD)
                .where(BULK_ID.eq(bulk).and(PROBLEM.isNotNull()))
                .and(STATE.in(states.stream().map(State::key).toList()))
                .orderBy(RECORD_ID)
                .limit(most)
                .fetch(row -> new Told(
                        row.value1(),
                        row.value2(),
                        StrictJson.MAPPER.readTree(row.value3().data())));
    }
}
