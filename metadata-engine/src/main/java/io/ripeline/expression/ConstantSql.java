package io.ripeline.expression;

import io.ripeline.expression.Term.Place;
import io.ripeline.expression.Term.Relation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// Writes constants, always as bind variables, and what compares a column with them.
///
/// A bare column stays bare on its side where an index could serve: the constant is brought to the column's own grid
/// (a day for dates, a whole number for integers, a UUID for ids) instead of the column to the constant's.
final class ConstantSql {

    Condition verdict(@Nullable Boolean value) {
        if (value == null) {
            return DSL.condition("cast(null as boolean)");
        }
        return value ? DSL.trueCondition() : DSL.falseCondition();
    }

    Field<?> field(Type type, @Nullable Object value) {
        return switch (type) {
            case TEXT -> bind(value, SQLDataType.VARCHAR, "text");
            case INTEGER -> bind(value, SQLDataType.BIGINT, "bigint");
            case DECIMAL -> bind(value == null ? null : Values.decimal(value), SQLDataType.NUMERIC, "numeric");
            case TIME ->
                bind(
                        value == null ? null : ((Instant) value).atOffset(ZoneOffset.UTC),
                        SQLDataType.TIMESTAMPWITHTIMEZONE,
                        "timestamptz");
            case SPAN -> bind(value == null ? null : Spans.seconds((Duration) value), SQLDataType.NUMERIC, "numeric");
            case BOOLEAN -> DSL.field(verdict((Boolean) value));
            case TEXTS, RECORDS -> throw new IllegalStateException("No constant is a list: " + value);
        };
    }

    private static Field<?> bind(@Nullable Object value, DataType<?> type, String sql) {
        return value == null ? DSL.field("cast(null as " + sql + ")") : DSL.val(value, type);
    }

    Field<?> interval(Duration span) {
        return DSL.field("cast({0} as interval)", DSL.val(Spans.interval(span)));
    }

    static boolean isId(Vocabulary.Name name) {
        return name.column().getType() == UUID.class;
    }

    /// As terms of `type`: texts in the order of their code points.
    static Condition relate(Field<?> left, Relation relation, Field<?> right, Type type) {
        return type == Type.TEXT && relation.isOrder()
                ? DSL.condition("{0} collate \"C\" %s {1} collate \"C\"".formatted(relation.sql()), left, right)
                : relate(left, relation, right);
    }

    private static Condition relate(Field<?> left, Relation relation, Field<?> right) {
        return DSL.condition("{0} %s {1}".formatted(relation.sql()), left, right);
    }

    /// Two columns, as they are where they store the same.
    static Optional<Condition> relate(Vocabulary.Name left, Relation relation, Vocabulary.Name right) {
        if (left.kind() != right.kind() || isId(left) != isId(right)) {
            return Optional.empty();
        }
        return Optional.of(
                isId(left)
                        ? relate(left.column(), relation, right.column())
                        : relate(
                                left.column(),
                                relation,
                                right.column(),
                                left.kind().type()));
    }

    Condition compare(Field<?> left, Type type, Relation relation, Object value) {
        return relate(left, relation, constant(type, value), type);
    }

    /// The constant in its own type where it has one: a decimal stays one beside an integer.
    private Field<?> constant(Type type, Object value) {
        return field(type == Type.INTEGER && value instanceof BigDecimal ? Type.DECIMAL : type, value);
    }

    /// @param written the column as a term of its type, for when its bare form does not do
    Condition compare(Vocabulary.Name name, Field<?> written, Relation relation, Object value) {
        Optional<Grid> grid = Grid.of(name, value);
        if (grid.isEmpty() || (isId(name) && relation.isOrder())) {
            return compare(written, name.kind().type(), relation, value);
        }
        Grid point = grid.get();
        if (point.exact()) {
            return relate(name.column(), relation, point.constant());
        }
        return switch (relation) {
            case EQUAL -> present(name.column(), false);
            case UNEQUAL -> present(name.column(), true);
            case LESS, LESS_OR_EQUAL -> relate(name.column(), Relation.LESS_OR_EQUAL, point.constant());
            case GREATER, GREATER_OR_EQUAL -> relate(name.column(), Relation.GREATER, point.constant());
        };
    }

    /// `verdict` for records with a value, none for the others.
    private static Condition present(Field<?> column, boolean verdict) {
        return DSL.condition("case when {0} is not null then " + verdict + " end", column);
    }

    Condition isIn(Field<?> left, Type type, List<Object> values) {
        return isIn(
                left,
                values.stream().<Field<?>>map(value -> constant(type, value)).toList());
    }

    Condition isIn(Vocabulary.Name name, Field<?> written, List<Object> values) {
        List<Optional<Grid>> points =
                values.stream().map(value -> Grid.of(name, value)).toList();
        if (points.stream().anyMatch(Optional::isEmpty)) {
            return isIn(written, name.kind().type(), values);
        }
        return isIn(
                name.column(),
                points.stream()
                        .flatMap(Optional::stream)
                        .filter(Grid::exact)
                        .<Field<?>>map(Grid::constant)
                        .toList());
    }

    private static Condition isIn(Field<?> left, List<Field<?>> options) {
        return options.isEmpty() ? present(left, false) : DSL.condition("{0} in ({1})", left, DSL.list(options));
    }

    Condition like(Field<?> text, Place place, String part) {
        String escaped = part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        String pattern = switch (place) {
            case START -> escaped + "%";
            case END -> "%" + escaped;
            case ANYWHERE -> "%" + escaped + "%";
        };
        return DSL.condition("{0} like {1}", text, DSL.val(pattern));
    }

    /// A constant on the grid of a column's type.
    ///
    /// @param constant the constant, or the greatest point of the grid below it
    /// @param exact whether the constant itself lies on the grid
    private record Grid(Field<?> constant, boolean exact) {

        /// Empty where the column and the constant have no grid of their own.
        static Optional<Grid> of(Vocabulary.Name name, Object value) {
            return switch (name.kind()) {
                case DATE -> Optional.of(day((Instant) value));
                case INTEGER -> value instanceof BigDecimal decimal ? whole(decimal) : Optional.empty();
                case TEXT -> isId(name) ? Optional.of(id((String) value)) : Optional.empty();
                case DECIMAL, DATE_TIME, BOOLEAN, TEXTS -> Optional.empty();
            };
        }

        private static Grid day(Instant time) {
            LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
            return new Grid(
                    DSL.val(day, SQLDataType.LOCALDATE), Values.time(day).equals(time));
        }

        private static Optional<Grid> whole(BigDecimal value) {
            BigDecimal floor = value.setScale(0, RoundingMode.FLOOR);
            return floor.precision() > 18
                    ? Optional.empty()
                    : Optional.of(new Grid(DSL.val(floor.longValueExact()), floor.compareTo(value) == 0));
        }

        private static Grid id(String text) {
            UUID id = new UUID(0, 0);
            try {
                id = UUID.fromString(text);
            } catch (IllegalArgumentException e) {
                return new Grid(DSL.val(id), false);
            }
            return new Grid(DSL.val(id), id.toString().equals(text));
        }
    }
}
