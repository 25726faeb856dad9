package io.ripeline.record;

import io.ripeline.definition.Derivations.RollUp;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.Money;
import io.ripeline.definition.RollUpFunction;
import io.ripeline.expression.Moment;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.AggregateFunction;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// One roll-up as columns over a list of records, and their values as the roll-up's.
///
/// Amounts of several currencies cannot be added or compared: where the roll-up names no currency, it has a value only
/// while all amounts have the same.
final class RollUpFigure {

    /// What the list is called in the query.
    static final String LIST = "list";

    private static final int PLACES = 10;

    private final RollUp rollUp;
    private final String name;
    private final List<Field<?>> computed = new ArrayList<>();
    private final List<Field<?>> columns = new ArrayList<>();

    RollUpFigure(RollUp rollUp, String name, Moment moment) {
        this.rollUp = rollUp;
        this.name = name;
        Condition taken =
                rollUp.where() == null ? DSL.noCondition() : rollUp.where().condition(moment);
        FieldModel measured = rollUp.measured();
        if (measured == null) {
            add("", DSL.count().filterWhere(taken), SQLDataType.BIGINT);
            return;
        }
        if (measured.type() == FieldType.CURRENCY) {
            Field<String> currency = currency(measured);
            Condition amounts = rollUp.currency()
                    .map(only -> taken.and(currency.eq(only)))
                    .orElse(taken)
                    .and(measured.column().isNotNull());
            aggregate(measured, amounts);
            add("_least", DSL.min(currency).filterWhere(amounts), SQLDataType.CLOB);
            add("_greatest", DSL.max(currency).filterWhere(amounts), SQLDataType.CLOB);
        } else {
            aggregate(measured, taken);
        }
    }

    private static Field<String> currency(FieldModel measured) {
        return DSL.coalesce(Objects.requireNonNull(measured.currencyColumn()), DSL.inline(measured.currency()));
    }

    private void aggregate(FieldModel measured, Condition taken) {
        Field<BigDecimal> number = measured.column().coerce(SQLDataType.NUMERIC);
        switch (rollUp.function()) {
            case COUNT -> throw new IllegalStateException("A count measures nothing");
            case SUM -> add("", DSL.sum(number).filterWhere(taken), SQLDataType.NUMERIC);
            case AVG -> add("", DSL.avg(number).filterWhere(taken), SQLDataType.NUMERIC);
            case MIN ->
                add(
                        "",
                        least(measured.column()).filterWhere(taken),
                        measured.column().getDataType());
            case MAX ->
                add(
                        "",
                        greatest(measured.column()).filterWhere(taken),
                        measured.column().getDataType());
        }
    }

    private static <T> AggregateFunction<T> least(Field<T> column) {
        return DSL.min(column);
    }

    private static <T> AggregateFunction<T> greatest(Field<T> column) {
        return DSL.max(column);
    }

    private void add(String suffix, Field<?> aggregate, DataType<?> type) {
        computed.add(aggregate.as(name + suffix));
        columns.add(DSL.field(DSL.name(LIST, name + suffix), type));
    }

    /// The key of the field it is the value of.
    String key() {
        return rollUp.field().key();
    }

    /// What is computed over the list.
    List<Field<?>> computed() {
        return computed;
    }

    /// The same as columns of the query.
    List<Field<?>> columns() {
        return columns;
    }

    /// The roll-up's value in a row that has its columns.
    Optional<Object> value(Record row) {
        Object value = row.get(columns.getFirst());
        if (value == null) {
            return Optional.ofNullable(ofNothing(rollUp));
        }
        return Optional.ofNullable(
                switch (rollUp.field().type()) {
                    case INTEGER -> integer(value);
                    case DECIMAL, PERCENT -> decimal((BigDecimal) value);
                    case CURRENCY -> money((BigDecimal) value, row);
                    default -> value;
                });
    }

    /// The same in the words of the database, by column; not of a mean, which is rounded.
    Map<Field<?>, Field<?>> stored() {
        FieldModel field = rollUp.field();
        Field<?> value = columns.getFirst();
        Map<Field<?>, Field<?>> stored = new LinkedHashMap<>();
        switch (field.type()) {
            case INTEGER -> stored.put(field.column(), whole(value));
            case DECIMAL, PERCENT -> stored.put(field.column(), orZero(DSL.field("trim_scale({0})", value)));
            case CURRENCY -> {
                Field<?> least = columns.get(1);
                Condition mixed = DSL.condition("{0} <> {1}", least, columns.get(2));
                Field<?> currency = rollUp.function().isNeverAbsent()
                        ? DSL.field("coalesce({0}, {1})", least, DSL.inline(field.currency()))
                        : least;
                stored.put(field.column(), unless(mixed, orZero(value)));
                stored.put(Objects.requireNonNull(field.currencyColumn()), unless(mixed, currency));
            }
            default -> stored.put(field.column(), value);
        }
        return stored;
    }

    /// A sum that does not fit is no value.
    private Field<?> whole(Field<?> value) {
        return SQLDataType.NUMERIC.equals(value.getDataType().getSQLDataType())
                ? DSL.field(
                        "CASE WHEN {0} IS NULL THEN {1} WHEN {0} BETWEEN {2} AND {3} THEN {0}::bigint END",
                        value,
                        rollUp.function().isNeverAbsent() ? DSL.inline(0L) : DSL.inline(null, SQLDataType.BIGINT),
                        DSL.inline(Long.MIN_VALUE),
                        DSL.inline(Long.MAX_VALUE))
                : orZero(value);
    }

    private Field<?> orZero(Field<?> value) {
        return rollUp.function().isNeverAbsent() ? DSL.field("coalesce({0}, 0)", value) : value;
    }

    private static Field<?> unless(Condition mixed, Field<?> value) {
        return DSL.field("CASE WHEN {0} THEN NULL ELSE {1} END", mixed, value);
    }

    /// What a roll-up is where there is nothing to compute.
    static @Nullable Object ofNothing(RollUp rollUp) {
        if (!rollUp.function().isNeverAbsent()) {
            return null;
        }
        return switch (rollUp.field().type()) {
            case INTEGER -> 0L;
            case CURRENCY -> new Money(BigDecimal.ZERO, rollUp.field().currency());
            default -> BigDecimal.ZERO;
        };
    }

    private static @Nullable Object integer(Object value) {
        if (value instanceof BigDecimal sum) {
            return sum.toBigInteger().bitLength() < Long.SIZE ? sum.longValueExact() : null;
        }
        return value;
    }

    private BigDecimal decimal(BigDecimal value) {
        return Formulas.plain(
                rollUp.function() == RollUpFunction.AVG ? value.setScale(PLACES, RoundingMode.HALF_UP) : value);
    }

    private @Nullable Money money(BigDecimal amount, Record row) {
        String least = (String) Objects.requireNonNull(row.get(columns.get(1)));
        if (!least.equals(row.get(columns.get(2)))) {
            return null;
        }
        return rollUp.function() == RollUpFunction.AVG ? Formulas.rounded(amount, least) : new Money(amount, least);
    }
}
