package io.ripeline.expression;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Which days a company works.
@FunctionalInterface
public interface WorkingDays {
    /// Monday to Friday.
    WorkingDays WEEKDAYS = day -> day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;

    /// Days further apart are not counted: a century.
    int FURTHEST = 36_525;

    /// Whether the day is worked.
    boolean isWorked(LocalDate day);

    /// How many days are worked after `from`, up to and including `to`; negative where `to` comes first; null where
    /// they lie further apart than is counted.
    default @Nullable Long between(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            Long back = between(to, from);
            return back == null ? null : -back;
        }
        if (ChronoUnit.DAYS.between(from, to) > FURTHEST) {
            return null;
        }
        long worked = 0;
        for (LocalDate day = from.plusDays(1); !day.isAfter(to); day = day.plusDays(1)) {
            worked += isWorked(day) ? 1 : 0;
        }
        return worked;
    }
}
