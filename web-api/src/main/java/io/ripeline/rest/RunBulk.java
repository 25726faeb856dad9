package io.ripeline.rest;

import io.ripeline.definition.ObjectModel;
import io.ripeline.http.ProblemDocuments;
import io.ripeline.job.Job;
import io.ripeline.job.JobHandler;
import io.ripeline.job.JobProgress;
import io.ripeline.record.Cause;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.record.StoredRecord;
import io.ripeline.refusal.Refused;
import io.ripeline.rest.BulkRows.Bulk;
import io.ripeline.tenancy.TenantTransactions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Changes many records, so many in each transaction, each as its own call would change it; what became of one commits
/// together with it.
@Component
class RunBulk implements JobHandler {

    static final String KIND = "bulk";
    private static final int AT_ONCE = 100;
    private static final int MOST_TOLD = 1_000;

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
    /// @param results of those that were refused, some
    record Done(UUID id, int done, int failed, List<BulkRows.Problem> results) {

        Done {
            results = List.copyOf(results);
        }
    }

    @Override
    public Done run(Job job, JobProgress progress) {
        while (sessions.write(session -> step(session, job.subjectId())) > 0) {
            Map<String, Integer> counts =
                    sessions.read(session -> new BulkRows(session.transaction()).counts(job.subjectId()));
            long total = counts.values().stream().mapToInt(each -> each).sum();
            progress.report(total - counts.getOrDefault(BulkRows.OPEN, 0), total);
        }
        return sessions.read(session -> result(new BulkRows(session.transaction()), job.subjectId()));
    }

    private static Done result(BulkRows rows, UUID id) {
        Map<String, Integer> counts = rows.counts(id);
        return new Done(
                id,
                counts.getOrDefault(BulkRows.DONE, 0),
                counts.getOrDefault(BulkRows.FAILED, 0),
                rows.problems(id, MOST_TOLD));
    }

    private int step(Session session, UUID id) {
        BulkRows rows = new BulkRows(session.transaction());
        Bulk bulk = rows.get(id);
        ObjectModel object = session.model().object(bulk.object());
        List<UUID> open = rows.next(id, AT_ONCE);
        List<UUID> seen = records.all(session, object, open).stream()
                .map(StoredRecord::id)
                .toList();
        Map<UUID, String> names = records.names(session, object, seen);
        for (UUID record : open) {
            try {
                transactions.attempt(
                        session.transaction(),
                        () -> operations.run(
                                session,
                                object,
                                bulk.operation().of(record),
                                Cause.API.because(bulk.operation().reason())));
                rows.mark(id, record, null, null);
            } catch (Refused refused) {
                // Nothing of the record was written; the others go on.
                rows.mark(id, record, names.get(record), problems.of(refused, bulk.locale()));
            }
        }
        return open.size();
    }
}
