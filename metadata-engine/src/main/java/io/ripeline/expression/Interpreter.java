package io.ripeline.expression;

import static io.ripeline.expression.ExpressionError.EXPRESSION_TOO_SLOW;

import io.ripeline.expression.Term.Arithmetic;
import io.ripeline.expression.Term.AtMoment;
import io.ripeline.expression.Term.Both;
import io.ripeline.expression.Term.Call;
import io.ripeline.expression.Term.Choice;
import io.ripeline.expression.Term.Column;
import io.ripeline.expression.Term.Comparison;
import io.ripeline.expression.Term.Concatenation;
import io.ripeline.expression.Term.Constant;
import io.ripeline.expression.Term.Count;
import io.ripeline.expression.Term.Day;
import io.ripeline.expression.Term.Distance;
import io.ripeline.expression.Term.Either;
import io.ripeline.expression.Term.Extent;
import io.ripeline.expression.Term.Fixed;
import io.ripeline.expression.Term.Holds;
import io.ripeline.expression.Term.Inclusion;
import io.ripeline.expression.Term.Membership;
import io.ripeline.expression.Term.Negation;
import io.ripeline.expression.Term.Not;
import io.ripeline.expression.Term.Present;
import io.ripeline.expression.Term.Quantified;
import io.ripeline.expression.Term.Shift;
import io.ripeline.expression.Term.Size;
import io.ripeline.expression.Term.TextTest;
import io.ripeline.refusal.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Computes terms over the facts of one record; null is no verdict, as NULL is in SQL.
///
/// The limits of the check bound an evaluation by its lists only; what goes on for longer than [#MOST] is refused with
/// `expression-too-slow`.
final class Interpreter {
    static final Duration MOST = Duration.ofSeconds(1);

    /// So many steps are not worth a look at the clock: they take some tens of microseconds.
    static final int STEPS_BETWEEN_LOOKS = 1_024;

    private final Facts facts;
    private final String source;
    private final LongSupplier clock;
    private int steps;
    /// When the clock was first looked at.
    private long began;
    /// The values of the element at hand: lists do not nest, so there is one at a time.
    private Map<String, Object> element = Map.of();

    Interpreter(Facts facts, String source) {
        this(facts, source, System::nanoTime);
    }

    /// @param clock nanoseconds since any moment
    Interpreter(Facts facts, String source, LongSupplier clock) {
        this.facts = facts;
        this.source = source;
        this.clock = clock;
    }

    /// The value of what reads no field.
    static @Nullable Object at(Moment moment, Term term) {
        return new Interpreter(new Facts(Map.of(), moment), "").value(term);
    }

    /// What a term comes to; refuses with `expression-too-slow`.
    @Nullable
    Object value(Term term) {
        if (++steps % STEPS_BETWEEN_LOOKS == 0) {
            lookAtTheClock();
        }
        return switch (term) {
            case Constant constant -> constant.value();
            case Fixed fixed -> value(fixed.term());
            case AtMoment at -> at.name().value(facts.moment());
            case Term.Reference reference -> reference(reference);
            case Term.Test test -> verdict(test);
            case Choice choice -> choice(choice);
            case Call call -> call(call);
            case Day day -> {
                Object time = value(day.time());
                yield time == null
                        ? null
                        : Days.of((Instant) time, facts.moment().zone());
            }
            case Arithmetic arithmetic -> arithmetic(arithmetic);
            case Negation negation -> {
                Object operand = value(negation.operand());
                yield operand == null ? null : Values.negate(operand);
            }
            case Concatenation text -> both(text.left(), text.right(), Values::add);
            case Size size -> {
                Object measured = value(size.measured());
                yield measured == null ? null : Values.size(measured);
            }
            case Count count -> count(count);
            case Shift shift -> shift(shift);
            case Distance distance -> both(distance.end(), distance.start(), Values::subtract);
        };
    }

    private void lookAtTheClock() {
        long now = clock.getAsLong();
        if (steps == STEPS_BETWEEN_LOOKS) {
            began = now;
        } else if (now - began > MOST.toNanos()) {
            String quoted = Suggestions.quote(source);
            throw EXPRESSION_TOO_SLOW.because(Text.of(
                    "\"%s\" took longer than %d ms: it looks through too many records.",
                    "“%s”的计算超过 %d 毫秒：涉及的记录过多。", quoted, MOST.toMillis()));
        }
    }

    private @Nullable Object reference(Term.Reference reference) {
        Object value = record(reference).get(reference.name().key());
        return value == null ? null : Values.of(reference.name().kind(), value);
    }

    private Map<String, Object> record(Term.Reference reference) {
        return switch (reference) {
            case Column own -> facts.values();
            case Term.ParentColumn of -> facts.parent(of.parent().key());
            case Term.ElementColumn of -> element;
        };
    }

