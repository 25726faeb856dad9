package io.ripeline.record;

import io.ripeline.definition.Criterion;
import io.ripeline.definition.Grade;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which grade a record has, which one its criteria speak for, and why.
///
/// @param current the grade it has, where it has one
/// @param suggested the ripest grade all of whose criteria it meets; none where it meets those of no grade
/// @param stay in the grade it has: since when, by whom and why
/// @param heldUntil the first day on which it may get another grade, where the scale wants one to be kept for a while
/// and that day is still to come
/// @param grades every grade of the scale, the ripest first
public record GradeSuggestion(
        @Nullable String current,
        @Nullable String suggested,
        @Nullable Move stay,
        @Nullable LocalDate heldUntil,
        List<Weighed> grades) {

    public GradeSuggestion {
        grades = List.copyOf(grades);
    }

    /// A grade with those of its criteria that the record meets and those it does not.
    public record Weighed(Grade grade, List<Criterion> met, List<Unmet> unmet) {

        public Weighed {
            met = List.copyOf(met);
            unmet = List.copyOf(unmet);
        }

        /// Whether the record meets every criterion; a grade without criteria is given by hand only.
        boolean speaksFor() {
            return !met.isEmpty() && unmet.isEmpty();
        }
    }

    static GradeSuggestion of(
            @Nullable String current, @Nullable Move stay, @Nullable LocalDate heldUntil, List<Weighed> grades) {
        Optional<String> ripest = grades.stream()
                .filter(Weighed::speaksFor)
                .map(weighed -> weighed.grade().key())
                .findFirst();
        return new GradeSuggestion(current, ripest.orElse(null), stay, heldUntil, grades);
    }
}
