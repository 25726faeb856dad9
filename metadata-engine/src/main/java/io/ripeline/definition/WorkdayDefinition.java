package io.ripeline.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How members work off what is planned.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkdayDefinition(
        @Property(
                value = "How much a member can do on a whole day; what falls due beyond is told to be dropped.",
                least = 1,
                most = Workday.MOST_A_DAY)
        @Nullable
        Integer capacity,

        @Property(
                value = "What makes one item come before another, the weightiest first; ripeness where absent.",
                words = {"ripeness", "amount", "lateness", "reclaim"},
                limit = Workday.RANKS)
        List<String> rank,

        @Property(
                value = "Whether finishing an item wants a next step for what is still open (optional where absent).",
                words = {"optional", "required"})
        @Nullable
        String nextStep,

        @Property(
                value = "How many times people may move one item; as often as they like where absent.",
                least = 0,
                most = Workday.MOST_SNOOZES)
        @Nullable
        Integer snoozes,

        @Property(
                value = "Whether a member's items go to her deputy while she is on leave (where absent), or wait.",
                words = {"deputy", "wait"})
        @Nullable
        String onLeave,

        @Property(
                value = "After how many working days an overdue item is told to the manager; never where absent.",
                least = 1,
                most = Limits.DAYS)
        @Nullable
        Integer escalateAfterDays) {

    public WorkdayDefinition {
        rank = Definition.orEmpty(rank);
    }
}
