package io.ripeline.rest;

import io.ripeline.definition.ObjectModel;
import io.ripeline.http.ProblemDocuments;
import io.ripeline.job.Job;
import io.ripeline.job.JobHandler;
import io.ripeline.job.JobProgress;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Undone;
import io.ripeline.refusal.Refused;
import io.ripeline.rest.BulkRows.Bulk;
import io.ripeline.rest.BulkRows.Effect;
import io.ripeline.rest.BulkRows.Outcome;
import io.ripeline.rest.BulkRows.State;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Takes back what a change of many made of each record, the last one first. What somebody changed since stays, and
/// says so.
@Component
class UndoBulk implements JobHandler {

    static final String KIND = "bulk-undo";

    private final Sessions sessions;
    private final Records records;
    private final ProblemDocuments problems;

    UndoBulk(Sessions sessions, Records records, ProblemDocuments problems) {
        this.sessions = sessions;
        this.records = records;
        this.problems = problems;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /// What became of the records.
    ///
    /// @param done how many are as they were before
    /// @param partly how many of these but for what somebody changed since
    /// @param skipped how many stay as they are
    /// @param results what stays as it is and why, of some
    record Done(UUID id, int done, int partly, int skipped, List<BulkRows.Told> results) {

        Done {
            results = List.copyOf(results);
        }
    }

    @Override
    public Done run(Job job, JobProgress progress) {
        UUID id = job.subjectId();
        BulkSteps steps = new BulkSteps(sessions, State.DONE, State.RETURNED, State.KEPT);
        steps.run(id, progress, () -> sessions.platform(session -> step(session, id)));
        Map<State, Integer> counts = steps.counts(id);
        int partly = sessions.read(session -> new BulkRows(session.transaction()).partly(id));
        return new Done(
                id,
                BulkSteps.sum(counts, State.RETURNED),
                partly,
                BulkSteps.sum(counts, State.KEPT),
                steps.problems(id));
    }

    private boolean step(Session session, UUID id) {
        BulkRows rows = new BulkRows(session.transaction());
        Bulk bulk = rows.get(id);
        ObjectModel object = session.model().object(bulk.object());
        List<Effect> effects = rows.last(id, BulkSteps.AT_ONCE);
        List<UUID> ids = effects.stream().map(Effect::record).toList();
        List<UUID> seen =
                records.all(session, object, ids).stream().map(StoredRecord::id).toList();
        Map<UUID, String> names = records.names(session, object, seen);
        rows.mark(
                id,
                effects.stream()
                        .map(effect -> undone(session, object, bulk, effect, names.get(effect.record())))
                        .toList());
        return !effects.isEmpty();
    }

    /// A record that was so before needs nothing taken back.
    private Outcome undone(Session session, ObjectModel object, Bulk bulk, Effect effect, @Nullable String called) {
        if (effect.versions().isEmpty()) {
            return new Outcome(effect.record(), State.RETURNED, null, null);
        }
        return switch (records.undoUnchanged(session, object, effect.record(), effect.versions(), effect.stays())) {
            case Undone.Kept(Refused why) ->
                new Outcome(effect.record(), State.KEPT, called, problems.of(why, bulk.locale()));
            case Undone.Restored(Refused left) ->
                new Outcome(
                        effect.record(),
                        State.RETURNED,
                        left == null ? null : called,
                        left == null ? null : problems.of(left, bulk.locale()));
            case Undone.Deleted _ -> new Outcome(effect.record(), State.RETURNED, null, null);
        };
    }
}
