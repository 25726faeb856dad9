package io.ripeline.rest;

import io.ripeline.job.JobProgress;
import io.ripeline.record.Sessions;
import io.ripeline.rest.BulkRows.State;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/// Goes through the records of a change of many that stand in one state, so many in each transaction.
///
/// @param todo the state of the records still to do
/// @param well the state of those with which it went well
/// @param ill the state of those that stay as they are
record BulkSteps(Sessions sessions, State todo, State well, State ill) {

    static final int AT_ONCE = 100;
    private static final int MOST_TOLD = 1_000;

    /// @param step does some, and answers whether there were any
    void run(UUID id, JobProgress progress, BooleanSupplier step) {
        while (step.getAsBoolean()) {
            Map<State, Integer> counts = counts(id);
            long left = counts.getOrDefault(todo, 0);
            long over = counts.getOrDefault(well, 0) + (long) counts.getOrDefault(ill, 0);
            progress.report(over, over + left);
        }
    }

    /// How many records stand in each state.
    Map<State, Integer> counts(UUID id) {
        return sessions.read(session -> new BulkRows(session.transaction()).counts(id));
    }

    /// What there is to tell of those it was done with, of some.
    List<BulkRows.Told> problems(UUID id) {
        return sessions.read(
                session -> new BulkRows(session.transaction()).problems(id, List.of(well, ill), MOST_TOLD));
    }

    static int sum(Map<State, Integer> counts, State... states) {
        int sum = 0;
        for (State state : states) {
            sum += counts.getOrDefault(state, 0);
        }
        return sum;
    }
}
