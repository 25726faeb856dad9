package io.ripeline.expression;

import io.ripeline.expression.Term.Arithmetic;
import io.ripeline.expression.Term.AtMoment;
import io.ripeline.expression.Term.Both;
import io.ripeline.expression.Term.Choice;
import io.ripeline.expression.Term.Column;
import io.ripeline.expression.Term.Comparison;
import io.ripeline.expression.Term.Concatenation;
import io.ripeline.expression.Term.Distance;
import io.ripeline.expression.Term.Either;
import io.ripeline.expression.Term.Holds;
import io.ripeline.expression.Term.Inclusion;
import io.ripeline.expression.Term.Known;
import io.ripeline.expression.Term.Membership;
import io.ripeline.expression.Term.Negation;
import io.ripeline.expression.Term.Not;
import io.ripeline.expression.Term.Operation;
import io.ripeline.expression.Term.Present;
import io.ripeline.expression.Term.Shift;
import io.ripeline.expression.Term.Size;
import io.ripeline.expression.Term.TextTest;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// Writes terms as PostgreSQL that never raises and means what [Values] does.
///
/// Each operand is written once, whatever the guards around it, so the SQL is as long as the expression. Bounds are
/// kept by `nullif(least(greatest(…)))` for the same reason: a CASE would name its operand twice.
final class SqlWriter {
    private final Moment moment;
    private final ConstantSql constants = new ConstantSql();

    SqlWriter(Moment moment) {
        this.moment = moment;
    }

    /// A term as a value of a kind that takes its type.
    Field<?> value(ValueKind kind, Term term) {
        Field<?> written = write(term);
        return switch (kind) {
            case TEXT -> DSL.field("cast({0} as text)", SQLDataType.CLOB, written);
            case INTEGER -> DSL.field("cast({0} as bigint)", SQLDataType.BIGINT, written);
            case DECIMAL -> DSL.field("cast({0} as numeric)", SQLDataType.NUMERIC, written);
            case DATE -> DSL.field("cast({0} at time zone 'UTC' as date)", SQLDataType.LOCALDATE, written);
            case DATE_TIME -> DSL.field("cast({0} as timestamptz)", SQLDataType.INSTANT, written);
            case BOOLEAN -> DSL.field("cast({0} as boolean)", SQLDataType.BOOLEAN, written);
            case TEXTS -> DSL.field("cast({0} as text[])", SQLDataType.CLOB.array(), written);
        };
    }

    /// A term of type boolean; NULL where it has no verdict.
    Condition condition(Term term) {
        return switch (term) {
            case Known known -> constants.verdict((Boolean) value(known));
            case AtMoment at -> throw new IllegalStateException("Not a condition: " + at);
            case Column column -> DSL.condition("{0}", column.name().column());
            case Present present -> present.name().column().isNotNull();
            case Both both -> DSL.and(condition(both.left()), condition(both.right()));
            case Either either -> DSL.or(condition(either.left()), condition(either.right()));
            case Not not -> DSL.condition("not {0}", DSL.field(condition(not.operand())));
            case Holds holds -> DSL.condition("{0} is true", DSL.field(condition(holds.operand())));
            case Comparison comparison -> comparison(comparison);
            case Membership membership -> membership(membership);
            case Inclusion inclusion -> inclusion(inclusion);
            case TextTest test -> textTest(test);
            case Choice choice -> DSL.condition("{0}", choice(choice));
            case Term.Value computed -> throw new IllegalStateException("Not a condition: " + computed);
        };
    }

    /// A term of any type; NULL where it has no value.
    Field<?> write(Term term) {
        return switch (term) {
            case Known known -> constants.field(known.type(), value(known));
            case AtMoment at -> constants.field(at.type(), Interpreter.at(moment, at));
            case Column column -> column(column.name());
            case Arithmetic arithmetic -> arithmetic(arithmetic);
            case Negation negation -> negation(negation);
            case Concatenation text -> DSL.field("({0} || {1})", write(text.left()), write(text.right()));
            case Size size ->
                DSL.field(
                        size.measured().type() == Type.TEXTS ? "cardinality({0})" : "char_length({0})",
                        write(size.measured()));
            case Shift shift -> shift(shift);
            case Distance distance ->
                DSL.field(
                        "(extract(epoch from {0}) - extract(epoch from {1}))",
                        write(distance.end()), write(distance.start()));
            case Choice choice -> choice(choice);
            case Term.Test test -> DSL.field(condition(test));
        };
    }

    private @Nullable Object value(Known known) {
        return Interpreter.at(moment, known);
    }

    private static Field<?> column(Vocabulary.Name name) {
        if (ConstantSql.isId(name)) {
            return DSL.field("cast({0} as text)", name.column());
        }
        return name.kind() == ValueKind.DATE
                ? DSL.field("(cast({0} as timestamp) at time zone 'UTC')", name.column())
                : name.column();
    }

