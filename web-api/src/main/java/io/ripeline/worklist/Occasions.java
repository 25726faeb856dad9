package io.ripeline.worklist;

import io.ripeline.definition.Anchor;
import io.ripeline.definition.Cadence;
import io.ripeline.definition.ObjectModel;
import io.ripeline.record.Cause;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.refusal.Text;
import io.ripeline.worklist.FollowUps.Ruled;
import io.ripeline.worklist.FollowUps.Touch;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The rhythms that come again each year, for birthdays and festivals. Each keeps one open follow-up for every record
/// it applies to, beside what the record is planned for otherwise: a step of this year's, or the first of the next
/// day it falls on. What was done or cancelled for a day is not planned for the same day again.
@Component
class Occasions {

    private static final Text NOT_FOR_IT = Text.of("The occasion does not concern it any more.", "该节日或纪念日不再适用。");

    private final FollowUps followUps;

    Occasions(FollowUps followUps) {
        this.followUps = followUps;
    }

    /// Whether an item belongs to one of them.
    static boolean has(Session session, FollowUp item) {
        return of(session, item).isPresent();
    }

    /// The one an item belongs to.
    static Optional<Cadence> of(Session session, FollowUp item) {
        return item.rule().flatMap(session.model()::cadence).filter(Occasions::isYearly);
    }

    static boolean isYearly(Cadence cadence) {
        return cadence.anchor() != null;
    }

    /// Plans what a record lacks and cancels what concerns it no more.
    ///
    /// @param open its open follow-ups
    void keep(Session session, ObjectModel object, StoredRecord record, List<FollowUp> open) {
        if (ApplicableCadence.all(session.model(), object).stream().noneMatch(Occasions::isYearly)) {
            return;
        }
        PlannedWrites writes = new PlannedWrites(session, followUps);
        keep(session, object, record, open, followUps.lastClosed(session, List.of(record.id())), writes);
        writes.write();
    }

    /// The same with what is to be written gathered.
    ///
    /// @param last for each record and rhythm the latest day for which something was planned that was closed
    void keep(
            Session session,
            ObjectModel object,
            StoredRecord record,
            List<FollowUp> open,
            Map<Ruled, LocalDate> last,
            PlannedWrites writes) {
        List<Cadence> applying = ApplicableCadence.yearly(session, object, record);
        for (FollowUp item : open) {
            Optional<Cadence> cadence = of(session, item);
            if (cadence.isPresent() && !applying.contains(cadence.get())) {
                writes.cancel(item, FollowUps.text(session, FollowUp.REASON, NOT_FOR_IT));
            }
        }
        for (Cadence cadence : applying) {
            LocalDate from = dayAfter(
                    session, record.ownerId(), Optional.ofNullable(last.get(new Ruled(record.id(), cadence.key()))));
            Optional<Plan> first = first(session, cadence, record, from);
            Optional<FollowUp> item =
                    open.stream().filter(each -> each.isOf(cadence.key())).findFirst();
            if (item.isEmpty()) {
                first.ifPresent(plan -> writes.plan(Touch.of(object, record, plan)));
            } else if (isAhead(session, item.get())) {
                first.map(Plan::dueOn)
                        .filter(day -> !day.equals(item.get().dueOn()))
                        .ifPresent(day -> writes.replan(item.get(), day));
            }
        }
    }

    /// What they plan for a record that is new.
    List<Plan> begin(Session session, ObjectModel object, StoredRecord record) {
        LocalDate today = session.days().today(record.ownerId());
        return ApplicableCadence.yearly(session, object, record).stream()
                .flatMap(cadence -> first(session, cadence, record, today).stream())
                .toList();
    }

    /// Whether an item waits for a day to come, as it was planned: the day follows the date it is reckoned from.
    private static boolean isAhead(Session session, FollowUp item) {
        return item.step() == 0
                && item.unmoved()
                && item.dueOn().isAfter(session.days().today(item.owner()));
    }

    /// Whether the time an item belongs to has come: one that waits for its day is not touched by what happens before.
    static boolean hasBegun(Session session, FollowUp item) {
        return item.step() > 0 || !item.dueOn().isAfter(session.days().today(item.owner()));
    }

    /// Plans the next time of a rhythm whose present one has ended, where it comes each year and still applies.
    void again(Session session, ObjectModel object, StoredRecord record, Cadence cadence) {
        if (isYearly(cadence)
                && ApplicableCadence.yearly(session, object, record).contains(cadence)) {
            first(session, cadence, record, dayAfterLast(session, record, cadence))
                    .ifPresent(
                            plan -> followUps.planAll(session, List.of(Touch.of(object, record, plan)), Cause.RHYTHM));
        }
    }

    private LocalDate dayAfterLast(Session session, StoredRecord record, Cadence cadence) {
        return dayAfter(session, record.ownerId(), followUps.lastClosed(session, record.id(), cadence.key()));
    }

    /// From which day on a rhythm begins anew: from its owner's today, or behind the last day that was closed.
    static LocalDate dayAfter(Session session, @Nullable UUID owner, Optional<LocalDate> last) {
        LocalDate today = session.days().today(owner);
        return last.map(day -> day.plusDays(1)).filter(today::isBefore).orElse(today);
    }

    /// The touch after one that was just closed: this year's next step, else the first of the next time.
    ///
    /// @param ended whether what was done ends this year's time
    Optional<Plan> next(Session session, Held held, Cadence cadence, boolean ended) {
        LocalDate today = session.days().today(held.subject().ownerId());
        int step = held.item().step() + 1;
        if (!ended && step < cadence.definition().steps().size()) {
            LocalDate from = cadence.fromPlanned() ? held.item().dueOn() : today;
            return Plan.of(cadence, step, from, session.transaction().tenant().locale())
                    .map(plan -> plan.fitting(session).notBefore(today));
        }
        if (!ApplicableCadence.yearly(session, held.object(), held.subject()).contains(cadence)) {
            return Optional.empty();
        }
        return first(session, cadence, held.subject(), dayAfterLast(session, held.subject(), cadence));
    }

    /// The first step of the first time a rhythm begins from a day on; nothing where it goes by a date the record
    /// lacks.
    private static Optional<Plan> first(Session session, Cadence cadence, StoredRecord record, LocalDate from) {
        return Optional.ofNullable(cadence.anchor())
                .flatMap(anchor -> anchor.beginFrom(from, date(anchor, record)))
                .flatMap(day ->
                        Plan.of(cadence, 0, day, session.transaction().tenant().locale()))
                .map(plan -> plan.fitting(session));
    }

    private static @Nullable LocalDate date(Anchor anchor, StoredRecord record) {
        return switch (anchor) {
            case Anchor.OfField of ->
                record.value(of.field().key()).map(LocalDate.class::cast).orElse(null);
            case Anchor.Solar _, Anchor.Lunar _ -> null;
        };
    }
}
