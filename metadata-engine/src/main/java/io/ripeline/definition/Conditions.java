package io.ripeline.definition;

import io.ripeline.expression.Checked;
import io.ripeline.expression.Expression;
import io.ripeline.expression.Expressions;
import io.ripeline.expression.Rejection;
import io.ripeline.expression.Vocabulary;
import java.util.Optional;

/// Checks the expressions of a document.
final class Conditions {

    private Conditions() {}

    /// The checked expression, or nothing with its problems noted at `pointer`.
    static Optional<Expression> check(String source, Vocabulary names, String pointer, Problems problems) {
        Checked checked = Expressions.check(source, names);
        return switch (checked) {
            case Expression expression -> Optional.of(expression);
            case Rejection rejection -> {
                note(rejection, pointer, problems);
                yield Optional.empty();
            }
        };
    }

    /// Notes everything that is wrong with an expression at `pointer`.
    static void note(Rejection rejection, String pointer, Problems problems) {
        rejection
                .problems()
                .forEach(problem -> problems.error(pointer, problem.code().key(), problem.message(), problem.remedy()));
    }
}
