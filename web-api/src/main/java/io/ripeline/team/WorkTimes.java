package io.ripeline.team;

import io.ripeline.definition.WorkingHours;
import io.ripeline.record.Session;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/// When the company works on a day, and when its members are away.
final class WorkTimes {

    private WorkTimes() {}

    /// The lunch break of that day.
    static Optional<Span> lunch(Session session, LocalDate on) {
        return session.model().calendar().lunch().map(hours -> span(session, on, hours));
    }

    /// Whether the company is at work now: on a working day, and within its hours where the calendar names them.
    static boolean atWork(Session session) {
        Instant now = session.transaction().now();
        LocalDate today = session.moment().today();
        return session.model().calendar().isWorked(today)
                && session.model()
                        .calendar()
                        .hours()
                        .map(hours -> span(session, today, hours))
                        .filter(hours -> now.isBefore(hours.from()) || !now.isBefore(hours.to()))
                        .isEmpty();
    }

    /// Whether a member is on leave today.
    static boolean onLeave(Session session, UUID member) {
        return session.caller()
                .directory()
                .leaveOn(member, session.moment().today())
                .isPresent();
    }

    private static Span span(Session session, LocalDate on, WorkingHours hours) {
        ZoneId zone = session.transaction().tenant().timeZone();
        return new Span(
                on.atTime(hours.begin()).atZone(zone).toInstant(),
                on.atTime(hours.end()).atZone(zone).toInstant());
    }
}
