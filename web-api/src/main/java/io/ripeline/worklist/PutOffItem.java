package io.ripeline.worklist;

import io.ripeline.record.Cause;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.worklist.WorklistRequests.SnoozeRequest;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Moves an item to a later day, for a reason; the day it was planned for stays noted.
@Component
class PutOffItem {

    private final Records records;
    private final FollowUps followUps;

    PutOffItem(Records records, FollowUps followUps) {
        this.records = records;
        this.followUps = followUps;
    }

    /// Moves the item; refuses with `record-not-found`, `item-closed`, `version-conflict`, `right-missing`,
    /// `record-invalid`, `date-invalid` or `next-out-of-bounds`.
    ///
    /// @param seenAt the version of it that the member saw; that of now where absent
    UUID putOff(Session session, String id, SnoozeRequest request, @Nullable Integer seenAt) {
        Held held = Held.take(session, records, followUps, id, seenAt);
        LocalDate today = Desk.today(session, held.item().owner());
        LocalDate until = Requested.date(request.until(), "/until");
        held.item()
                .rule()
                .flatMap(session.model()::cadence)
                .map(cadence -> Bounds.ofSnooze(cadence, today))
                .orElse(Bounds.from(today.plusDays(1)))
                .check(until, "/until");
        Requested.at("", () -> {
            followUps.move(session, held.item(), until, request.reason(), Cause.WORKLIST);
            return until;
        });
        return held.item().id();
    }
}
