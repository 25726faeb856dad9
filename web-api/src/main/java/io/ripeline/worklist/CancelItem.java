package io.ripeline.worklist;

import io.ripeline.record.Cause;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.worklist.WorklistRequests.CancelRequest;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Takes an item off the list, for a reason; what a rhythm wanted goes on with the rhythm's next step, so that the
/// record is not lost.
@Component
class CancelItem {

    private final Records records;
    private final FollowUps followUps;
    private final Rhythm rhythm;

    CancelItem(Records records, FollowUps followUps, Rhythm rhythm) {
        this.records = records;
        this.followUps = followUps;
        this.rhythm = rhythm;
    }

    /// What came of it.
    record Cancelled(UUID item, Optional<UUID> next) {}

    /// Cancels the item; refuses with `record-not-found`, `item-closed`, `version-conflict`, `right-missing` or
    /// `record-invalid`.
    ///
    /// @param seenAt the version of it that the member saw; that of now where absent
    Cancelled cancel(Session session, String id, CancelRequest request, @Nullable Integer seenAt) {
        Held held = Held.take(session, records, followUps, id, seenAt);
        Requested.at("", () -> {
            followUps.cancel(session, held.item(), request.reason(), Cause.WORKLIST);
            return held;
        });
        Optional<FollowUp> next = held.item()
                .rule()
                .flatMap(_ -> rhythm.next(session, held))
                .map(plan -> rhythm.follow(session, held, plan));
        return new Cancelled(held.item().id(), next.map(FollowUp::id));
    }
}
