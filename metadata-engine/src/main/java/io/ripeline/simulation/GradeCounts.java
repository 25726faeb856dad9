package io.ripeline.simulation;

import io.ripeline.definition.GradeScale;
import io.ripeline.simulation.SimulationReport.GradeCount;
import io.ripeline.simulation.SimulationReport.Regrade;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How often each grade was had and suggested.
final class GradeCounts {

    private record Change(@Nullable String from, @Nullable String to) {}

    private static final class Counts {
        private long now;
        private long suggested;
        private long hadBeforeWon;
        private long suggestedBeforeWon;
    }

    private final GradeScale grades;
    private final Map<@Nullable String, Counts> counts = new HashMap<>();
    private final Map<Change, Long> moves = new HashMap<>();
    private long won;

    GradeCounts(GradeScale scale) {
        this.grades = scale;
    }

    private Counts of(@Nullable String grade) {
        return counts.computeIfAbsent(grade, key -> new Counts());
    }

    void now(@Nullable String grade, @Nullable String suggested) {
        of(grade).now++;
        of(suggested).suggested++;
        if (grade == null ? suggested != null : !grade.equals(suggested)) {
            moves.merge(new Change(grade, suggested), 1L, Long::sum);
        }
    }

    void beforeWon(@Nullable String grade, @Nullable String suggested) {
        won++;
        of(grade).hadBeforeWon++;
        of(suggested).suggestedBeforeWon++;
    }

    long won() {
        return won;
    }

    /// Each grade of the scale, then those that only records of the past had, then no grade at all.
    List<GradeCount> scale() {
        List<@Nullable String> keys = new ArrayList<>(grades.grades().keySet());
        counts.keySet().stream()
                .filter(key -> key != null && !keys.contains(key))
                .sorted()
                .forEach(keys::add);
        keys.add(null);
        return keys.stream().map(this::count).toList();
    }

    private GradeCount count(@Nullable String key) {
        Counts found = of(key);
        return new GradeCount(key, found.now, found.suggested, found.hadBeforeWon, found.suggestedBeforeWon);
    }

    List<Regrade> moves() {
        Comparator<Regrade> mostFrequent =
                Comparator.comparingLong(Regrade::count).reversed();
        return moves.entrySet().stream()
                .map(each -> new Regrade(each.getKey().from(), each.getKey().to(), each.getValue()))
                .sorted(mostFrequent.thenComparing(each -> each.from() + " " + each.to()))
                .toList();
    }
}
