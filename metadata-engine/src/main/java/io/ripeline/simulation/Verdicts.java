package io.ripeline.simulation;

import io.ripeline.expression.Verdict;
import io.ripeline.record.PastRecords.Known;
import io.ripeline.simulation.SimulationReport.Example;
import io.ripeline.simulation.SimulationReport.Tally;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Verdicts as they come in.
final class Verdicts {

    private static final int SHOWN = 20;

    private static final class Counts {
        private long passed;
        private long failed;
        private long undecided;

        private void count(Verdict verdict) {
            switch (verdict) {
                case TRUE -> passed++;
                case FALSE -> failed++;
                case NONE -> undecided++;
            }
        }
    }

    /// Why one did not pass.
    ///
    /// @param missing the fields without a value then
    /// @param grade the grade it had
    /// @param suggested the one it would have been suggested
    record Why(
            List<String> missing,
            @Nullable String grade,
            @Nullable String suggested) {

        static Why lacking(List<String> missing) {
            return new Why(missing, null, null);
        }
    }

    /// One that did not pass, its name to be looked up.
    private record Failing(Entry entry, Verdict verdict, Why why) {

        private Instant at() {
            return entry.at();
        }

        private UUID record() {
            return entry.record();
        }
    }

    private final Counts all = new Counts();
    private final Map<Outcome, Counts> byOutcome = new LinkedHashMap<>();
    private final PriorityQueue<Failing> latest =
            new PriorityQueue<>(Comparator.comparing(Failing::at).thenComparing(Failing::record));
    private long approximated;

    Verdicts(boolean withOutcomes) {
        if (withOutcomes) {
            for (Outcome outcome : Outcome.values()) {
                byOutcome.put(outcome, new Counts());
            }
        }
    }

    /// Counts one.
    ///
    /// @param outcome how it ended; absent where the object has no funnel
    /// @param known how far back the record's history reaches
    void add(Entry entry, Verdict verdict, @Nullable Outcome outcome, Known known, Why why) {
        all.count(verdict);
        Counts ended = outcome == null ? null : byOutcome.get(outcome);
        if (ended != null) {
            ended.count(verdict);
        }
        if (known != Known.AS_IT_WAS) {
            approximated++;
        }
        if (verdict != Verdict.TRUE) {
            latest.add(new Failing(entry, verdict, why));
            if (latest.size() > SHOWN) {
                latest.remove();
            }
        }
    }

    long total() {
        return all.passed + all.failed + all.undecided;
    }

    long approximated() {
        return approximated;
    }

    Tally tally() {
        return tally(all);
    }

    private static Tally tally(Counts counts) {
        return new Tally(counts.passed, counts.failed, counts.undecided);
    }

    Map<String, Tally> byOutcome() {
        Map<String, Tally> tallies = new LinkedHashMap<>();
        byOutcome.forEach((outcome, counts) -> tallies.put(outcome.key(), tally(counts)));
        return tallies;
    }

    /// The records to show.
    List<UUID> shown() {
        return latest.stream().map(Failing::record).distinct().toList();
    }

    List<Example> examples(Map<UUID, String> names) {
        return latest.stream()
                .sorted(Comparator.comparing(Failing::at)
                        .thenComparing(Failing::record)
                        .reversed())
                .map(each -> new Example(
                        each.record(),
                        names.get(each.record()),
                        each.at(),
                        each.entry().stage(),
                        each.verdict() == Verdict.FALSE ? "failed" : "undecided",
                        each.why().missing(),
                        each.why().grade(),
                        each.why().suggested()))
                .toList();
    }
}
