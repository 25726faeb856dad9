package io.ripeline.rule;

import io.ripeline.definition.Automation;
import io.ripeline.definition.FieldModel;
import io.ripeline.record.RecordWritten;
import io.ripeline.record.StoredRecord;
import java.util.Optional;

/// What a write is to automations.
record Trigger(RecordWritten written) {

    static Trigger of(RecordWritten written) {
        return new Trigger(written);
    }

    /// Whether it sets an automation off.
    boolean sets(Automation automation) {
        return switch (automation.trigger()) {
            case CREATED -> written.before() == null;
            case UPDATED ->
                written.before() != null
                        && automation.changedField().map(written::changed).orElse(true);
            case ENTERED -> moved(automation, Optional.of(written.after()));
            case LEFT -> moved(automation, Optional.ofNullable(written.before()));
        };
    }

    /// Whether the record came to another stage, and the one meant is the one it has in `state`.
    private boolean moved(Automation automation, Optional<StoredRecord> state) {
        FieldModel field = automation.stayField();
        return field != null
                && written.changed(field.key())
                && state.flatMap(record -> record.text(field.key()))
                        .filter(stage -> automation.stage().map(stage::equals).orElse(true))
                        .isPresent();
    }
}
