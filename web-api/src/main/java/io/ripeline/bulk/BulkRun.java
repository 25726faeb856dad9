package io.ripeline.bulk;

import io.ripeline.bulk.Item.Outcome;
import io.ripeline.job.JobProgress;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/// Goes through the records of bulk work one way, so many in each transaction; what became of a record commits together
/// with it.
record BulkRun(Sessions sessions, Way way) {

    private static final int AT_ONCE = 100;
    private static final int MOST_TOLD = 1_000;

    /// Sees to some of the records.
    @FunctionalInterface
    interface Step {
        List<Outcome> see(Session session, Bulk bulk, List<Item> items);
    }

    /// Goes on until no record is left.
    ///
    /// @param transaction whose rights are asked: the member's, or nobody's
    Counts run(UUID id, JobProgress progress, Function<Function<Session, Boolean>, Boolean> transaction, Step step) {
        while (transaction.apply(session -> some(session, id, step))) {
            Counts counts = counts(id);
            long over = counts.of(way.over().toArray(State[]::new));
            progress.report(over, over + counts.of(way.todo()));
        }
        return counts(id);
    }

    private boolean some(Session session, UUID id, Step step) {
        BulkRecords records = new BulkRecords(session.transaction());
        Bulk bulk = new Bulks(session.transaction()).get(id);
        List<Item> items = records.next(bulk, way, AT_ONCE);
        if (items.isEmpty()) {
            return false;
        }
        records.mark(id, step.see(session, bulk, items));
        return true;
    }

    private Counts counts(UUID id) {
        return sessions.read(session -> new BulkRecords(session.transaction()).counts(id));
    }

    /// What there is to tell of those that were seen to, of some.
    List<BulkRecords.Told> problems(UUID id) {
        return sessions.read(session -> new BulkRecords(session.transaction()).problems(id, way.over(), MOST_TOLD));
    }
}
