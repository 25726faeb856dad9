package io.ripeline.bulk;

import io.ripeline.bulk.Item.Effect;
import io.ripeline.bulk.Item.Outcome;
import io.ripeline.definition.ObjectModel;
import io.ripeline.job.Job;
import io.ripeline.job.JobHandler;
import io.ripeline.job.JobProgress;
import io.ripeline.record.Cause;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Refused;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Gives the records of a transfer. One that is somebody else's by now is left out.
@Component
class TransferRecords implements JobHandler {

    private final Sessions sessions;
    private final Records records;

    TransferRecords(Sessions sessions, Records records) {
        this.sessions = sessions;
        this.records = records;
    }

    @Override
    public String kind() {
        return Work.Kind.TRANSFER.job();
    }

    @Override
    public Transferred run(Job job, JobProgress progress) {
        Counts counts = new BulkRun(sessions, Way.FORTH).run(job.subjectId(), progress, sessions::platform, this::give);
        return new Transferred(
                job.subjectId(), counts.of(State.DONE), counts.of(State.SKIPPED), counts.of(State.FAILED));
    }

    private List<Outcome> give(Session session, Bulk bulk, List<Item> items) {
        Transfer transfer = (Transfer) bulk.work();
        return items.stream().map(item -> given(session, transfer, item)).toList();
    }

    private Outcome given(Session session, Transfer transfer, Item item) {
        Optional<ObjectModel> object = session.model().find(item.object());
        try {
            return object.flatMap(found -> records.give(
                            session,
                            found,
                            item.id(),
                            found.columns().ownerId().isNotDistinctFrom(item.from()),
                            transfer.to(),
                            Cause.TRANSFER.because(transfer.reason())))
                    .map(written -> new Outcome(
                            item, State.DONE, new Effect(Set.of(written.record().version()), List.of())))
                    .orElseGet(() -> new Outcome(item, State.SKIPPED));
        } catch (Refused refused) {
            // Nothing of the record was written; the others go on.
            return new Outcome(item, State.FAILED);
        }
    }
}
