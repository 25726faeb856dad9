package io.ripeline.bulk;

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
import java.util.Collections;
import java.util.List;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/// Gives the records of a transfer back to whom they belonged. One that changed hands since stays where it is.
@Component
class UndoTransfer implements JobHandler {

    private final Sessions sessions;
    private final Records records;

    UndoTransfer(Sessions sessions, Records records) {
        this.sessions = sessions;
        this.records = records;
    }

    @Override
    public String kind() {
        return Work.Kind.TRANSFER.undo();
    }

    @Override
    public Transferred run(Job job, JobProgress progress) {
        Counts counts =
                new BulkRun(sessions, Way.BACK).run(job.subjectId(), progress, sessions::platform, this::giveBack);
        return new Transferred(
                job.subjectId(), counts.of(State.RETURNED), counts.of(State.KEPT), counts.of(State.FAILED));
    }

    private List<Outcome> giveBack(Session session, Bulk bulk, List<Item> items) {
        Transfer transfer = (Transfer) bulk.work();
        return items.stream().map(item -> givenBack(session, transfer, item)).toList();
    }

    private Outcome givenBack(Session session, Transfer transfer, Item item) {
        try {
            return session.model()
                    .find(item.object())
                    .flatMap(object -> records.give(
                            session,
                            object,
                            item.id(),
                            untouched(transfer, item, object),
                            item.from(),
                            Cause.TRANSFER_UNDO))
                    .map(written -> new Outcome(item, State.RETURNED))
                    .orElseGet(() -> new Outcome(item, State.KEPT));
        } catch (Refused refused) {
            // Nothing of the record was written; the others go on.
            return new Outcome(item, State.FAILED);
        }
    }

    private static Condition untouched(Transfer transfer, Item item, ObjectModel object) {
        return object.columns()
                .ownerId()
                .eq(transfer.to())
                .and(DSL.condition(
                        """
                        NOT EXISTS (SELECT FROM _change WHERE record_id = {0} AND version > {1}
                                    AND 'owner_id' = ANY (fields))""",
                        DSL.val(item.id()), DSL.val(Collections.max(item.made().versions()))));
    }
}
