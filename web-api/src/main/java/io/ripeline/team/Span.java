package io.ripeline.team;

import java.time.Duration;
import java.time.Instant;

/// From an instant to a later one.
public record Span(Instant from, Instant to) {

    /// How long it is.
    public Duration length() {
        return Duration.between(from, to);
    }

    /// How much of it lies in another one.
    Duration within(Span other) {
        Instant begin = from.isAfter(other.from) ? from : other.from;
        Instant end = to.isBefore(other.to) ? to : other.to;
        return end.isAfter(begin) ? Duration.between(begin, end) : Duration.ZERO;
    }
}
