package io.ripeline.record;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.database.Batch;
import io.ripeline.database.Ids;
import io.ripeline.database.KeptStatement;
import io.ripeline.definition.Money;
import io.ripeline.json.StrictJson;
import io.ripeline.tenancy.TenantTransaction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What happened to records: the stays in stages and grades, and the values each write changed.
final class History {

    private static final Table<?> STAY = table(name("_stay"));
    private static final Field<UUID> ID = field(name("id"), SQLDataType.UUID);
    private static final Field<String> OBJECT = field(name("object"), SQLDataType.CLOB);
    private static final Field<UUID> RECORD_ID = field(name("record_id"), SQLDataType.UUID);
    private static final Field<String> FIELD = field(name("field"), SQLDataType.CLOB);
    private static final Field<String> CAME_FROM = field(name("came_from"), SQLDataType.CLOB);
    private static final Field<String> VALUE = field(name("value"), SQLDataType.CLOB);
    private static final Field<Instant> ENTERED_AT = field(name("entered_at"), SQLDataType.INSTANT);
    private static final Field<Instant> LEFT_AT = field(name("left_at"), SQLDataType.INSTANT);
    private static final Field<String> CAUSE = field(name("cause"), SQLDataType.CLOB);
    private static final Field<String> REASON = field(name("reason"), SQLDataType.CLOB);
    private static final Field<UUID> ACTOR = field(name("actor"), SQLDataType.UUID);
    private static final Field<Integer> CONFIG_VERSION = field(name("config_version"), SQLDataType.INTEGER);

    private static final Field<Instant> VOIDED_AT = field(name("voided_at"), SQLDataType.INSTANT);
    private static final Field<UUID> VOIDED_BY = field(name("voided_by"), SQLDataType.UUID);
    private static final Field<Boolean> CHOSEN = field(name("chosen"), SQLDataType.BOOLEAN);
    private static final Field<LocalDate> UNTIL = field(name("until"), SQLDataType.LOCALDATE);
    private static final Field<String> UNMET = field(name("unmet"), SQLDataType.CLOB);

