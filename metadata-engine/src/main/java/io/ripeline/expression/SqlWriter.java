package io.ripeline.expression;

import io.ripeline.expression.Term.Arithmetic;
import io.ripeline.expression.Term.AtMoment;
import io.ripeline.expression.Term.Both;
import io.ripeline.expression.Term.Call;
import io.ripeline.expression.Term.Choice;
import io.ripeline.expression.Term.Comparison;
import io.ripeline.expression.Term.Concatenation;
import io.ripeline.expression.Term.Count;
import io.ripeline.expression.Term.Day;
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
import io.ripeline.expression.Term.Quantified;
import io.ripeline.expression.Term.Reference;
import io.ripeline.expression.Term.Shift;
import io.ripeline.expression.Term.Size;
import io.ripeline.expression.Term.TextTest;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
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
    private final ReferenceSql references = new ReferenceSql();
    private final FunctionSql functions;

    SqlWriter(Moment moment) {
        this.moment = moment;
        this.functions = new FunctionSql(moment, constants);
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
            case Reference reference ->
                DSL.condition("{0}", references.name(reference).column());
            case Present present ->
                references.name(present.reference()).column().isNotNull();
            case Quantified quantified -> quantified(quantified);
            case Both both -> DSL.and(condition(both.left()), condition(both.right()));
            case Either either -> DSL.or(condition(either.left()), condition(either.right()));
            case Not not -> DSL.condition("not {0}", DSL.field(condition(not.operand())));
            case Holds holds -> DSL.condition("{0} is true", DSL.field(condition(holds.operand())));
            case Comparison comparison -> comparison(comparison);
            case Membership membership -> membership(membership);
            case Inclusion inclusion -> inclusion(inclusion);
            case TextTest test -> textTest(test);
            case Choice choice -> DSL.condition("{0}", choice(choice));
            case Call call -> DSL.condition("{0}", call(call));
            case Term.Value computed -> throw new IllegalStateException("Not a condition: " + computed);
        };
    }

    /// A term of any type; NULL where it has no value.
    Field<?> write(Term term) {
        return switch (term) {
            case Known known -> constants.field(known.type(), value(known));
            case AtMoment at -> constants.field(at.type(), Interpreter.at(moment, at));
            case Reference reference -> column(references.name(reference));
            case Count count ->
                DSL.field(
                        "({0})",
                        count.countsAll()
                                ? references.counting(count.list())
                                : counting(count.list(), count.condition()));
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
            case Call call -> call(call);
            case Day day -> functions.day(write(day.time()));
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
            if (left instanceof Reference reference) {
                Vocabulary.Name name = references.name(reference);
                return constants.compare(name, column(name), comparison.relation(), value);
            }
            return constants.compare(write(left), left.type(), comparison.relation(), value);
        }
        Optional<Condition> plain = left instanceof Reference a && right instanceof Reference b
                ? ConstantSql.relate(references.name(a), comparison.relation(), references.name(b))
                : Optional.empty();
        return plain.orElseGet(() -> ConstantSql.relate(write(left), comparison.relation(), write(right), left.type()));
    }

    private Condition membership(Membership membership) {
        var values = membership.options().stream().map(this::value).toList();
        if (values.stream().anyMatch(Objects::isNull)) {
            return constants.verdict(null);
        }
        if (membership.value() instanceof Reference reference) {
            Vocabulary.Name name = references.name(reference);
            return constants.isIn(name, column(name), values);
        }
        return constants.isIn(write(membership.value()), membership.value().type(), values);
    }

    private Condition quantified(Quantified quantified) {
        Vocabulary.Related list = quantified.list();
        return switch (quantified.extent()) {
            case ANY -> DSL.exists(references.of(list).and(condition(quantified.condition())));
            case ALL ->
                DSL.notExists(references
                        .of(list)
                        .and(DSL.condition("{0} is not true", DSL.field(condition(quantified.condition())))));
            case EXACTLY_ONE -> DSL.condition("({0}) = 1", counting(list, quantified.condition()));
        };
    }

    private Select<?> counting(Vocabulary.Related list, Term condition) {
        return references.counting(list).and(condition(condition));
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
        return DSL.condition("{0} = any(cast({1} as text[]))", write(inclusion.value()), texts);
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

    private Field<?> call(Call call) {
        return functions.write(
                call, call.arguments().stream().<Field<?>>map(this::write).toList());
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
            case INTEGER -> BoundSql.integer(DSL.field(integerSql(arithmetic.operation()), left, right));
            case DECIMAL -> BoundSql.decimal(DSL.field(decimalSql(arithmetic.operation()), left, right));
            case SPAN -> DSL.field(decimalSql(arithmetic.operation()), left, right);
            case TEXT, TIME, BOOLEAN, TEXTS, RECORDS -> throw new IllegalStateException("No arithmetic: " + arithmetic);
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
        return negation.type() == Type.INTEGER ? BoundSql.integer(operand) : operand;
    }

    private Field<?> shift(Shift shift) {
        Duration span = (Duration) value(shift.span());
        if (span == null || span.abs().compareTo(Values.LONGEST_SHIFT) > 0) {
            return constants.field(Type.TIME, null);
        }
        return BoundSql.time(DSL.field(
                "({0} + {1})", write(shift.time()), constants.interval(shift.back() ? span.negated() : span)));
    }
}
