package io.ripeline.record;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.definition.ObjectModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// When records entered their stages and grades. Entries by the mapping of a removed value are left out, for nobody
/// moved the record, and so are moves that were taken back.
public final class PastMoves {

    private static final Table<?> STAY = table(name("_stay"));
    private static final Field<UUID> ID = field(name("_stay", "id"), SQLDataType.UUID);
    private static final Field<String> OBJECT = field(name("_stay", "object"), SQLDataType.CLOB);
    private static final Field<UUID> RECORD_ID = field(name("_stay", "record_id"), SQLDataType.UUID);
    private static final Field<String> FIELD = field(name("_stay", "field"), SQLDataType.CLOB);
    private static final Field<String> VALUE = field(name("_stay", "value"), SQLDataType.CLOB);
    private static final Field<Instant> ENTERED_AT = field(name("_stay", "entered_at"), SQLDataType.INSTANT);
    private static final Field<Instant> LEFT_AT = field(name("_stay", "left_at"), SQLDataType.INSTANT);
    private static final Field<String> CAUSE = field(name("_stay", "cause"), SQLDataType.CLOB);
    private static final Field<Instant> VOIDED_AT = field(name("_stay", "voided_at"), SQLDataType.INSTANT);
    private static final Field<UUID> ACTOR = field(name("_stay", "actor"), SQLDataType.UUID);

    private PastMoves() {}

    /// A record entered a stage or grade.
    public record Entered(UUID record, String value, Instant at, UUID actor) {}

    /// Entries found.
    ///
    /// @param all how many there are
    /// @param entries not more than were asked for: then a sample that is spread over all and always the same
    public record Found(long all, List<Entered> entries) {

        public Found {
            entries = List.copyOf(entries);
        }
    }

    /// Which entries are wanted.
    ///
    /// @param values the stages or grades entered; any where empty
    /// @param from included; from the beginning where absent
    /// @param to excluded
    public record Wanted(
            ObjectModel object,
            String field,
            List<String> values,
            @Nullable Instant from,
            Instant to) {

        public Wanted {
            values = List.copyOf(values);
        }
    }

    /// The entries of live records, at most so many.
    public static Found entries(Session session, Wanted wanted, int most) {
        ObjectModel object = wanted.object();
        Table<?> entries = STAY.join(object.table()).on(object.columns().id().eq(RECORD_ID));
        Condition condition = condition(wanted);
        long all = session.transaction().sql().fetchCount(entries, condition);
        OrderField<?> order = all > most ? DSL.md5(ID.cast(SQLDataType.CLOB)) : ENTERED_AT;
        return new Found(
                all,
                session.transaction()
                        .sql()
                        .select(RECORD_ID, VALUE, ENTERED_AT, ACTOR)
                        .from(entries)
                        .where(condition)
                        .orderBy(order, ID)
                        .limit(most)
                        .fetch(row -> new Entered(row.value1(), row.value2(), row.value3(), row.value4())));
    }

    private static Condition condition(Wanted wanted) {
        Condition condition = OBJECT.eq(wanted.object().key())
                .and(FIELD.eq(wanted.field()))
                .and(CAUSE.ne(Cause.MIGRATION.key()))
                .and(VOIDED_AT.isNull())
                .and(ENTERED_AT.lt(wanted.to()))
                .and(wanted.object().columns().deletedAt().isNull());
        if (wanted.from() != null) {
            condition = condition.and(ENTERED_AT.ge(wanted.from()));
        }
        return wanted.values().isEmpty() ? condition : condition.and(VALUE.in(wanted.values()));
    }

    /// A stay in a stage or grade.
    public record Stayed(
            String value, Instant from, @Nullable Instant until) {

        /// Whether the record was there then.
        public boolean covers(Instant then) {
            return !from.isAfter(then) && (until == null || until.isAfter(then));
        }
    }

    /// The stays of records in the stages or grades of a field, by record.
    public static Map<UUID, List<Stayed>> stays(Session session, String stayed, Collection<UUID> records) {
        Map<UUID, List<Stayed>> stays = new HashMap<>();
        session.transaction()
                .sql()
                .select(RECORD_ID, VALUE, ENTERED_AT, LEFT_AT)
                .from(STAY)
                .where(FIELD.eq(stayed)
                        .and(VOIDED_AT.isNull())
                        .and(RECORD_ID.eq(DSL.any(records.toArray(new UUID[0])))))
                .forEach(row -> stays.computeIfAbsent(row.value1(), key -> new ArrayList<>())
                        .add(new Stayed(row.value2(), row.value3(), row.value4())));
        return stays;
    }
}
