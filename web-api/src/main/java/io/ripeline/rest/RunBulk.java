package io.ripeline.rest;

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
import io.ripeline.record.StoredRecord;
import io.ripeline.refusal.Refused;
import io.ripeline.rest.BulkRows.Bulk;
import io.ripeline.rest.BulkRows.Effect;
import io.ripeline.rest.BulkRows.Outcome;
import io.ripeline.rest.BulkRows.State;
import io.ripeline.tenancy.TenantTransactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Changes many records, so many in each transaction, each as its own call would change it; what became of one commits
/// together with it.
@Component
class RunBulk implements JobHandler {

    static final String KIND = "bulk";

    private final Sessions sessions;
    private final TenantTransactions transactions;
    private final RecordOperations operations;
    private final Records records;
    private final ProblemDocuments problems;

    RunBulk(
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
        return KIND;
    }

    /// What became of the records.
    ///
    /// @param skipped how many were not reached before all was taken back
    /// @param results of those that were refused, some
    record Done(UUID id, int done, int failed, int skipped, List<BulkRows.Told> results) {

        Done {
            results = List.copyOf(results);
        }
    }

    @Override
    public Done run(Job job, JobProgress progress) {
        UUID id = job.subjectId();
        BulkSteps steps = new BulkSteps(sessions, State.OPEN, State.DONE, State.FAILED);
        steps.run(id, progress, () -> sessions.write(session -> step(session, id)));
        // What is taken back meanwhile was done all the same.
        Map<State, Integer> counts = steps.counts(id);
        return new Done(
                id,
                BulkSteps.sum(counts, State.DONE, State.RETURNED, State.KEPT),
                BulkSteps.sum(counts, State.FAILED),
                BulkSteps.sum(counts, State.SKIPPED),
                steps.problems(id));
    }

    private boolean step(Session session, UUID id) {
        BulkRows rows = new BulkRows(session.transaction());
        Bulk bulk = rows.get(id);
        ObjectModel object = session.model().object(bulk.object());
        List<UUID> open = rows.next(id, BulkSteps.AT_ONCE);
        List<UUID> seen = records.all(session, object, open).stream()
                .map(StoredRecord::id)
                .toList();
        Map<UUID, String> names = records.names(session, object, seen);
        Map<UUID, List<Move>> stays = records.stays(session, open);
        List<Outcome> outcomes = new ArrayList<>();
        for (UUID record : open) {
            Refused refused = change(session, object, bulk, record);
            outcomes.add(
                    refused == null
                            ? new Outcome(record, State.DONE, null, null)
                            : new Outcome(
                                    record, State.FAILED, names.get(record), problems.of(refused, bulk.locale())));
        }
        rows.mark(id, outcomes);
        rows.note(id, effects(session, open, stays));
        return !open.isEmpty();
    }

    private @Nullable Refused change(Session session, ObjectModel object, Bulk bulk, UUID record) {
        try {
            transactions.attempt(
                    session.transaction(),
                    () -> operations.run(
                            session,
                            object,
                            bulk.operation().of(record),
                            Cause.API.because(bulk.operation().reason())));
            return null;
        } catch (Refused refused) {
            // Nothing of the record was written; the others go on.
            return refused;
        }
    }

    /// What was made of the records, with the stays they were in before.
    private List<Effect> effects(Session session, List<UUID> ids, Map<UUID, List<Move>> stays) {
        return records.ownWrites(session, ids).entrySet().stream()
                .map(each -> new Effect(
                        each.getKey(),
                        each.getValue().stream().map(OwnWrite::version).collect(Collectors.toSet()),
                        stays.getOrDefault(each.getKey(), List.of()).stream()
                                .filter(stay -> each.getValue().stream()
                                        .anyMatch(write -> write.fields().contains(stay.field())))
                                .toList()))
                .toList();
    }
}
