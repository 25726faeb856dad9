package io.ripeline.expression;

import java.util.List;

/// The checked tree in the terms SQL needs: what reads no field is one [Fixed], whatever it was written as.
sealed interface Term {
    Type type();

    /// A value that is the same for all records, computed by the interpreter when the condition is made.
    record Fixed(Type type, Evaluation evaluation) implements Term {}

    record Column(Vocabulary.Name name) implements Term {
        @Override
        public Type type() {
            return name.kind().type();
        }
    }

    /// A condition; all below are of this type.
    sealed interface Test extends Term {
        @Override
        default Type type() {
            return Type.BOOLEAN;
        }
    }

    /// What is computed and never a condition.
    sealed interface Value extends Term {}

    record Present(Vocabulary.Name name) implements Test {}

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

    record Membership(Term value, List<Fixed> options) implements Test {
        public Membership {
            options = List.copyOf(options);
        }
    }

    record TextTest(Place place, Term text, Term part) implements Test {}

    record Arithmetic(Operation operation, Type type, Term left, Term right) implements Value {}

    record Negation(Type type, Term operand) implements Value {}

    record Concatenation(Term left, Term right) implements Value {
        @Override
        public Type type() {
            return Type.TEXT;
        }
    }

    record Size(Term text) implements Value {
        @Override
        public Type type() {
            return Type.INTEGER;
        }
    }

    /// A time plus, or minus, a duration.
    record Shift(Term time, Fixed span, boolean back) implements Value {
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

    record Choice(Type type, Term condition, Term met, Term unmet) implements Term {}

    enum Place {
        START,
        END,
        ANYWHERE
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
