package io.ripeline.worklist;

import io.ripeline.definition.Cadence;
import io.ripeline.definition.ObjectModel;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.refusal.Text;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
            replan(session, new Each(object, record, standing, items), planned, changed, writes);
            if (yearly) {
                occasions.keep(session, object, record, items, last, writes);
            }
        }
        writes.write();
    }

    /// A record that is planned anew, with its open follow-ups.
    private record Each(ObjectModel object, StoredRecord record, Standing standing, List<FollowUp> open) {}

    private void replan(
            Session session, Each each, Set<FollowUps.Ruled> planned, Set<String> changed, PlannedWrites writes) {
        Optional<Cadence> cadence = each.standing().cadence();
        LocalDate contact = each.standing().contact();
        if (!Rhythm.retire(session, each.open(), cadence, writes)) {
            boolean comesAnew = each.open().stream().anyMatch(item -> isStanding(session, item));
            cadence.filter(wanted -> comesAnew || begins(each.record(), wanted, planned))
                    .flatMap(wanted -> Rhythm.first(session, wanted, each.record(), contact))
                    .ifPresent(plan -> writes.plan(FollowUps.Touch.of(each.object(), each.record(), plan)));
        } else if (cadence.filter(wanted -> changed.contains(wanted.key())).isPresent()) {
            each.open().stream()
                    .filter(item -> item.isOf(cadence.get().key()) && item.unmoved())
                    .findFirst()
                    .ifPresent(item -> recountAnew(session, item, cadence.get(), contact, writes));
        }
    }

    private static boolean isStanding(Session session, FollowUp item) {
        return item.rule().isPresent() && !Occasions.has(session, item);
    }

    /// A rhythm that has run to its end, or was ended, begins again only when the record comes to it anew.
    private static boolean begins(StoredRecord record, Cadence cadence, Set<FollowUps.Ruled> planned) {
        boolean endless = Boolean.TRUE.equals(cadence.definition().repeat()) && cadence.until() == null;
        return endless || !planned.contains(new FollowUps.Ruled(record.id(), cadence.key()));
    }

    private static void recountAnew(
            Session session, FollowUp item, Cadence cadence, LocalDate contact, PlannedWrites writes) {
        LocalDate today = session.days().today(item.owner());
        Rhythm.step(session, cadence, item.step(), contact)
                .map(plan -> plan.notBefore(today).dueOn())
                .filter(day -> !day.equals(item.dueOn()))
                .ifPresent(day -> {
                    if (item.dueOn().isAfter(today)) {
                        writes.replan(item, day);
                    } else if (day.isAfter(today)) {
                        writes.move(item, day, FollowUps.text(session, FollowUp.REASON, ANOTHER_COUNT));
                    }
                });
    }
}
