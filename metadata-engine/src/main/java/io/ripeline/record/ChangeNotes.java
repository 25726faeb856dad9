package io.ripeline.record;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.SystemNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What the histories say of a change.
final class ChangeNotes {

    private final ObjectModel object;
    private final Gate gate;
    private final Instant now;

    ChangeNotes(ObjectModel object, Gate gate, Instant now) {
        this.object = object;
        this.gate = gate;
        this.now = now;
    }

    /// The fields in which the record enters another stage or grade, or leaves the one it is in.
    List<Stays.Entered> entered(Planned planned) {
        List<Stays.Entered> entered = new ArrayList<>();
        for (String field : Stages.fields(object)) {
            boolean newFunnel = isStage(field) && gate.changesFunnel(planned.before(), planned.after());
            if (planned.stored().containsKey(field) || newFunnel) {
                Instant at = Stays.at(planned.before(), now);
                Stay stay = planned.after()
                        .text(field)
                        .map(value -> stay(planned, field, value, at))
                        .orElse(null);
                entered.add(new Stays.Entered(planned.after().id(), field, at, stay));
            }
        }
        return entered;
    }

    private Stay stay(Planned planned, String field, String value, Instant at) {
        return new Stay(
                field,
                planned.before().text(field).orElse(null),
                value,
                at,
                null,
                planned.chosen().filter(field::equals).isPresent(),
                isStage(field) ? Unmet.kept(planned.waived()) : null);
    }

    private boolean isStage(String field) {
        return object.stageField().filter(field::equals).isPresent();
    }

    /// The values that were replaced and those that came instead, with owner and origin where these change too.
    Changes.Changed changed(Planned planned) {
        StoredRecord before = planned.before();
        StoredRecord after = planned.after();
        Map<String, Object> was = ValueChanges.only(before.values(), planned.stored());
        Map<String, Object> is = ValueChanges.only(after.values(), planned.stored());
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
        return new Changes.Changed(after, was, is);
    }

    private static void owner(Map<String, Object> values, StoredRecord record) {
        if (record.ownerId() != null) {
            values.put(SystemNames.OWNER_ID, record.ownerId());
        }
    }
}