    private boolean quantified(Quantified quantified) {
        int met = 0;
        List<Map<String, Object>> list = facts.list(quantified.list().key());
        for (Map<String, Object> each : list) {
            element = each;
            boolean holds = Boolean.TRUE.equals(value(quantified.condition()));
            met += holds ? 1 : 0;
            switch (quantified.extent()) {
                case ANY -> {
                    if (holds) {
                        return true;
                    }
                }
                case ALL -> {
                    if (!holds) {
                        return false;
                    }
                }
                case EXACTLY_ONE -> {
                    if (met > 1) {
                        return false;
                    }
                }
            }
        }
        return quantified.extent() == Extent.ALL || met == 1;
    }

    private Long count(Count count) {
        List<Map<String, Object>> list = facts.list(count.list().key());
        if (count.countsAll()) {
            return (long) list.size();
        }
        long met = 0;
        for (Map<String, Object> each : list) {
            element = each;
            met += Boolean.TRUE.equals(value(count.condition())) ? 1 : 0;
        }
        return met;
    }

    private @Nullable Boolean verdict(Term.Test test) {
        return switch (test) {
            case Present(Term.Reference of) -> record(of).containsKey(of.name().key());
            case Quantified quantified -> quantified(quantified);
            case Both both -> decided(both.left(), both.right(), false);
            case Either either -> decided(either.left(), either.right(), true);
            case Not not -> {
                Boolean operand = (Boolean) value(not.operand());
                yield operand == null ? null : !operand;
            }
            case Holds holds -> Boolean.TRUE.equals(value(holds.operand()));
            case Comparison comparison -> comparison(comparison);
            case Membership membership -> membership(membership);
            case Inclusion inclusion ->
                (Boolean) both(inclusion.value(), inclusion.texts(), (text, texts) -> ((List<?>) texts).contains(text));
            case TextTest text ->
                (Boolean) both(
                        text.text(), text.part(), (whole, part) -> text.place().test((String) whole, (String) part));
        };
    }

    /// `&&` and `||`: either side may decide alone, the other then need not have a verdict.
    private @Nullable Boolean decided(Term first, Term second, boolean deciding) {
        Object left = value(first);
        if (left != null && (Boolean) left == deciding) {
            return deciding;
        }
        Object right = value(second);
        if (right != null && (Boolean) right == deciding) {
            return deciding;
        }
        return left == null || right == null ? null : !deciding;
    }

    private @Nullable Boolean comparison(Comparison comparison) {
        Object left = value(comparison.left());
        Object right = left == null ? null : value(comparison.right());
        if (left == null || right == null) {
            return null;
        }
        return switch (comparison.relation()) {
            case EQUAL -> Values.equal(left, right);
            case UNEQUAL -> !Values.equal(left, right);
            case LESS -> Values.compare(left, right) < 0;
            case LESS_OR_EQUAL -> Values.compare(left, right) <= 0;
            case GREATER -> Values.compare(left, right) > 0;
            case GREATER_OR_EQUAL -> Values.compare(left, right) >= 0;
        };
    }

    /// One option without a value leaves the whole without a verdict.
    private @Nullable Boolean membership(Membership membership) {
        Object value = value(membership.value());
        boolean found = false;
        for (Term.Known option : membership.options()) {
            Object candidate = value(option);
            if (value == null || candidate == null) {
                return null;
            }
            found = found || Values.equal(value, candidate);
        }
        return value == null ? null : found;
    }

    private @Nullable Object choice(Choice choice) {
        Object met = value(choice.condition());
        return met == null ? null : value((Boolean) met ? choice.met() : choice.unmet());
    }

    private @Nullable Object call(Call call) {
        Object[] arguments = new Object[call.arguments().size()];
        for (int index = 0; index < arguments.length; index++) {
            Object argument = value(call.arguments().get(index));
            if (argument == null) {
                return null;
            }
            arguments[index] = argument;
        }
        return call.function().of(facts.moment(), call.type(), arguments);
    }

    private @Nullable Object arithmetic(Arithmetic arithmetic) {
        Object left = value(arithmetic.left());
        Object right = left == null ? null : value(arithmetic.right());
        if (left == null || right == null) {
            return null;
        }
        return switch (arithmetic.operation()) {
            case ADD -> Values.add(left, right);
            case SUBTRACT -> Values.subtract(left, right);
            case MULTIPLY -> Values.multiply(left, right);
            case DIVIDE -> Values.divide(left, right);
            case REMAINDER -> Values.remainder(left, right);
        };
    }

    private @Nullable Object shift(Shift shift) {
        Object time = value(shift.time());
        Object span = time == null ? null : value(shift.span());
        if (time == null || span == null) {
            return null;
        }
        return shift.back() ? Values.subtract(time, span) : Values.add(time, (Duration) span);
    }

    private interface Operation {
        @Nullable
        Object of(Object left, Object right);
    }

    private @Nullable Object both(Term first, Term second, Operation operation) {
        Object left = value(first);
        Object right = left == null ? null : value(second);
        return left == null || right == null ? null : operation.of(left, right);
    }
}
