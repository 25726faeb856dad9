package io.ripeline.transfer;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.tenancy.TenantTransaction;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// The transfers of a company and what became of each record, in the company's own tables: a job that breaks off goes
/// on
/// where its last commit stands.
final class TransferRows {

    private static final int MOST = 100;
    private static final Table<?> TRANSFER = table(name("_transfer"));
    private static final Field<UUID> ID = field(name("id"), SQLDataType.UUID);
    private static final Field<String> OBJECT = field(name("object"), SQLDataType.CLOB);
    private static final Field<UUID> TO_MEMBER = field(name("to_member"), SQLDataType.UUID);
    private static final Field<String[]> CHILDREN = field(name("children"), SQLDataType.CLOB.array());
    private static final Field<String> REASON = field(name("reason"), SQLDataType.CLOB);
    private static final Field<UUID> CREATED_BY = field(name("created_by"), SQLDataType.UUID);
    private static final Field<Instant> CREATED_AT = field(name("created_at"), SQLDataType.INSTANT);
    private static final Field<UUID> UNDONE_BY = field(name("undone_by"), SQLDataType.UUID);
    private static final Field<Instant> UNDONE_AT = field(name("undone_at"), SQLDataType.INSTANT);

    private static final Table<?> RECORD = table(name("_transfer_record"));
    private static final Field<UUID> TRANSFER_ID = field(name("transfer_id"), SQLDataType.UUID);
    private static final Field<UUID> RECORD_ID = field(name("record_id"), SQLDataType.UUID);
    private static final Field<UUID> FROM_MEMBER = field(name("from_member"), SQLDataType.UUID);
    private static final Field<String> STATE = field(name("state"), SQLDataType.CLOB);
    private static final Field<Integer> VERSION = field(name("version"), SQLDataType.INTEGER);

    private final TenantTransaction transaction;

    TransferRows(TenantTransaction transaction) {
        this.transaction = transaction;
    }

    /// What became of a record.
    enum State {
        OPEN,
        GIVEN,
        SKIPPED,
        FAILED,
        /// Given back by undoing.
        RETURNED,
        /// Not given back, since it changed hands meanwhile.
        KEPT;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param from whose it was; absent where it was nobody's
    /// @param version its version after it was given
    record Item(
            UUID id,
            String object,
            @Nullable UUID from,
            @Nullable Integer version) {}

    void add(Transfer transfer, Map<String, Select<Record2<UUID, UUID>>> sets) {
        transaction
                .sql()
                .insertInto(TRANSFER)
                .set(ID, transfer.id())
                .set(OBJECT, transfer.object())
                .set(TO_MEMBER, transfer.to())
                .set(CHILDREN, transfer.children().toArray(new String[0]))
                .set(REASON, transfer.reason())
                .set(CREATED_BY, transfer.by())
                .set(CREATED_AT, transfer.createdAt())
                .execute();
        sets.forEach(
                (object, records) -> transaction.sql().execute("""
                        INSERT INTO _transfer_record (transfer_id, record_id, object, from_member, state)
                        SELECT {0}, found.id, {1}, found.owner_id, 'open' FROM ({2}) AS found (id, owner_id)
                        ON CONFLICT DO NOTHING""", DSL.val(transfer.id()), DSL.val(object), records));
    }

    Optional<Transfer> find(UUID id) {
        return select(ID.eq(id)).stream().findFirst();
    }

    /// The newest ones, of one member or of all.
    List<Transfer> latest(@Nullable UUID by) {
        return select(by == null ? DSL.noCondition() : CREATED_BY.eq(by));
    }

    private List<Transfer> select(Condition which) {
        return transaction
                .sql()
                .select(ID, OBJECT, TO_MEMBER, CHILDREN, REASON, CREATED_BY, CREATED_AT, UNDONE_AT)
                .from(TRANSFER)
                .where(which)
                .orderBy(CREATED_AT.desc(), ID.desc())
                .limit(MOST)
                .fetch(TransferRows::read);
    }

    private static Transfer read(Record row) {
        return new Transfer(
                row.get(ID),
                row.get(OBJECT),
                row.get(TO_MEMBER),
                Arrays.asList(row.get(CHILDREN)),
                row.get(REASON),
                row.get(CREATED_BY),
                row.get(CREATED_AT),
                row.get(UNDONE_AT));
    }

    /// Marks a transfer as undone, and what it has not given yet as left out; answers whether it was not undone before.
    boolean undo(UUID id, UUID by) {
        boolean first = transaction
                        .sql()
                        .update(TRANSFER)
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
                    .where(TRANSFER_ID.eq(id).and(STATE.eq(State.OPEN.key())))
                    .execute();
        }
        return first;
    }

    /// The next records in a state, locked against a second run.
    List<Item> next(UUID id, State state, int most) {
        return transaction
                .sql()
                .select(RECORD_ID, OBJECT, FROM_MEMBER, VERSION)
                .from(RECORD)
                .where(TRANSFER_ID.eq(id).and(STATE.eq(state.key())))
                .orderBy(RECORD_ID)
                .limit(most)
                .forUpdate()
                .fetch(row -> new Item(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    void mark(UUID id, UUID record, State state, @Nullable Integer version) {
        transaction
                .sql()
                .update(RECORD)
                .set(STATE, state.key())
                .set(VERSION, version)
                .where(TRANSFER_ID.eq(id).and(RECORD_ID.eq(record)))
                .execute();
    }

    /// How many records of a transfer stand in each state.
    Map<State, Integer> counts(UUID id) {
        Map<State, Integer> counts = new EnumMap<>(State.class);
        transaction
                .sql()
                .select(STATE, DSL.count())
                .from(RECORD)
                .where(TRANSFER_ID.eq(id))
                .groupBy(STATE)
                .forEach(row -> counts.put(State.valueOf(row.value1().toUpperCase(Locale.ROOT)), row.value2()));
        return counts;
    }
}
