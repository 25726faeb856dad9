package io.ripeline.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.definition.Criterion;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Validation;
import io.ripeline.expression.Facts;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A criterion a record does not meet.
///
/// @param missing the fields it reads that have no value: giving them may meet it
/// @param fields every field it reads
public record Unmet(Criterion criterion, List<String> missing, List<String> fields) {

    public Unmet {
        missing = List.copyOf(missing);
        fields = List.copyOf(fields);
    }

    /// A rule that a record breaks.
    static Unmet of(Validation rule, ObjectModel object, Facts facts) {
        return of(object, new Criterion(rule.key(), rule.label(), rule.message(), rule.blocks(), rule.fault()), facts);
    }

    /// Those of some criteria that a record does not meet, in the same order.
    static List<Unmet> among(ObjectModel object, List<Criterion> criteria, Facts facts) {
        return criteria.stream()
                .filter(criterion -> !criterion.condition().holds(facts))
                .map(criterion -> of(object, criterion, facts))
                .toList();
    }

    private static Unmet of(ObjectModel object, Criterion criterion, Facts facts) {
        List<String> fields = criterion.condition().fields().stream()
                .filter(object.fields()::containsKey)
                .toList();
        List<String> missing = fields.stream()
                .filter(field -> !facts.values().containsKey(field))
                .toList();
        return new Unmet(criterion, missing, fields);
    }

    /// The same for a reader.
    ///
    /// @param severity `block` or `warn`
    /// @param matches the records found, where a rule against duplicates warns
    public record Described(
            String key,
            String label,
            String message,
            String severity,
            List<String> missing,
            List<String> fields,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<DuplicateMatch> matches) {

        /// What one rule against duplicates found.
        static Described of(List<DuplicateMatch> matches) {
            DuplicateMatch first = matches.getFirst();
            return new Described(
                    first.rule(), first.label(), first.message(), first.action(), List.of(), first.fields(), matches);
        }
    }

    /// The criterion in the reader's language.
    public Described in(Locale locale) {
        return new Described(
                criterion.key(),
                criterion.label().in(locale),
                criterion.message().in(locale),
                criterion.blocks() ? "block" : "warn",
                missing,
                fields,
                null);
    }

    /// Several for a reader.
    public static List<Described> in(Locale locale, List<Unmet> unmet) {
        return unmet.stream().map(each -> each.in(locale)).toList();
    }
}
