package io.ripeline.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The checked tree in the terms both targets need: [Interpreter] computes them, [SqlWriter] writes them.
sealed interface Term {
    Type type();

    /// What is the same for all records.
    sealed interface Known extends Term {}

    /// A value known since the check; null for none.
    record Constant(Type type, @Nullable Object value) implements Known {}

    /// What reads no field but the moment: computed when a condition is made, and a bind variable there.
    record Fixed(Term term) implements Known {
        @Override
        public Type type() {
            return term.type();
        }
    }

    record AtMoment(Builtin name) implements Term {
        @Override
        public Type type() {
            return name.type();
        }
    }

    /// A value of a record.
    sealed interface Reference extends Term {
        Vocabulary.Name name();

        @Override
        default Type type() {
            return name().kind().type();
        }
    }

    record Column(Vocabulary.Name name) implements Reference {}

    record ParentColumn(Vocabulary.Related parent, Vocabulary.Name name) implements Reference {}

    /// A value of the element at hand.
    record ElementColumn(Vocabulary.Name name) implements Reference {}

    /// A condition; all below are of this type.
    sealed interface Test extends Term {
        @Override
        default Type type() {
            return Type.BOOLEAN;
        }
    }

    /// What is computed and never a condition.
    sealed interface Value extends Term {}

    record Present(Reference reference) implements Test {}

    record Both(Term left, Term right) implements Test {}

    record Either(Term left, Term right) implements Test {}

    record Not(Term operand) implements Test {}

    record Holds(Term operand) implements Test {}

    record Comparison(Relation relation, Term left, Term right) implements Test {
        /// The same, with the sides changed.
        Comparison flipped() {
            return new Comparison(relation.flipped(), /* left= */ right, /* right= */ left);
        }
    }

    record Membership(Term value, List<Known> options) implements Test {
        public Membership {
            options = List.copyOf(options);
        }
    }

    /// A text among the texts of a field.
    record Inclusion(Term value, Term texts) implements Test {}

    /// Whether any, all or exactly one of the records of a list meet a condition.
    record Quantified(Extent extent, Vocabulary.Related list, Term condition) implements Test {}

    record TextTest(Place place, Term text, Term part) implements Test {}

    record Arithmetic(Operation operation, Type type, Term left, Term right) implements Value {}

    record Negation(Type type, Term operand) implements Value {}

    record Concatenation(Term left, Term right) implements Value {
        @Override
        public Type type() {
            return Type.TEXT;
        }
    }

    /// The code points of a text, or the texts of a list.
    record Size(Term measured) implements Value {
        @Override
        public Type type() {
            return Type.INTEGER;
        }
    }

    /// How many of the records of a list meet a condition.
    record Count(Vocabulary.Related list, Term condition) implements Value {
        boolean countsAll() {
            return condition instanceof Constant constant && Boolean.TRUE.equals(constant.value());
        }

        @Override
        public Type type() {
            return Type.INTEGER;
        }
    }

    /// A time plus, or minus, a duration.
    record Shift(Term time, Known span, boolean back) implements Value {
        @Override
        public Type type() {
            return Type.TIME;
        }
    }

    /// The duration from `start` to `end`.
    record Distance(Term end, Term start) implements Value {
        @Override
        public Type type() {
            return Type.SPAN;
        }
    }

    /// The midnight in UTC of the day a time falls on where the company is.
    record Day(Term time) implements Value {
        @Override
        public Type type() {
            return Type.TIME;
        }
    }

    record Call(DomainFunction function, Type type, List<Term> arguments) implements Term {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    record Choice(Type type, Term condition, Term met, Term unmet) implements Term {}

    enum Extent {
        ANY,
        ALL,
        EXACTLY_ONE
    }

    enum Place {
        START,
        END,
        ANYWHERE;

        boolean test(String whole, String part) {
            return switch (this) {
                case START -> whole.startsWith(part);
                case END -> whole.endsWith(part);
                case ANYWHERE -> whole.contains(part);
            };
        }
    }

    enum Operation {
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
        REMAINDER
    }

    enum Relation {
        EQUAL("="),
        UNEQUAL("<>"),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        private final String sql;

        Relation(String sql) {
            this.sql = sql;
        }

        String sql() {
            return sql;
        }

        boolean isOrder() {
            return this != EQUAL && this != UNEQUAL;
        }

        /// The relation that holds from right to left when this one holds from left to right.
        Relation flipped() {
            return switch (this) {
                case EQUAL, UNEQUAL -> this;
                case LESS -> GREATER;
                case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
                case GREATER -> LESS;
                case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
            };
        }
    }
}
