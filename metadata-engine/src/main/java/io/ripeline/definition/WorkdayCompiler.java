package io.ripeline.definition;

import io.ripeline.definition.Workday.Rank;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compiles how members work off what is planned.
final class WorkdayCompiler {

    private static final String POINTER = "/workday";
    private static final Set<String> NEXT_STEPS = Set.of("optional", "required");
    private static final Set<String> ON_LEAVE = Set.of("deputy", "wait");

    private final Problems problems;

    WorkdayCompiler(Problems problems) {
        this.problems = problems;
    }

    Workday compile(@Nullable WorkdayDefinition workday) {
        if (workday == null) {
            return Workday.UNSAID;
        }
        problems.range(POINTER + "/capacity", workday.capacity(), 1, Workday.MOST_A_DAY);
        problems.range(POINTER + "/snoozes", workday.snoozes(), 0, Workday.MOST_SNOOZES);
        problems.range(POINTER + "/escalateAfterDays", workday.escalateAfterDays(), 1, Limits.DAYS);
        problems.oneOf(POINTER + "/nextStep", workday.nextStep(), NEXT_STEPS);
        problems.oneOf(POINTER + "/onLeave", workday.onLeave(), ON_LEAVE);
        return new Workday(
                workday.capacity(),
                ranks(workday.rank()),
                "required".equals(workday.nextStep()),
                workday.snoozes(),
                !"wait".equals(workday.onLeave()),
                workday.escalateAfterDays());
    }

    private List<Rank> ranks(List<String> words) {
        problems.atMost(POINTER + "/rank", words.size(), Workday.RANKS);
        List<Rank> ranks = new ArrayList<>();
        for (int index = 0; index < words.size(); index++) {
            problems.word(POINTER + "/rank/" + index, words.get(index), Rank.class)
                    .filter(rank -> !ranks.contains(rank))
                    .ifPresent(ranks::add);
        }
        return ranks.isEmpty() ? Workday.UNSAID.rank() : ranks;
    }
}
