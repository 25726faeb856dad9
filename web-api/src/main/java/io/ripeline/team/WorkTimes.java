package io.ripeline.team;

import io.ripeline.definition.WorkingCalendar;
import io.ripeline.definition.WorkingHours;
import io.ripeline.record.Session;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/// When the members of a company work on a day, by its calendar and in their own days, and when they are away.
final class WorkTimes {

    private WorkTimes() {}

    /// A member's lunch break of that day.
    static Optional<Span> lunch(Session session, UUID member, LocalDate on) {
        return session.model().calendar().lunch().map(hours -> span(session, member, on, hours));
    }

    /// Whether a member is to be at work now: on a working day, and within its hours where the calendar names them.
    static boolean atWork(Session session, UUID member) {
        Instant now = session.transaction().now();
        LocalDate today = session.days().today(member);
        WorkingCalendar calendar = session.model().calendar();
        return calendar.isWorked(today)
                && calendar.hoursOn(today)
                        .map(hours -> span(session, member, today, hours))
                        .filter(hours -> now.isBefore(hours.from()) || !now.isBefore(hours.to()))
                        .isEmpty();
    }

    /// Whether a member is on leave today.
    static boolean onLeave(Session session, UUID member) {
        return session.caller()
                .directory()
                .leaveOn(member, session.days().today(member))
                .isPresent();
    }

    private static Span span(Session session, UUID member, LocalDate on, WorkingHours hours) {
        ZoneId zone = session.days().zoneOf(member);
        return new Span(
                on.atTime(hours.begin()).atZone(zone).toInstant(),
                on.atTime(hours.end()).atZone(zone).toInstant());
    }
}
