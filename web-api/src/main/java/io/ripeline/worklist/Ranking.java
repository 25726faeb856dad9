package io.ripeline.worklist;

import io.ripeline.definition.Workday.Rank;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.SortField;

/// Which item of a list comes before which, the same in SQL and beside it.
record Ranking(List<Rank> ranks) {

    private static final Comparator<WorklistItem> LAST = Comparator.<WorklistItem, LocalDate>comparing(
                    WorklistItem::dueOn)
            .thenComparing(item -> item.subject().name())
            .thenComparing(WorklistItem::id);

    Ranking {
        ranks = List.copyOf(ranks);
    }

    /// Whether it goes by the day on which records fall back to a pool.
    boolean asksForReclaim() {
        return ranks.contains(Rank.RECLAIM);
    }

    /// The order of rows.
    ///
    /// @param reclaimOn the day on which what an item is about falls back to a pool
    List<SortField<?>> order(ListedSubject subject, Field<LocalDate> due, Field<LocalDate> reclaimOn, Field<UUID> id) {
        List<SortField<?>> order = new ArrayList<>();
        for (Rank rank : ranks) {
            order.add(
                    switch (rank) {
                        case RIPENESS -> subject.ripeness().desc();
                        case AMOUNT -> subject.stake().desc().nullsLast();
                        case LATENESS -> due.asc();
                        case RECLAIM -> reclaimOn.asc().nullsLast();
                    });
        }
        order.add(due.asc());
        order.add(subject.name().asc());
        order.add(id.asc());
        return order;
    }

    /// The order of items.
    Comparator<WorklistItem> comparator() {
        return ranks.stream()
                .map(Ranking::by)
                .reduce(Comparator::thenComparing)
                .map(ranked -> ranked.thenComparing(LAST))
                .orElse(LAST);
    }

    private static Comparator<WorklistItem> by(Rank rank) {
        return switch (rank) {
            case RIPENESS -> Comparator.comparingInt(WorklistItem::ripeness).reversed();
            case AMOUNT -> Comparator.comparing(WorklistItem::stake).reversed();
            case LATENESS -> Comparator.comparing(WorklistItem::dueOn);
            case RECLAIM -> Comparator.comparing(item -> Objects.requireNonNullElse(item.reclaimOn(), LocalDate.MAX));
        };
    }
}
