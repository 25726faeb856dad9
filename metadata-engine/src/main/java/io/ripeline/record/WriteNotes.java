package io.ripeline.record;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.SystemNames;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    void made(RecordWrite.Prepared prepared, StoredRecord record) {
        history.brought(object.key(), record.id(), beginning(object, record, prepared));
        history.changed(object.key(), record.id(), 1, Map.of(), record.values());
    }

    /// The stays a new record begins with.
    static List<History.Stay> beginning(ObjectModel object, StoredRecord record, RecordWrite.Prepared prepared) {
        String unmet = Unmet.kept(prepared.waived());
        return Stages.beginning(object, record.values(), prepared.past(), record.createdAt()).stream()
                .map(stay -> stay.leftAt() == null && isStage(object, stay.field()) ? stay.unmet(unmet) : stay)
                .map(stay -> prepared.chosen().filter(stay.field()::equals).isPresent() ? stay.byHand() : stay)
                .toList();
    }

    private static boolean isStage(ObjectModel object, String field) {
        return object.stageField().filter(field::equals).isPresent();
    }

    /// What a write says of the stages and grades it has a record enter.
    ///
    /// @param chosen the field whose grade a person chose, if any
    /// @param waived the criteria that an override lets pass
    record Entering(Optional<String> chosen, List<Unmet> waived) {}

    /// Notes what a write changed, with the stages and grades it had the record enter.
    void changed(StoredRecord before, StoredRecord after, Map<String, @Nullable Object> changed, Entering entering) {
        for (String field : Stages.fields(object)) {
            boolean newFunnel = isStage(object, field) && gate.changesFunnel(before, after);
            if (!changed.containsKey(field) && !newFunnel) {
                continue;
            }
            if (cause.key().equals(Cause.UNDO.key())) {
                history.voided(after.id(), field);
            } else {
                history.entered(object.key(), after.id(), field, stay(before, after, field, entering));
            }
        }
        Map<String, Object> was = ValueChanges.only(before.values(), changed);
        Map<String, Object> is = ValueChanges.only(after.values(), changed);
        if (!Objects.equals(before.ownerId(), after.ownerId())) {
            owner(was, before);
            owner(is, after);
        }
        if (!before.createdAt().equals(after.createdAt())) {
            was.put(SystemNames.CREATED_AT, before.createdAt());
            is.put(SystemNames.CREATED_AT, after.createdAt());
        }
        if (!before.createdBy().equals(after.createdBy())) {
            was.put(SystemNames.CREATED_BY, before.createdBy());
            is.put(SystemNames.CREATED_BY, after.createdBy());
        }
        history.changed(object.key(), after.id(), after.version(), was, is);
    }

    private History.@Nullable Stay stay(StoredRecord before, StoredRecord after, String field, Entering entering) {
        boolean chosen = entering.chosen().filter(field::equals).isPresent();
        return after.text(field)
                .map(value -> new History.Stay(
                        field,
                        before.text(field).orElse(null),
                        value,
                        session.transaction().now(),
                        null,
                        chosen,
                        isStage(object, field) ? Unmet.kept(entering.waived()) : null))
                .orElse(null);
    }

    private static void owner(Map<String, Object> values, StoredRecord record) {
        if (record.ownerId() != null) {
            values.put(SystemNames.OWNER_ID, record.ownerId());
        }
    }
}
