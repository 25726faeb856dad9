package io.ripeline.transfer;

import io.ripeline.job.JobProgress;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Refused;
import io.ripeline.transfer.TransferRows.Item;
import io.ripeline.transfer.TransferRows.State;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Goes through the records of a transfer that stand in one state, so many in each transaction; what became of a record
/// commits together with it.
///
/// @param begin the state of the records still to do
record Handing(Sessions sessions, State begin, Hand hand) {

    private static final int AT_ONCE = 100;

    /// What became of one record.
    record Outcome(State state, @Nullable Integer version) {}

    /// Gives one record on.
    @FunctionalInterface
    interface Hand {
        Outcome give(Session session, Transfer transfer, Item item);
    }

    private record Step(int done, Map<State, Integer> counts) {}

    /// What became of the records of a transfer.
    record Done(UUID id, int transferred, int skipped, int failed) {}

    Done run(UUID id, JobProgress progress) {
        Step step = sessions.platform(session -> step(session, id));
        while (step.done() > 0) {
            long total = step.counts().values().stream().mapToInt(each -> each).sum();
            progress.report(total - step.counts().getOrDefault(begin, 0), total);
            step = sessions.platform(session -> step(session, id));
        }
        return new Done(
                id,
                count(step, begin == State.OPEN ? State.GIVEN : State.RETURNED),
                count(step, begin == State.OPEN ? State.SKIPPED : State.KEPT),
                count(step, State.FAILED));
    }

    private static int count(Step step, State state) {
        return step.counts().getOrDefault(state, 0);
    }

    private Step step(Session session, UUID id) {
        TransferRows rows = new TransferRows(session.transaction());
        Transfer transfer =
                rows.find(id).orElseThrow(() -> new IllegalStateException("A transfer that nobody asked for"));
        List<Item> items = rows.next(id, begin, AT_ONCE);
        for (Item item : items) {
            Outcome outcome = handled(session, transfer, item);
            rows.mark(id, item.id(), outcome.state(), outcome.version());
        }
        return new Step(items.size(), rows.counts(id));
    }

    private Outcome handled(Session session, Transfer transfer, Item item) {
        try {
            return hand.give(session, transfer, item);
        } catch (Refused refused) {
            // Nothing of the record was written; the others go on.
            return new Outcome(State.FAILED, item.version());
        }
    }
}
