package io.ripeline.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How members work off what is planned, as it runs.
///
/// @param capacity how much a member can do on a whole day; absent where nobody has said
/// @param rank what makes one item come before another, the weightiest first; each at most once
/// @param nextStepRequired whether finishing an item wants a next step
/// @param snoozes how many times people may move one item; absent where as often as they like
/// @param toDeputy whether the items of a member on leave go to her deputy, where she has one; else they wait
/// @param escalateAfterDays after how many working days an overdue item is told to the manager; absent for never
public record Workday(
        @Nullable Integer capacity,
        List<Rank> rank,
        boolean nextStepRequired,
        @Nullable Integer snoozes,
        boolean toDeputy,
        @Nullable Integer escalateAfterDays) {

    static final int MOST_A_DAY = 500;
    static final int MOST_SNOOZES = 100;
    static final int RANKS = 4;

    /// What makes an item weigh more than another one.
    public enum Rank {
        /// How ripe its subject is.
        RIPENESS,
        /// How much is at stake.
        AMOUNT,
        /// How long it is overdue.
        LATENESS,
        /// How soon its subject falls back to a pool.
        RECLAIM
    }

    /// Where a company says nothing: the ripest first, then the latest.
    static final Workday UNSAID = new Workday(null, List.of(Rank.RIPENESS, Rank.LATENESS), false, null, true, null);

    public Workday {
        rank = List.copyOf(rank);
    }

    /// How much a member can do on a day of this kind; absent where nobody has said.
    ///
    /// @param half whether half of the day is worked
    public @Nullable Integer capacity(boolean half) {
        return capacity == null || !half ? capacity : Integer.valueOf((capacity + 1) / 2);
    }
}
