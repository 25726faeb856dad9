package io.ripeline.worklist;

import io.ripeline.definition.Cadence;
import io.ripeline.definition.ObjectModel;
import io.ripeline.record.RecordWritten;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.worklist.FollowUps.Ruled;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Records of one object that were changed together, seen by their rhythms: what {@link Rhythm} does for each of them,
/// with a few statements for all.
record ChangedTogether(Session session, FollowUps followUps, Occasions occasions) {

    /// Hands over what is planned for records that changed hands, and keeps the item of each rhythm that applies.
    void keep(List<RecordWritten> changed, boolean rhythmic) {
        List<UUID> ids = changed.stream().map(each -> each.after().id()).toList();
        Map<UUID, List<FollowUp>> open = handedOver(changed, followUps.open(session, ids));
        if (!rhythmic) {
            return;
        }
        Set<Ruled> ever = followUps.everPlanned(session, ids);
        Map<Ruled, LocalDate> last =
                hasOccasions(changed.getFirst().object()) ? followUps.lastClosed(session, ids) : Map.of();
        PlannedWrites writes = new PlannedWrites(session, followUps);
        for (RecordWritten each : changed) {
            List<FollowUp> its = open.getOrDefault(each.after().id(), List.of());
            rhythm(each, its, ever, writes);
            occasions.keep(session, each.object(), each.after(), its, last, writes);
        }
        writes.write();
    }

    private boolean hasOccasions(ObjectModel object) {
        return ApplicableCadence.all(session.model(), object).stream().anyMatch(Occasions::isYearly);
    }

    private Map<UUID, List<FollowUp>> handedOver(List<RecordWritten> changed, Map<UUID, List<FollowUp>> standing) {
        Map<FollowUp, Optional<UUID>> given = new LinkedHashMap<>();
        for (RecordWritten each : changed) {
            StoredRecord before = Objects.requireNonNull(each.before());
            Optional<UUID> owner = Optional.ofNullable(each.after().ownerId());
            if (each.changedOwner()) {
                standing.getOrDefault(each.after().id(), List.of()).stream()
                        .filter(item -> Rhythm.goesAlong(item, before))
                        .forEach(item -> given.put(item, owner));
            }
        }
        Map<UUID, FollowUp> now = new LinkedHashMap<>();
        followUps.giveAll(session, given).forEach(item -> now.put(item.id(), item));
        Map<UUID, List<FollowUp>> open = new LinkedHashMap<>();
        standing.forEach((id, items) -> open.put(
                id,
                items.stream().map(item -> now.getOrDefault(item.id(), item)).toList()));
        return open;
    }

    private void rhythm(RecordWritten written, List<FollowUp> open, Set<Ruled> ever, PlannedWrites writes) {
        StoredRecord record = written.after();
        Optional<Cadence> cadence = ApplicableCadence.of(session, written.object(), record);
        boolean kept = Rhythm.retire(session, open, cadence, writes);
        if (kept || cadence.isEmpty() || !begins(cadence.get(), written, ever)) {
            return;
        }
        Rhythm.begun(session, cadence.get(), record)
                .ifPresent(plan -> writes.plan(FollowUps.Touch.of(written.object(), record, plan)));
    }

    private boolean begins(Cadence cadence, RecordWritten written, Set<Ruled> ever) {
        return !Rhythm.appliedBefore(session, cadence, written)
                || !ever.contains(new Ruled(written.after().id(), cadence.key()));
    }
}
