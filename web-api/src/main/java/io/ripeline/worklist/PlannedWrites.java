package io.ripeline.worklist;

import io.ripeline.record.Cause;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a rhythm has planned anew for one record or many, gathered and then written together.
final class PlannedWrites {

    private final Session session;
    private final FollowUps followUps;
    private final List<FollowUps.Touch> touches = new ArrayList<>();
    private final Map<Cause, Map<StoredRecord, Map<String, @Nullable Object>>> changes = new LinkedHashMap<>();

    PlannedWrites(Session session, FollowUps followUps) {
        this.session = session;
        this.followUps = followUps;
    }

    /// A touch shall be planned.
    void plan(FollowUps.Touch touch) {
        touches.add(touch);
    }

    /// An item will not be done.
    void cancel(FollowUp item, String reason) {
        Map<String, @Nullable Object> values = FollowUps.closing(session, FollowUp.CANCELLED);
        values.put(FollowUp.REASON, reason);
        put(item, values, Cause.RHYTHM.because(reason));
    }

    /// An item moves to another day; the day it was planned for stays noted.
    void move(FollowUp item, LocalDate dueOn, String reason) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put(FollowUp.DUE_ON, dueOn);
        values.put(FollowUp.REASON, reason);
        put(item, values, Cause.RHYTHM.because(reason));
    }

    /// An item is planned anew, as if it had never stood on another day.
    void replan(FollowUp item, LocalDate dueOn) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put(FollowUp.DUE_ON, dueOn);
        values.put(FollowUp.ORIGINAL_DUE_ON, dueOn);
        values.put(FollowUp.RULE_VERSION, (long) session.model().version());
        put(item, values, Cause.RHYTHM);
    }

    private void put(FollowUp item, Map<String, @Nullable Object> values, Cause cause) {
        changes.computeIfAbsent(cause, key -> new LinkedHashMap<>()).put(item.record(), values);
    }

    /// Writes all of it.
    void write() {
        for (Map.Entry<Cause, Map<StoredRecord, Map<String, @Nullable Object>>> each : changes.entrySet()) {
            followUps.changeAll(session, each.getValue(), each.getKey());
        }
        if (!touches.isEmpty()) {
            followUps.planAll(session, touches, Cause.RHYTHM);
        }
    }
}
