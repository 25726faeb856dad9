package io.ripeline.definition;

import io.ripeline.definition.Definition.CriterionDefinition;
import io.ripeline.expression.Checked;
import io.ripeline.expression.Expression;
import io.ripeline.expression.Expressions;
import io.ripeline.expression.Rejection;
import io.ripeline.expression.ValueExpression;
import io.ripeline.expression.ValueKind;
import io.ripeline.expression.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Checks the expressions of a document.
final class Conditions {

    private static final Set<String> SEVERITIES = Set.of("block", "warn");

    private Conditions() {}

    /// The checked expression, or nothing with its problems noted at `pointer`.
    static Optional<Expression> check(String source, Vocabulary names, String pointer, Problems problems) {
        return noted(() -> Expressions.check(source, names), pointer, problems);
    }

    /// The same for what lists are filtered by: it has to be asked in the database.
    static Optional<Expression> filter(@Nullable String source, ObjectModel object, String pointer, Problems problems) {
        return source == null
                ? Optional.empty()
                : noted(() -> Expressions.checkFilter(source, object.names()), pointer, problems);
    }

    private static Optional<Expression> noted(Supplier<Checked> check, String pointer, Problems problems) {
        if (!problems.mayCheckAnother(pointer)) {
            return Optional.empty();
        }
        Checked checked = check.get();
        return switch (checked) {
            case Expression expression -> Optional.of(expression);
            case Rejection rejection -> {
                note(rejection, pointer, problems);
                yield Optional.empty();
            }
        };
    }

    /// The checked value of a kind over records of an object, or nothing with its problems noted at `pointer`.
    static Optional<ValueExpression> value(
            String source, ObjectModel object, ValueKind kind, String pointer, Problems problems) {
        if (!problems.mayCheckAnother(pointer)) {
            return Optional.empty();
        }
        return switch (Expressions.checkValue(source, object.names(), kind)) {
            case ValueExpression value -> Optional.of(value);
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

    /// The checked condition of a part that may do without; absent also where it has problems, which are noted.
    static @Nullable Expression optional(
            @Nullable String source, ObjectModel object, String pointer, Problems problems) {
        return source == null
                ? null
                : check(source, object.names(), pointer, problems).orElse(null);
    }

    /// The criteria that could be checked; the problems of the others are noted.
    static List<Criterion> criteria(
            List<CriterionDefinition> definitions, ObjectModel object, String pointer, Problems problems) {
        List<Criterion> criteria = new ArrayList<>();
        Set<String> keys = problems.newKeys();
        problems.atMost(pointer, definitions.size(), Limits.CRITERIA);
        for (int index = 0; index < definitions.size(); index++) {
            CriterionDefinition criterion = definitions.get(index);
            String at = pointer + "/" + index;
            problems.key(at, criterion.key(), keys);
            problems.label(at + "/label", criterion.label());
            problems.label(at + "/message", criterion.message());
            problems.oneOf(at + "/severity", criterion.severity(), SEVERITIES);
            check(criterion.when(), object.names(), at + "/when", problems)
                    .ifPresent(condition -> criteria.add(new Criterion(
                            criterion.key(),
                            criterion.label(),
                            criterion.message() == null ? criterion.label() : criterion.message(),
                            !"warn".equals(criterion.severity()),
                            condition)));
        }
        return criteria;
    }
}
