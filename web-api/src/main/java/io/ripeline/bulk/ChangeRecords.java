package io.ripeline.bulk;

import io.ripeline.bulk.Item.Effect;
import io.ripeline.bulk.Item.Outcome;
import io.ripeline.definition.ObjectModel;
import io.ripeline.http.ProblemDocuments;
import io.ripeline.job.Job;
import io.ripeline.job.JobHandler;
import io.ripeline.job.JobProgress;
import io.ripeline.record.Cause;
import io.ripeline.record.Move;
import io.ripeline.record.OwnWrite;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Refused;
import io.ripeline.rest.RecordOperations;
import io.ripeline.tenancy.TenantTransactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Changes many records, each as its own call would change it.
@Component
class ChangeRecords implements JobHandler {

    private final Sessions sessions;
    private final TenantTransactions transactions;
    private final RecordOperations operations;
    private final Records records;
    private final ProblemDocuments problems;

    ChangeRecords(
            Sessions sessions,
            TenantTransactions transactions,
            RecordOperations operations,
            Records records,
            ProblemDocuments problems) {
        this.sessions = sessions;
        this.transactions = transactions;
        this.operations = operations;
        this.records = records;
        this.problems = problems;
    }

    @Override
    public String kind() {
        return Work.Kind.CHANGE.job();
    }

    /// What became of the records.
    ///
    /// @param skipped how many were not reached before all was taken back
    /// @param results of those that were refused, some
    record Done(UUID id, int done, int failed, int skipped, List<BulkRecords.Told> results) {

        Done {
            results = List.copyOf(results);
        }
    }

    @Override
    public Done run(Job job, JobProgress progress) {
        UUID id = job.subjectId();
        BulkRun run = new BulkRun(sessions, Way.FORTH);
        Counts counts = run.run(id, progress, sessions::write, this::change);
        return new Done(
                id,
                // What is taken back meanwhile was done all the same.
                counts.of(State.DONE, State.RETURNED, State.KEPT),
                counts.of(State.FAILED),
                counts.of(State.SKIPPED),
                run.problems(id));
    }

    private List<Outcome> change(Session session, Bulk bulk, List<Item> items) {
        ObjectModel object = session.model().object(bulk.object());
        List<UUID> ids = items.stream().map(Item::id).toList();
        Map<UUID, String> names = Called.of(session, records, object, items);
        Map<UUID, List<Move>> stays = records.stays(session, ids);
        List<Outcome> refused = new ArrayList<>();
        List<Item> changed = new ArrayList<>();
        for (Item item : items) {
            Refused why = change(session, object, (Change) bulk.work(), item);
            if (why == null) {
                changed.add(item);
            } else {
                refused.add(new Outcome(item, State.FAILED, names.get(item.id()), problems.of(why, bulk.locale())));
            }
        }
        Map<UUID, List<OwnWrite>> writes = records.ownWrites(session, ids);
        return Stream.concat(
                        refused.stream(),
                        changed.stream().map(item -> new Outcome(item, State.DONE, effect(item.id(), writes, stays))))
                .toList();
    }

    private @Nullable Refused change(Session session, ObjectModel object, Change change, Item item) {
        try {
            transactions.attempt(
                    session.transaction(),
                    () -> operations.run(session, object, change.of(item.id()), Cause.API.because(change.reason())));
            return null;
        } catch (Refused refused) {
            // Nothing of the record was written; the others go on.
            return refused;
        }
    }

    /// What was made of a record, with the stays it was in before.
    private static Effect effect(UUID id, Map<UUID, List<OwnWrite>> writes, Map<UUID, List<Move>> stays) {
        List<OwnWrite> own = writes.getOrDefault(id, List.of());
        return new Effect(
                own.stream().map(OwnWrite::version).collect(Collectors.toSet()),
                stays.getOrDefault(id, List.of()).stream()
                        .filter(stay ->
                                own.stream().anyMatch(write -> write.fields().contains(stay.field())))
                        .toList());
    }
}
