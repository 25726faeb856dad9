package io.ripeline.transfer;

import io.ripeline.definition.ObjectModel;
import io.ripeline.job.Job;
import io.ripeline.job.JobHandler;
import io.ripeline.job.JobProgress;
import io.ripeline.record.Cause;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.transfer.TransferRows.Item;
import io.ripeline.transfer.TransferRows.State;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Gives the records of a transfer, some at a time. One that is somebody else's by now is left out.
@Component
class RunTransfer implements JobHandler {

    static final String KIND = "transfer";

    private final Sessions sessions;
    private final Records records;

    RunTransfer(Sessions sessions, Records records) {
        this.sessions = sessions;
        this.records = records;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Handing.Done run(Job job, JobProgress progress) {
        return new Handing(sessions, State.OPEN, this::give).run(job.subjectId(), progress);
    }

    private Handing.Outcome give(Session session, Transfer transfer, Item item) {
        Optional<ObjectModel> object = session.model().find(item.object());
        return object.flatMap(found -> records.give(
                        session,
                        found,
                        item.id(),
                        found.columns().ownerId().isNotDistinctFrom(item.from()),
                        transfer.to(),
                        Cause.TRANSFER.because(transfer.reason())))
                .map(written ->
                        new Handing.Outcome(State.GIVEN, written.record().version()))
                .orElseGet(() -> new Handing.Outcome(State.SKIPPED, null));
    }
}
