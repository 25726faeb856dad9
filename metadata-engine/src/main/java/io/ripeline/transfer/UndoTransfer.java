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
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/// Gives the records of a transfer back to whom they belonged. One that changed hands since stays where it is.
@Component
class UndoTransfer implements JobHandler {

    static final String KIND = "transfer-undo";

    private final Sessions sessions;
    private final Records records;

    UndoTransfer(Sessions sessions, Records records) {
        this.sessions = sessions;
        this.records = records;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Handing.Done run(Job job, JobProgress progress) {
        return new Handing(sessions, State.GIVEN, this::giveBack).run(job.subjectId(), progress);
    }

    private Handing.Outcome giveBack(Session session, Transfer transfer, Item item) {
        return session.model()
                .find(item.object())
                .flatMap(object -> records.give(
                        session,
                        object,
                        item.id(),
                        untouched(transfer, item, object),
                        item.from(),
                        Cause.TRANSFER_UNDO))
                .map(written ->
                        new Handing.Outcome(State.RETURNED, written.record().version()))
                .orElseGet(() -> new Handing.Outcome(State.KEPT, item.version()));
    }

    private static Condition untouched(Transfer transfer, Item item, ObjectModel object) {
        return object.columns()
                .ownerId()
                .eq(transfer.to())
                .and(DSL.condition("""
                        NOT EXISTS (SELECT FROM _change WHERE record_id = {0} AND version > {1}
                                    AND 'owner_id' = ANY (fields))""", DSL.val(item.id()), DSL.val(item.version())));
    }
}
