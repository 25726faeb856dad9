package io.ripeline.worklist;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.WorkingCalendar;
import io.ripeline.identity.Leave;
import io.ripeline.identity.LocalDays;
import io.ripeline.record.Session;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Whose items lie before a member on a day of hers: her own, unless her deputy has them, and those of members on leave
/// for whom she stands in. Each date is read in her days, whoever owns the item. What falls due while she is away and
/// nobody stands in waits until she is back.
///
/// @param deputised the members for whom she stands in
/// @param owners whose items are before her on the day: her own too, unless her deputy has them
/// @param later whose items of later days are before her: who is away today may be back by then
record Desk(UUID member, LocalDate on, Set<UUID> deputised, Set<UUID> owners, Set<UUID> later, List<Wait> waits) {

    private static final int DAYS_LOOKED_BACK = 366;

    /// What falls due in these days is due on a later one.
    record Wait(LocalDate from, LocalDate to, LocalDate until) {}

    static Desk of(Session session, UUID member, LocalDate on) {
        LocalDays days = session.days();
        boolean toDeputy = session.model().workday().toDeputy();
        Set<UUID> deputised = toDeputy ? days.deputisedBy(member, on) : Set.of();
        Set<UUID> owners = new LinkedHashSet<>(deputised);
        Set<UUID> later = new LinkedHashSet<>(deputised);
        if (!deputised.isEmpty()) {
            later.retainAll(days.deputisedBy(member, on.plusDays(1)));
        }
        boolean handed = toDeputy && days.deputyOn(member, on).isPresent();
        if (!handed) {
            owners.add(member);
        }
        if (!handed || days.deputyOn(member, on.plusDays(1)).isEmpty()) {
            later.add(member);
        }
        return new Desk(member, on, deputised, owners, later, waits(session, member, on));
    }

    /// What is planned by a day: a member's own, whoever has it on her desk meanwhile, and that of those for whom she
    /// stands in today.
    static Desk planned(Session session, UUID member, LocalDate by) {
        Set<UUID> deputised = of(session, member, session.days().today(member)).deputised();
        Set<UUID> owners = new LinkedHashSet<>(deputised);
        owners.add(member);
        return new Desk(member, by, deputised, owners, owners, waits(session, member, by));
    }

    /// Which day it is for whoever has a member's items now: her deputy, else herself.
    static LocalDate today(Session session, @Nullable UUID owner) {
        LocalDays days = session.days();
        return owner != null && session.model().workday().toDeputy()
                ? days.today(days.deputyOn(owner, days.today(owner)).orElse(owner))
                : days.today(owner);
    }

    private static List<Wait> waits(Session session, UUID member, LocalDate on) {
        boolean toDeputy = session.model().workday().toDeputy();
        List<Leave> waiting = session.caller().directory().leavesOf(member).stream()
                .filter(leave -> !toDeputy || leave.deputyId() == null)
                .filter(leave -> leave.overlaps(on.minusDays(DAYS_LOOKED_BACK), on.plusDays(1)))
                .toList();
        List<Wait> waits = new ArrayList<>();
        for (Leave leave : waiting) {
            waits.add(new Wait(leave.from(), leave.to(), back(session.model().calendar(), waiting, leave)));
        }
        return waits;
    }

    /// The first day worked after a leave and those that follow on it.
    private static LocalDate back(WorkingCalendar calendar, List<Leave> leaves, Leave leave) {
        LocalDate day = calendar.next(leave.to());
        for (Leave later : leaves) {
            if (later.covers(day)) {
                day = calendar.next(later.to());
            }
        }
        return day;
    }

    /// The day on which an item is due.
    Field<LocalDate> due(ObjectModel followUp) {
        Field<LocalDate> planned = Columns.of(followUp, FollowUp.DUE_ON, LocalDate.class);
        Field<LocalDate> due = planned;
        for (Wait wait : waits) {
            due = DSL.when(
                            owner(followUp).eq(member).and(planned.between(wait.from(), wait.to())),
                            DSL.inline(wait.until()))
                    .otherwise(due);
        }
        return due;
    }

    /// The day on which an item of her own is due that was planned for this one.
    LocalDate dueOn(LocalDate planned) {
        LocalDate due = planned;
        for (Wait wait : waits) {
            if (!planned.isBefore(wait.from()) && !planned.isAfter(wait.to())) {
                due = wait.until();
            }
        }
        return due;
    }

    /// The items of hers that are open and due by a day.
    Condition open(Session session, ObjectModel followUp, LocalDate by) {
        Set<UUID> all = new LinkedHashSet<>(owners);
        all.addAll(later);
        if (all.isEmpty()) {
            return DSL.falseCondition();
        }
        Condition open = ownedBy(followUp, all)
                .and(session.caller().visibleOf(followUp, all))
                .and(Columns.of(followUp, FollowUp.STATE, String.class).eq(DSL.inline(FollowUp.OPEN)))
                .and(plannedBy(followUp, by));
        if (!waits.isEmpty()) {
            open = open.and(due(followUp).le(by));
        }
        return owners.equals(later) ? open : open.and(onTheirDays(followUp));
    }

    /// The days have a beginning too, though it leaves none out: of days with both ends PostgreSQL expects
    /// few while it does not know them, and so it keeps its plan for the next list. With one end it expects a
    /// third of all, and plans each list anew.
    private static Condition plannedBy(ObjectModel followUp, LocalDate by) {
        Field<LocalDate> planned = Columns.of(followUp, FollowUp.DUE_ON, LocalDate.class);
        return planned.le(by).and(DSL.condition("{0} >= DATE '-infinity'", planned));
    }

    private Condition onTheirDays(ObjectModel followUp) {
        Condition byToday = due(followUp).le(on);
        return byToday.and(ownedBy(followUp, owners)).or(byToday.not().and(ownedBy(followUp, later)));
    }

    /// The items that were closed so on some days: hers, and those that she did for others.
    Condition closed(Session session, ObjectModel followUp, String state, LocalDate from, LocalDate to) {
        LocalDays days = session.days();
        Field<Instant> closedAt = Columns.of(followUp, FollowUp.CLOSED_AT, Instant.class);
        Condition then = Columns.of(followUp, FollowUp.STATE, String.class)
                .eq(DSL.inline(state))
                .and(closedAt.ge(days.begin(member, from)))
                .and(closedAt.lt(days.begin(member, to.plusDays(1))));
        Condition hers = ownedBy(followUp, Set.of(member))
                .and(session.caller().visibleOf(followUp, Set.of(member)))
                .and(then);
        return deputised.isEmpty()
                ? hers
                : hers.or(ownedBy(followUp, deputised)
                        .and(session.caller().visibleOf(followUp, deputised))
                        .and(then)
                        .and(followUp.columns().updatedBy().eq(member)));
    }

    private static Condition ownedBy(ObjectModel followUp, Set<UUID> owners) {
        return owners.size() == 1
                ? owner(followUp).eq(owners.iterator().next())
                : owner(followUp).eq(DSL.any(owners.toArray(new UUID[0])));
    }

    private static Field<UUID> owner(ObjectModel followUp) {
        return Objects.requireNonNull(followUp.columns().ownerId());
    }
}
