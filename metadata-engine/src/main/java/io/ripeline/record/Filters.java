package io.ripeline.record;

import static io.ripeline.record.RecordError.FILTER_INVALID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ripeline.definition.ObjectModel;
import io.ripeline.expression.Checked;
import io.ripeline.expression.Expression;
import io.ripeline.expression.Expressions;
import io.ripeline.expression.Rejection;
import io.ripeline.expression.Vocabulary;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import java.util.List;
import org.jooq.Condition;
import org.springframework.stereotype.Component;

/// The filters of lists: checked like every expression, and kept, for checking costs a millisecond.
@Component
class Filters {

    private static final int KEPT = 10_000;

    private record Key(String source, Vocabulary names) {}

    private final Cache<Key, Checked> checked =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    /// The filter as a condition; refuses with `filter-invalid`, and with `field-not-readable` one that reads what the
    /// acting member may not.
    Condition condition(Session session, ObjectModel object, String filter) {
        // The vocabulary of a model is one object: equal by its names and columns, and quick to compare with itself.
        Checked found =
                checked.get(new Key(filter, object.names()), key -> Expressions.checkFilter(key.source(), key.names()));
        return switch (found) {
            case Expression expression -> {
                FieldView.of(session, object).requireReadable(expression.needs(), "/filter");
                yield expression.condition(session.moment());
            }
            case Rejection rejection -> throw refusal(rejection);
        };
    }

    private static Refused refusal(Rejection rejection) {
        List<Violation> violations = rejection.problems().stream()
                .map(problem -> new Violation(
                        "/filter",
                        problem.code().key(),
                        new Text(
                                problem.message().en() + " " + problem.remedy().en(),
                                problem.message().zh() + problem.remedy().zh())))
                .toList();
        return new Refused(FILTER_INVALID, violations.getFirst().message(), violations);
    }
}
