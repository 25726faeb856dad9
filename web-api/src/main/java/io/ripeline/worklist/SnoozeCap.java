package io.ripeline.worklist;

import static io.ripeline.worklist.WorklistError.SNOOZED_TOO_OFTEN;

import io.ripeline.definition.StandardObjects;
import io.ripeline.record.Callers;
import io.ripeline.record.Cause;
import io.ripeline.record.RecordWritten;
import io.ripeline.record.RecordsWritten;
import io.ripeline.refusal.Text;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Bounds how often people move one item, whichever way they do it.
@Component
class SnoozeCap {

    private final Callers callers;

    SnoozeCap(Callers callers) {
        this.callers = callers;
    }

    /// Refuses with `snoozed-too-often` the move that goes beyond.
    @EventListener
    void on(RecordsWritten written) {
        written.each(this::see);
    }

    private void see(RecordWritten written) {
        Integer most = written.model().workday().snoozes();
        boolean moved = written.object().key().equals(StandardObjects.FOLLOW_UP)
                && written.before() != null
                && written.changed(FollowUp.DUE_ON)
                && isOfAPerson(written.cause());
        if (most == null || !moved) {
            return;
        }
        int times = ItemPast.timesMoved(
                callers.following(written.transaction(), written.model()),
                written.after().id());
        if (times > most) {
            throw SNOOZED_TOO_OFTEN.because(Text.counted(
                    most,
                    "This item may be moved %d time at most; do it, or cancel it and say why.",
                    "This item may be moved %d times at most; do it, or cancel it and say why.",
                    "该跟进最多可推迟 %d 次，请完成它，或取消并说明原因。",
                    most));
        }
    }

    private static boolean isOfAPerson(Cause cause) {
        return cause.key().equals(Cause.WORKLIST.key()) || cause.key().equals(Cause.API.key());
    }
}
