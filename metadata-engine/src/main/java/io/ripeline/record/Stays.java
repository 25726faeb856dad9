package io.ripeline.record;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.database.Batch;
import io.ripeline.database.Ids;
import io.ripeline.database.KeptStatement;
import io.ripeline.tenancy.TenantTransaction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// The stays of records in stages and grades.
final class Stays {

    static final Table<?> STAY = table(name("_stay"));
    private static final Field<UUID> ID = field(name("id"), SQLDataType.UUID);
    static final Field<String> OBJECT = field(name("object"), SQLDataType.CLOB);
    static final Field<UUID> RECORD_ID = field(name("record_id"), SQLDataType.UUID);
    static final Field<String> FIELD = field(name("field"), SQLDataType.CLOB);
    private static final Field<String> CAME_FROM = field(name("came_from"), SQLDataType.CLOB);
    private static final Field<String> VALUE = field(name("value"), SQLDataType.CLOB);
    private static final Field<Instant> ENTERED_AT = field(name("entered_at"), SQLDataType.INSTANT);
    static final Field<Instant> LEFT_AT = field(name("left_at"), SQLDataType.INSTANT);
    private static final Field<String> CAUSE = field(name("cause"), SQLDataType.CLOB);
    static final Field<String> REASON = field(name("reason"), SQLDataType.CLOB);
    private static final Field<UUID> ACTOR = field(name("actor"), SQLDataType.UUID);
    private static final Field<Integer> CONFIG_VERSION = field(name("config_version"), SQLDataType.INTEGER);

    private static final Field<Instant> VOIDED_AT = field(name("voided_at"), SQLDataType.INSTANT);
    private static final Field<UUID> VOIDED_BY = field(name("voided_by"), SQLDataType.UUID);
    static final Field<Boolean> CHOSEN = field(name("chosen"), SQLDataType.BOOLEAN);
    static final Field<LocalDate> UNTIL = field(name("until"), SQLDataType.LOCALDATE);
    private static final Field<String> UNMET = field(name("unmet"), SQLDataType.CLOB);

    private static final List<Field<?>> COLUMNS = List.of(
            ID,
            OBJECT,
            RECORD_ID,
            FIELD,
            CAME_FROM,
            VALUE,
            ENTERED_AT,
            LEFT_AT,
            CAUSE,
            REASON,
            ACTOR,
            CONFIG_VERSION,
            VOIDED_AT,
            VOIDED_BY,
            CHOSEN,
            UNTIL,
            UNMET);

    private static final Condition OF_PLACE = field(name("_stay", "record_id"), SQLDataType.UUID)
            .eq(field(name("given", "record"), SQLDataType.UUID))
            .and(field(name("_stay", "field"), SQLDataType.CLOB).eq(field(name("given", "field"), SQLDataType.CLOB)));

    private static final KeptStatement NEW = History.insertion(STAY, COLUMNS);

    private static final Condition OPEN_PLACE = RECORD_ID
            .eq(KeptStatement.place(SQLDataType.UUID))
            .and(FIELD.eq(KeptStatement.place(SQLDataType.CLOB)))
            .and(LEFT_AT.isNull());
    private static final KeptStatement LEAVING = new KeptStatement(() -> DSL.update(STAY)
            .set(LEFT_AT, KeptStatement.place(SQLDataType.INSTANT))
            .where(OPEN_PLACE));
    private static final KeptStatement VOIDING = new KeptStatement(() -> DSL.update(STAY)
            .set(LEFT_AT, KeptStatement.place(SQLDataType.INSTANT))
            .set(VOIDED_AT, KeptStatement.place(SQLDataType.INSTANT))
            .set(VOIDED_BY, KeptStatement.place(SQLDataType.UUID))
            .where(OPEN_PLACE));
    private static final KeptStatement REOPENING = new KeptStatement(() -> DSL.update(STAY)
            .setNull(LEFT_AT)
            .where(ID.eq(DSL.field(DSL.select(ID)
                    .from(STAY)
                    .where(RECORD_ID.eq(KeptStatement.place(SQLDataType.UUID)))
                    .and(FIELD.eq(KeptStatement.place(SQLDataType.CLOB)))
                    .and(VOIDED_AT.isNull())
                    .orderBy(LEFT_AT.desc(), ENTERED_AT.desc(), ID.desc())
                    .limit(1)))));

    private final History history;
    private final TenantTransaction transaction;

    Stays(History history) {
        this.history = history;
        this.transaction = history.transaction();
    }

    /// Notes that a record entered a stage or grade, and that it left the one before.
    void entered(String object, Entered entered) {
        leave(entered.record(), entered.field(), entered.at());
        if (entered.stay() != null) {
            stay(object, entered.record(), entered.stay());
        }
    }

    /// When a record enters what a write puts it into: now, or when it was written last, if that was later. Who waited
    /// for another's write began before it.
    static Instant at(StoredRecord before, Instant now) {
        return before.updatedAt().isAfter(now) ? before.updatedAt() : now;
    }

    /// That a record entered a stage or grade.
    ///
    /// @param stay the new one; absent where it is in none any more
    record Entered(
            UUID record, String field, Instant at, @Nullable Stay stay) {}

    /// Notes the same of several records.
    void enteredAll(String object, List<Entered> all) {
        if (all.isEmpty()) {
            return;
        }
        transaction
                .sql()
                .update(STAY)
                .set(LEFT_AT, field(name("given", "at"), SQLDataType.INSTANT))
                .from(given(all))
                .where(OF_PLACE)
                .and(field(name("_stay", "left_at"), SQLDataType.INSTANT).isNull())
                .execute();
        List<Brought> stays = new ArrayList<>();
        for (Entered each : all) {
            if (each.stay() != null) {
                stays.add(new Brought(each.record(), each.stay()));
            }
        }
        broughtAll(object, stays);
    }

