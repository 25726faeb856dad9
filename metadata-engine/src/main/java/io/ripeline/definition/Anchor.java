package io.ripeline.definition;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The day of each year on which a rhythm begins.
public sealed interface Anchor {

    /// How many days before that day the rhythm begins.
    int leadDays();

    /// The day itself, from the given one on; nothing where it depends on a date that a record does not have.
    ///
    /// @param date the record's, for an anchor of a field
    Optional<LocalDate> dayFrom(LocalDate from, @Nullable LocalDate date);

    /// The first day, from the given one on, on which the rhythm begins.
    ///
    /// @param date the record's, for an anchor of a field
    default Optional<LocalDate> beginFrom(LocalDate from, @Nullable LocalDate date) {
        return dayFrom(from.plusDays(leadDays()), date).map(day -> day.minusDays(leadDays()));
    }

    /// The day of a date field, such as a birthday.
    ///
    /// @param lunar whether it comes again by the lunar year
    record OfField(FieldModel field, boolean lunar, int leadDays) implements Anchor {

        @Override
        public Optional<LocalDate> dayFrom(LocalDate from, @Nullable LocalDate date) {
            return Optional.ofNullable(date)
                    .map(known -> lunar ? LunarDay.of(known).onOrAfter(from) : next(MonthDay.from(known), from));
        }
    }

    /// A day of the solar year.
    record Solar(MonthDay day, int leadDays) implements Anchor {

        @Override
        public Optional<LocalDate> dayFrom(LocalDate from, @Nullable LocalDate date) {
            return Optional.of(next(day, from));
        }
    }

    /// A day of the lunar year.
    record Lunar(LunarDay day, int leadDays) implements Anchor {

        @Override
        public Optional<LocalDate> dayFrom(LocalDate from, @Nullable LocalDate date) {
            return Optional.of(day.onOrAfter(from));
        }
    }

    private static LocalDate next(MonthDay day, LocalDate from) {
        LocalDate thisYear = day.atYear(from.getYear());
        return thisYear.isBefore(from) ? day.atYear(from.getYear() + 1) : thisYear;
    }
}