    private Condition comparison(Comparison comparison) {
        Term left = comparison.left();
        Term right = comparison.right();
        if (left instanceof Known) {
            return comparison(comparison.flipped());
        }
        if (right instanceof Known known) {
            Object value = value(known);
            if (value == null) {
                return constants.verdict(null);
            }
            if (left instanceof Column column) {
                return constants.compare(column.name(), column(column.name()), comparison.relation(), value);
            }
            return constants.compare(write(left), left.type(), comparison.relation(), value);
        }
        Optional<Condition> plain = left instanceof Column a && right instanceof Column b
                ? ConstantSql.relate(a.name(), comparison.relation(), b.name())
                : Optional.empty();
        return plain.orElseGet(() -> ConstantSql.relate(write(left), comparison.relation(), write(right), left.type()));
    }

    private Condition membership(Membership membership) {
        var values = membership.options().stream().map(this::value).toList();
        if (values.stream().anyMatch(Objects::isNull)) {
            return constants.verdict(null);
        }
        return membership.value() instanceof Column column
                ? constants.isIn(column.name(), column(column.name()), values)
                : constants.isIn(write(membership.value()), membership.value().type(), values);
    }

    /// An index on the texts serves a constant.
    private Condition inclusion(Inclusion inclusion) {
        Field<?> texts = write(inclusion.texts());
        if (inclusion.value() instanceof Known known) {
            Object value = value(known);
            return value == null
                    ? constants.verdict(null)
                    : DSL.condition(
                            "{0} @> {1}", texts, DSL.val(new String[] {(String) value}, SQLDataType.CLOB.array()));
        }
        return DSL.condition("{0} = any({1})", write(inclusion.value()), texts);
    }

    private Condition textTest(TextTest test) {
        Field<?> text = write(test.text());
        if (test.part() instanceof Known known) {
            Object part = value(known);
            return part == null ? constants.verdict(null) : constants.like(text, test.place(), (String) part);
        }
        Field<?> part = write(test.part());
        return switch (test.place()) {
            case START -> DSL.condition("starts_with({0}, {1})", text, part);
            case END -> DSL.condition("right({0}, char_length({1})) = {1}", text, part);
            case ANYWHERE -> DSL.condition("position({1} in {0}) > 0", text, part);
        };
    }

    private Field<?> choice(Choice choice) {
        return DSL.field(
                "(case {0} when true then {1} when false then {2} end)",
                DSL.field(condition(choice.condition())), write(choice.met()), write(choice.unmet()));
    }

    private Field<?> arithmetic(Arithmetic arithmetic) {
        Field<?> left = write(arithmetic.left());
        Field<?> right = write(arithmetic.right());
        return switch (arithmetic.type()) {
            case INTEGER -> boundedInteger(DSL.field(integerSql(arithmetic.operation()), left, right));
            case DECIMAL -> boundedDecimal(DSL.field(decimalSql(arithmetic.operation()), left, right));
            case SPAN -> DSL.field(decimalSql(arithmetic.operation()), left, right);
            case TEXT, TIME, BOOLEAN, TEXTS -> throw new IllegalStateException("No arithmetic: " + arithmetic);
        };
    }

    private static String integerSql(Operation operation) {
        return switch (operation) {
            case ADD -> "(cast({0} as numeric) + {1})";
            case SUBTRACT -> "(cast({0} as numeric) - {1})";
            case MULTIPLY -> "(cast({0} as numeric) * {1})";
            case DIVIDE -> "div(cast({0} as numeric), nullif(cast({1} as numeric), 0))";
            case REMAINDER -> "mod(cast({0} as numeric), nullif(cast({1} as numeric), 0))";
        };
    }

    private static String decimalSql(Operation operation) {
        return switch (operation) {
            case ADD -> "({0} + {1})";
            case SUBTRACT -> "({0} - {1})";
            case MULTIPLY -> "trunc(cast({0} as numeric) * {1}, 20)";
            case DIVIDE -> "(div({0} * 1e20, nullif(cast({1} as numeric), 0)) * 1e-20)";
            case REMAINDER -> throw new IllegalStateException("Decimals have no remainder.");
        };
    }

    private Field<?> negation(Negation negation) {
        Field<?> operand = DSL.field("(- cast({0} as numeric))", write(negation.operand()));
        return negation.type() == Type.INTEGER ? boundedInteger(operand) : operand;
    }

    private static Field<?> boundedInteger(Field<?> value) {
        return DSL.field(
                "nullif(nullif(least(greatest({0}, -9223372036854775809), 9223372036854775808),"
                        + " -9223372036854775809), 9223372036854775808)",
                value);
    }

    private static Field<?> boundedDecimal(Field<?> value) {
        return DSL.field("nullif(nullif(least(greatest({0}, -1e38), 1e38), -1e38), 1e38)", value);
    }

    private Field<?> shift(Shift shift) {
        Duration span = (Duration) value(shift.span());
        if (span == null || span.abs().compareTo(Values.LONGEST_SHIFT) > 0) {
            return constants.field(Type.TIME, null);
        }
        return DSL.field(
                "nullif(nullif(least(greatest({0} + {1}, timestamptz '0001-01-01 00:00:00+00'),"
                        + " timestamptz '10000-01-01 00:00:00+00'), timestamptz '0001-01-01 00:00:00+00'),"
                        + " timestamptz '10000-01-01 00:00:00+00')",
                write(shift.time()), constants.interval(shift.back() ? span.negated() : span));
    }
}
