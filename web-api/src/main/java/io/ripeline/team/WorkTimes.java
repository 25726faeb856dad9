package io.ripeline.team;

import io.ripeline.record.Session;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/// When the company works on a day, and when its members are away.
final class WorkTimes {

    private WorkTimes() {}

    static Optional<Span> lunch(Session session, LocalDate on) {
        return Optional.empty();
    }

    static boolean atWork(Session session) {
        return session.model().calendar().isWorked(session.moment().today());
    }

    static boolean onLeave(Session session, UUID member) {
        return false;
    }
}
