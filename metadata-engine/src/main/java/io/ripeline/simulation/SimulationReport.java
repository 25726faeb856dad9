package io.ripeline.simulation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the past says.
///
/// @param kind `criterion`, `grade` or `filter`
/// @param expression what was asked; absent for grades
/// @param to until when the past was asked
/// @param population how many moments there were to ask about
/// @param sampled whether only some of them were asked, spread over all
/// @param total how many were asked; passed, failed and undecided together; of grades the records that are graded
/// @param passed those that meet it; of grades those that are suggested the grade they have
/// @param undecided those without a verdict: a value was missing; a criterion counts them as not met; of grades
/// those that are suggested none
/// @param approximated those asked of a record as it was first known, for its history does not reach back that far
/// @param examples some that did not pass, the latest first
/// @param byOutcome how they ended, by `won`, `lost` and `open`; empty where the object has no funnel
/// @param grades by grade, in the order of the scale; only for grades
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SimulationReport(
        String kind,
        String object,
        @Nullable String stage,
        @Nullable String expression,
        @Nullable Instant from,
        Instant to,
        long population,
        boolean sampled,
        long total,
        long passed,
        long failed,
        long undecided,
        long approximated,
        List<Example> examples,
        Map<String, Tally> byOutcome,
        @Nullable Grades grades) {

    public SimulationReport {
        examples = List.copyOf(examples);
        byOutcome = Collections.unmodifiableMap(new LinkedHashMap<>(byOutcome));
    }

    /// One that did not pass.
    ///
    /// @param verdict `failed` or `undecided`
    /// @param missing the fields the expression names that had no value then
    /// @param grade the grade it has; only for grades
    /// @param suggested the one suggested instead; only for grades
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Example(
            UUID id,
            @Nullable String name,
            Instant at,
            @Nullable String stage,
            String verdict,
            List<String> missing,
            @Nullable String grade,
            @Nullable String suggested) {}

    /// Verdicts counted.
    public record Tally(long passed, long failed, long undecided) {}

    /// What a grade scale would have said.
    ///
    /// @param scale each grade, and last, without a key, no grade at all
    /// @param moves how many records would be suggested which grade instead of theirs, the most frequent first
    /// @param won how many won deals the customer's grade before is known of
    /// @param daysBefore how long before
    public record Grades(List<GradeCount> scale, List<Regrade> moves, long won, int daysBefore) {

        public Grades {
            scale = List.copyOf(scale);
            moves = List.copyOf(moves);
        }
    }

    /// One grade.
    ///
    /// @param now records that have it
    /// @param suggested records it would be suggested for
    /// @param hadBeforeWon won deals whose customer had it so many days before
    /// @param suggestedBeforeWon won deals whose customer it would have been suggested for then
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record GradeCount(
            @Nullable String key, long now, long suggested, long hadBeforeWon, long suggestedBeforeWon) {}

    /// From a grade to another; one of them is absent for none.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Regrade(@Nullable String from, @Nullable String to, long count) {}
}
