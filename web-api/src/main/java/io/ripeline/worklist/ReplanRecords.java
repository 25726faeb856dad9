package io.ripeline.worklist;

import io.ripeline.definition.Cadence;
import io.ripeline.definition.ObjectModel;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.refusal.Text;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Plans many records anew after a publish, with a few statements for all of them.
@Component
class ReplanRecords {

    private static final Text ANOTHER_COUNT = Text.of("The rhythm counts otherwise now.", "跟进节奏的间隔已调整。");

    private final FollowUps followUps;
    private final Occasions occasions;

    ReplanRecords(FollowUps followUps, Occasions occasions) {
        this.followUps = followUps;
        this.occasions = occasions;
    }

    /// Plans records anew as a changed definition has it, all together. What was planned to the day by one of these
    /// rhythms is counted again; an item that is due already stays due, and what a person has moved stays where it
    /// was put. Records in the bin are left as they are.
    ///
    /// @param changed keys of the rhythms that count otherwise than before
    void replan(Session session, ObjectModel object, List<UUID> ids, Set<String> changed) {
        List<StoredRecord> locked = followUps.locked(session, object, ids);
        Map<UUID, Standing> standings = Standing.of(session, object, locked);
        Map<UUID, List<FollowUp>> open = followUps.open(session, ids);
        Set<FollowUps.Ruled> planned = followUps.everPlanned(session, ids);
        boolean yearly = ApplicableCadence.all(session.model(), object).stream().anyMatch(Occasions::isYearly);
        Map<FollowUps.Ruled, LocalDate> last = yearly ? followUps.lastClosed(session, ids) : Map.of();
        PlannedWrites writes = new PlannedWrites(session, followUps);
        for (StoredRecord record : locked) {
            Standing standing = standings.get(record.id());
            List<FollowUp> items = open.getOrDefault(record.id(), List.of());
            if (standing == null) {
                continue;
            }
            replan(session, new Each(object, record, standing, items), changed, planned, writes);
            if (yearly) {
                occasions.keep(session, object, record, items, last, writes);
            }
        }
        writes.write();
    }

    /// A record that is planned anew, with its open follow-ups.
    private record Each(ObjectModel object, StoredRecord record, Standing standing, List<FollowUp> open) {}

    private void replan(
            Session session, Each each, Set<String> changed, Set<FollowUps.Ruled> planned, PlannedWrites writes) {
        Map<UUID, FollowUp> items = new LinkedHashMap<>();
        each.open().stream().filter(item -> isStanding(session, item)).forEach(item -> items.put(item.id(), item));
        StoredRecord record = each.record();
        Optional<Cadence> cadence = each.standing().cadence();
        PlannedAnew anew = PlannedAnew.of(
                session,
                new PlannedAnew.Case(
                        record.ownerId(),
                        cadence,
                        each.standing().contact(),
                        items.values().stream().map(PlannedAnew.Item::of).toList(),
                        cadence.filter(is -> planned.contains(new FollowUps.Ruled(record.id(), is.key())))
                                .isPresent()),
                changed);
        anew.ended().forEach(item -> writes.cancel(held(items, item), Rhythm.otherwise(session, cadence)));
        anew.shift().ifPresent(shift -> {
            if (shift.ahead()) {
                writes.replan(held(items, shift.item()), shift.to());
            } else {
                String reason = FollowUps.text(session, FollowUp.REASON, ANOTHER_COUNT);
                writes.move(held(items, shift.item()), shift.to(), reason);
            }
        });
        anew.begun().ifPresent(plan -> writes.plan(FollowUps.Touch.of(each.object(), record, plan)));
    }

    private static FollowUp held(Map<UUID, FollowUp> items, PlannedAnew.Item item) {
        return Objects.requireNonNull(items.get(item.id()));
    }

    private static boolean isStanding(Session session, FollowUp item) {
        return item.rule().isPresent() && !Occasions.has(session, item);
    }
}