    private static Table<?> given(Collection<Entered> places) {
        return DSL.table(
                        "unnest({0}, {1}, {2})",
                        DSL.val(places.stream().map(Entered::record).toArray(UUID[]::new)),
                        DSL.val(places.stream().map(Entered::field).toArray(String[]::new)),
                        DSL.val(places.stream().map(Entered::at).toArray(Instant[]::new), SQLDataType.INSTANT.array()))
                .as("given", "record", "field", "at");
    }

    /// Takes back the stay a record is in as a mistake: it is in the one before again, as if it had never left it.
    void voided(UUID record, String field) {
        history.note(VOIDING, List.of(LEFT_AT, VOIDED_AT, VOIDED_BY, RECORD_ID, FIELD), new @Nullable Object[] {
            transaction.now(), transaction.now(), history.actor(), record, field
        });
        history.note(REOPENING, List.of(RECORD_ID, FIELD), new @Nullable Object[] {record, field});
    }

    /// Notes the stays a record brings along, the last one open.
    void brought(String object, UUID record, List<Stay> stays) {
        stays.forEach(stay -> stay(object, record, stay));
    }

    /// A stay that a record brings along.
    record Brought(UUID record, Stay stay) {}

    /// Notes the stays that several records bring along.
    void broughtAll(String object, List<Brought> all) {
        @Nullable Object[][] rows = new @Nullable Object[all.size()][];
        for (int index = 0; index < rows.length; index++) {
            rows[index] = row(object, all.get(index).record(), all.get(index).stay());
        }
        Batch.insert(transaction.sql(), STAY, COLUMNS, rows);
    }

    private void leave(UUID record, String field, Instant at) {
        history.note(LEAVING, List.of(LEFT_AT, RECORD_ID, FIELD), new @Nullable Object[] {at, record, field});
    }

    private @Nullable Object[] row(String object, UUID record, Stay stay) {
        return new @Nullable Object[] {
            Ids.next(),
            object,
            record,
            stay.field(),
            stay.from(),
            stay.value(),
            stay.enteredAt(),
            stay.leftAt(),
            history.cause().key(),
            history.cause().reason(),
            history.actor(),
            transaction.configVersion(),
            null,
            null,
            stay.chosen(),
            null,
            stay.unmet()
        };
    }

    private void stay(String object, UUID record, Stay stay) {
        history.note(NEW, COLUMNS, row(object, record, stay));
    }

    /// The stays of some records, the oldest first.
    static List<Move> all(TenantTransaction transaction, Collection<UUID> records) {
        return of(transaction, records).values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Move::enteredAt))
                .toList();
    }

    /// The stays of each of some records, the oldest first.
    static Map<UUID, List<Move>> of(TenantTransaction transaction, Collection<UUID> records) {
        Map<UUID, List<Move>> moves = new HashMap<>();
        transaction
                .sql()
                .select(COLUMNS)
                .from(STAY)
                .where(RECORD_ID.eq(DSL.any(records.toArray(new UUID[0]))))
                .orderBy(ENTERED_AT, ID)
                .forEach(row -> moves.computeIfAbsent(row.get(RECORD_ID), key -> new ArrayList<>())
                        .add(move(row)));
        return moves;
    }

    private static Move move(Record row) {
        boolean noted = row.get(VOIDED_AT) != null
                || Boolean.TRUE.equals(row.get(CHOSEN))
                || row.get(UNTIL) != null
                || row.get(UNMET) != null;
        return new Move(
                row.get(FIELD),
                row.get(CAME_FROM),
                row.get(VALUE),
                row.get(ENTERED_AT),
                row.get(LEFT_AT),
                row.get(CAUSE),
                row.get(REASON),
                row.get(ACTOR),
                row.get(CONFIG_VERSION),
                noted
                        ? new Move.Notes(
                                row.get(VOIDED_AT),
                                row.get(VOIDED_BY),
                                Boolean.TRUE.equals(row.get(CHOSEN)),
                                row.get(UNTIL),
                                row.get(UNMET))
                        : null);
    }

    /// Puts stays in the place of those that a record has in their fields.
    void putBack(String object, UUID record, List<Move> moves) {
        putBackAll(object, Map.of(record, moves));
    }

    /// The same of several records.
    void putBackAll(String object, Map<UUID, List<Move>> moves) {
        Set<Entered> places = new LinkedHashSet<>();
        List<@Nullable Object[]> rows = new ArrayList<>();
        moves.forEach((record, its) -> its.forEach(move -> {
            places.add(new Entered(record, move.field(), transaction.now(), null));
            rows.add(row(object, record, move));
        }));
        if (!rows.isEmpty()) {
            transaction
                    .sql()
                    .deleteFrom(STAY)
                    .using(given(places))
                    .where(OF_PLACE)
                    .execute();
            Batch.insert(transaction.sql(), STAY, COLUMNS, rows.toArray(Object[][]::new));
        }
    }

    private static @Nullable Object[] row(String object, UUID record, Move move) {
        Move.Notes notes = move.notes();
        return new @Nullable Object[] {
            Ids.next(),
            object,
            record,
            move.field(),
            move.from(),
            move.to(),
            move.enteredAt(),
            move.leftAt(),
            move.cause(),
            move.reason(),
            move.actor(),
            move.definitionVersion(),
            notes == null ? null : notes.voidedAt(),
            notes == null ? null : notes.voidedBy(),
            notes != null && notes.chosen(),
            notes == null ? null : notes.until(),
            notes == null ? null : notes.unmet()
        };
    }
}
