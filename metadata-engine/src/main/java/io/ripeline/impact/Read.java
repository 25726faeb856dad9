package io.ripeline.impact;

import io.ripeline.expression.Checked;
import io.ripeline.expression.Expression;
import io.ripeline.expression.Expressions;
import io.ripeline.expression.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.impl.DSL;

/// A condition of a draft as it reads over the records that stand, in the columns they stand in.
///
/// @param whole whether the records have every field it names; those they have not yet are without a value
/// everywhere
record Read(Expression condition, boolean whole) {

    /// The condition, unless it cannot be told before the draft is published: a field it names has another type by
    /// now.
    static Optional<Read> of(Weighing.Pair object, String source) {
        Checked standing = Expressions.check(source, object.standing().names());
        if (standing instanceof Expression condition) {
            return Optional.of(new Read(condition, true));
        }
        return Expressions.check(source, withNewFields(object)) instanceof Expression condition
                ? Optional.of(new Read(condition, false))
                : Optional.empty();
    }

    private static Vocabulary withNewFields(Weighing.Pair object) {
        List<Vocabulary.Name> names = new ArrayList<>();
        Vocabulary known = object.standing().names();
        object.next().all().stream()
                .filter(field -> known.find(field.key()).isEmpty() && !Vocabulary.reserves(field.key()))
                .map(field -> new Vocabulary.Name(
                        field.key(),
                        field.type().kind(),
                        DSL.castNull(field.type().dataType())))
                .forEach(names::add);
        return known.with(names);
    }
}
