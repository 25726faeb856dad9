package io.ripeline.worklist;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A clock that stands where a test puts it.
final class MovableClock extends Clock {

    private volatile Instant instant = Instant.parse("2026-03-02T02:00:00Z");

    void moveTo(Instant to) {
        instant = to;
    }

    void moveTo(String local, String zone) {
        instant = LocalDateTime.parse(local).atZone(ZoneId.of(zone)).toInstant();
    }

    @Override
    public Instant instant() {
        return instant;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Dates are asked of the company, not of the clock");
    }
}
