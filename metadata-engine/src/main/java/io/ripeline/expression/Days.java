package io.ripeline.expression;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Days as the interpreter carries them: the instant of their midnight in UTC.
final class Days {
    private Days() {}

    /// The day a time falls on; null where that lies outside the times that count.
    static @Nullable Instant of(Instant time, ZoneId zone) {
        Instant midnight = Values.time(LocalDate.ofInstant(time, zone));
        return midnight.isAfter(Values.FIRST) && midnight.isBefore(Values.LAST) ? midnight : null;
    }

    static LocalDate of(Object midnight) {
        return LocalDate.ofInstant((Instant) midnight, ZoneOffset.UTC);
    }

    static Long from(Object start, Instant end) {
        return Duration.between((Instant) start, end).toDays();
    }
}
