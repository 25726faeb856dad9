package io.ripeline.bulk;

import io.ripeline.bulk.Item.Outcome;
import io.ripeline.definition.ObjectModel;
import io.ripeline.http.ProblemDocuments;
import io.ripeline.job.Job;
import io.ripeline.job.JobHandler;
import io.ripeline.job.JobProgress;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.record.Undone;
import io.ripeline.refusal.Refused;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Takes back what a change of many made of each record. What somebody changed since stays, and says so.
@Component
class UndoChange implements JobHandler {

    private final Sessions sessions;
    private final Records records;
    private final ProblemDocuments problems;

    UndoChange(Sessions sessions, Records records, ProblemDocuments problems) {
        this.sessions = sessions;
        this.records = records;
        this.problems = problems;
    }

    @Override
    public String kind() {
        return Work.Kind.CHANGE.undo();
    }

    /// What became of the records.
    ///
    /// @param done how many are as they were before
    /// @param partly how many of these but for what somebody changed since
    /// @param skipped how many stay as they are
    /// @param results what stays as it is and why, of some
    record Done(UUID id, int done, int partly, int skipped, List<BulkRecords.Told> results) {

        Done {
            results = List.copyOf(results);
        }
    }

    @Override
    public Done run(Job job, JobProgress progress) {
        UUID id = job.subjectId();
        BulkRun run = new BulkRun(sessions, Way.BACK);
        Counts counts = run.run(id, progress, sessions::platform, this::undo);
        int partly = sessions.read(session -> new BulkRecords(session.transaction()).partly(id));
        return new Done(id, counts.of(State.RETURNED), partly, counts.of(State.KEPT), run.problems(id));
    }

    private List<Outcome> undo(Session session, Bulk bulk, List<Item> items) {
        ObjectModel object = session.model().object(bulk.object());
        Map<UUID, String> names = Called.of(session, records, object, items);
        return items.stream()
                .map(item -> undone(session, object, bulk, item, names.get(item.id())))
                .toList();
    }

    /// A record that was so before needs nothing taken back.
    private Outcome undone(Session session, ObjectModel object, Bulk bulk, Item item, @Nullable String called) {
        Item.Effect made = item.made();
        if (made.versions().isEmpty()) {
            return new Outcome(item, State.RETURNED);
        }
        return switch (records.undoUnchanged(session, object, item.id(), made.versions(), made.stays())) {
            case Undone.Kept(Refused why) -> new Outcome(item, State.KEPT, called, problems.of(why, bulk.locale()));
            case Undone.Restored(Refused left) ->
                left == null
                        ? new Outcome(item, State.RETURNED)
                        : new Outcome(item, State.RETURNED, called, problems.of(left, bulk.locale()));
            case Undone.Deleted _ -> new Outcome(item, State.RETURNED);
        };
    }
}