    private static final List<Field<?>> STAY_COLUMNS = List.of(
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

    private static final Table<?> CHANGE = table(name("_change"));
    private static final Field<Integer> VERSION = field(name("version"), SQLDataType.INTEGER);
    private static final Field<String[]> FIELDS = field(name("fields"), SQLDataType.CLOB.array());
    private static final Field<JSONB> BEFORE = field(name("before"), SQLDataType.JSONB);
    private static final Field<JSONB> AFTER = field(name("after"), SQLDataType.JSONB);
    private static final Field<Instant> CHANGED_AT = field(name("changed_at"), SQLDataType.INSTANT);

    private static final List<Field<?>> CHANGE_COLUMNS = List.of(
            RECORD_ID, VERSION, OBJECT, FIELDS, BEFORE, AFTER, CAUSE, REASON, ACTOR, CHANGED_AT, CONFIG_VERSION);

    private static final KeptStatement NEW_STAY = insertion(STAY, STAY_COLUMNS);
    private static final KeptStatement NEW_CHANGE = insertion(CHANGE, CHANGE_COLUMNS);

    private final TenantTransaction transaction;
    private final UUID actor;
    private final Cause cause;
    private final Consumer<QueryPart> notes;

    private static KeptStatement insertion(Table<?> table, List<Field<?>> columns) {
        return new KeptStatement(() -> DSL.insertInto(table)
                .columns(columns)
                .values(columns.stream()
                        .map(column -> KeptStatement.place(column.getDataType()))
                        .toList()));
    }

    /// History noted at once.
    History(TenantTransaction transaction, UUID actor, Cause cause) {
        this(transaction, actor, cause, statement -> KeptStatement.execute(transaction.sql(), List.of(statement)));
    }

    /// @param notes is handed each statement that notes a change or an entry
    History(TenantTransaction transaction, UUID actor, Cause cause, Consumer<QueryPart> notes) {
        this.transaction = transaction;
        this.actor = actor;
        this.cause = cause;
        this.notes = notes;
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
        notes.accept(transaction
                .sql()
                .update(STAY)
                .set(LEFT_AT, transaction.now())
                .set(VOIDED_AT, transaction.now())
                .set(VOIDED_BY, actor)
                .where(RECORD_ID.eq(record).and(FIELD.eq(field)).and(LEFT_AT.isNull())));
        Field<UUID> last = DSL.field(DSL.select(ID)
                .from(STAY)
                .where(RECORD_ID.eq(record).and(FIELD.eq(field)).and(VOIDED_AT.isNull()))
                .orderBy(LEFT_AT.desc(), ENTERED_AT.desc(), ID.desc())
                .limit(1));
        notes.accept(transaction.sql().update(STAY).setNull(LEFT_AT).where(ID.eq(last)));
    }

    /// Notes until when a grade that a person gave holds.
    void chosen(UUID record, String field, @Nullable LocalDate until) {
        transaction
                .sql()
                .update(STAY)
                .set(CHOSEN, true)
                .set(UNTIL, until)
                .where(RECORD_ID.eq(record).and(FIELD.eq(field)).and(LEFT_AT.isNull()))
                .execute();
    }

    /// Notes why a person has a grade stay as it is.
    void chosenBecause(UUID record, String field, @Nullable String reason) {
        transaction
                .sql()
                .update(STAY)
                .set(REASON, reason)
                .where(RECORD_ID.eq(record).and(FIELD.eq(field)).and(LEFT_AT.isNull()))
                .execute();
    }

    /// The records whose grade was chosen until a day that has come.
    static List<UUID> ended(TenantTransaction transaction, String object, LocalDate today, int most) {
        return transaction
                .sql()
                .select(RECORD_ID)
                .from(STAY)
                .where(OBJECT.eq(object).and(UNTIL.le(today)).and(LEFT_AT.isNull()))
                .orderBy(RECORD_ID)
                .limit(most)
                .fetch(RECORD_ID);
    }

    /// Forgets that somebody chose the grades of these records until a day.
    static void unchosen(TenantTransaction transaction, Collection<UUID> records) {
        transaction
                .sql()
                .update(STAY)
                .set(CHOSEN, false)
                .setNull(UNTIL)
                .where(RECORD_ID
                        .eq(DSL.any(records.toArray(new UUID[0])))
                        .and(UNTIL.isNotNull())
                        .and(LEFT_AT.isNull()))
                .execute();
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
        Batch.insert(transaction.sql(), STAY, STAY_COLUMNS, rows);
    }

    /// Notes the values that several records were made with.
    void madeAll(String object, List<StoredRecord> records) {
        @Nullable Object[][] rows = new @Nullable Object[records.size()][];
        for (int index = 0; index < rows.length; index++) {
            StoredRecord record = records.get(index);
            rows[index] = new @Nullable Object[] {
                record.id(),
                1,
                object,
                new TreeSet<>(record.values().keySet()).toArray(new String[0]),
                json(Map.of()),
                json(record.values()),
                cause.key(),
                cause.reason(),
                actor,
                transaction.now(),
                transaction.configVersion()
            };
        }
        Batch.insert(transaction.sql(), CHANGE, CHANGE_COLUMNS, rows);
    }

    /// A record as a write left it, with the values it replaced and those it brought.
    record Changed(StoredRecord record, Map<String, Object> before, Map<String, Object> after) {}

    /// Notes which values several writes changed.
    void changedAll(String object, List<Changed> all) {
        @Nullable Object[][] rows = new @Nullable Object[all.size()][];
        for (int index = 0; index < rows.length; index++) {
            Changed each = all.get(index);
            TreeSet<String> fields = new TreeSet<>(each.before().keySet());
            fields.addAll(each.after().keySet());
            rows[index] = new @Nullable Object[] {
                each.record().id(),
                each.record().version(),
                object,
                fields.toArray(new String[0]),
                json(each.before()),
                json(each.after()),
                cause.key(),
                cause.reason(),
                actor,
                transaction.now(),
                transaction.configVersion()
            };
        }
        Batch.insert(transaction.sql(), CHANGE, CHANGE_COLUMNS, rows);
    }

    /// One stay to note.
    ///
    /// @param chosen whether a person gave the grade
    /// @param unmet JSON of the criteria that an override let pass
    record Stay(
            String field,
            @Nullable String from,
            String value,
            Instant enteredAt,
            @Nullable Instant leftAt,
            boolean chosen,
            @Nullable String unmet) {

        Stay(String field, @Nullable String from, String value, Instant enteredAt, @Nullable Instant leftAt) {
            this(field, from, value, enteredAt, leftAt, false, null);
        }

        /// The same, of a grade that a person chose.
        Stay byHand() {
            return new Stay(field, from, value, enteredAt, leftAt, true, unmet);
        }

        /// The same, into which an override let the record.
        Stay unmet(@Nullable String criteria) {
            return new Stay(field, from, value, enteredAt, leftAt, chosen, criteria);
        }
    }

    private void leave(UUID record, String field, Instant at) {
        notes.accept(transaction
                .sql()
                .update(STAY)
                .set(LEFT_AT, at)
                .where(RECORD_ID.eq(record).and(FIELD.eq(field)).and(LEFT_AT.isNull())));
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
            cause.key(),
            cause.reason(),
            actor,
            transaction.configVersion(),
            null,
            null,
            stay.chosen(),
            null,
            stay.unmet()
        };
    }

    private void stay(String object, UUID record, Stay stay) {
        note(NEW_STAY, STAY_COLUMNS, row(object, record, stay));
    }

    private void note(KeptStatement statement, List<Field<?>> columns, @Nullable Object[] row) {
        List<Field<?>> values = new ArrayList<>();
        for (int index = 0; index < row.length; index++) {
            values.add(KeptStatement.value(columns.get(index), row[index]));
        }
        notes.accept(statement.with(transaction.sql(), values));
    }

    /// Notes which values a write changed.
    void changed(String object, UUID record, int version, Map<String, Object> before, Map<String, Object> after) {
        TreeSet<String> fields = new TreeSet<>(before.keySet());
        fields.addAll(after.keySet());
        note(NEW_CHANGE, CHANGE_COLUMNS, new @Nullable Object[] {
            record,
            version,
            object,
            fields.toArray(new String[0]),
            json(before),
            json(after),
            cause.key(),
            cause.reason(),
            actor,
            transaction.now(),
            transaction.configVersion()
        });
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
    static Map<UUID, List<Change>> changes(TenantTransaction transaction, Collection<UUID> records) {
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

    /// The stays of some records, the oldest first.
    static List<Move> moves(TenantTransaction transaction, Collection<UUID> records) {
        return stays(transaction, records).values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Move::enteredAt))
                .toList();
    }

    /// The stays of each of some records, the oldest first.
    static Map<UUID, List<Move>> stays(TenantTransaction transaction, Collection<UUID> records) {
        Map<UUID, List<Move>> moves = new HashMap<>();
        transaction
                .sql()
                .select(STAY_COLUMNS)
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
            Batch.insert(transaction.sql(), STAY, STAY_COLUMNS, rows.toArray(Object[][]::new));
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
