package io.ripeline.record;

import io.ripeline.definition.ObjectModel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is noted in the history of a record that is written.
final class WriteNotes {

    private final Session session;
    private final ObjectModel object;
    private final Cause cause;
    private final Gate gate;
    private final History history;

    /// @param writes takes the statements
    WriteNotes(Session session, ObjectModel object, Cause cause, Gate gate, Together writes) {
        this.session = session;
        this.object = object;
        this.cause = cause;
        this.gate = gate;
        this.history =
                new History(session.transaction(), session.caller().member().id(), cause, writes::add);
    }

    /// Notes a new record.
    void made(Prepared prepared, StoredRecord record) {
        history.stays().brought(object.key(), record.id(), beginning(object, record, prepared));
        history.changes().changed(object.key(), record.id(), 1, Map.of(), record.values());
    }

    /// The stays a new record begins with.
    static List<Stay> beginning(ObjectModel object, StoredRecord record, Prepared prepared) {
        String unmet = Unmet.kept(prepared.waived());
        return Stages.beginning(object, record.values(), prepared.past(), record.createdAt()).stream()
                .map(stay -> stay.leftAt() == null && isStage(object, stay.field()) ? stay.unmet(unmet) : stay)
                .map(stay -> prepared.chosen().filter(stay.field()::equals).isPresent() ? stay.byHand() : stay)
                .toList();
    }

    /// When a new record enters the stage it is in.
    static @Nullable Instant stageEntered(ObjectModel object, StoredRecord record, Prepared prepared) {
        return beginning(object, record, prepared).stream()
                .filter(stay -> stay.leftAt() == null && isStage(object, stay.field()))
                .map(Stay::enteredAt)
                .findFirst()
                .orElse(null);
    }

    private static boolean isStage(ObjectModel object, String field) {
        return object.stageField().filter(field::equals).isPresent();
    }

    /// Notes what a write changed, with the stages and grades it had the record enter.
    void changed(Planned planned) {
        UUID id = planned.after().id();
        ChangeNotes notes = new ChangeNotes(object, gate, session.transaction().now());
        for (Stays.Entered entered : notes.entered(planned)) {
            if (cause.key().equals(Cause.UNDO.key())) {
                history.stays().voided(id, entered.field());
            } else {
                history.stays().entered(object.key(), entered);
            }
        }
        Changes.Changed changed = notes.changed(planned);
        history.changes().changed(object.key(), id, planned.after().version(), changed.before(), changed.after());
    }
}
