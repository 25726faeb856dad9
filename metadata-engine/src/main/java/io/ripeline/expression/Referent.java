package io.ripeline.expression;

import io.ripeline.expression.Vocabulary.Name;
import io.ripeline.expression.Vocabulary.Related;

/// What a variable of a renamed tree stands for.
sealed interface Referent {
    Type type();

    /// One value: of the record, of one it points to, or of the element at hand.
    sealed interface Single extends Referent {
        Name name();

        @Override
        default Type type() {
            return name().kind().type();
        }
    }

    record Own(Name name) implements Single {}

    record OfParent(Related parent, Name name) implements Single {}

    record OfElement(Related list, Name name) implements Single {}

    record Many(Related list) implements Referent {
        @Override
        public Type type() {
            return Type.RECORDS;
        }
    }

    record AtMoment(Builtin builtin) implements Referent {
        @Override
        public Type type() {
            return builtin.type();
        }
    }
}
