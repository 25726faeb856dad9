package io.ripeline.definition;

import io.ripeline.definition.Definition.After;
import io.ripeline.definition.Definition.CalendarDefinition;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which days a company works.
public final class WorkingCalendar {

    private static final int GIVE_UP_AFTER_DAYS = 3660;

    private final Set<DayOfWeek> workdays;
    private final Set<LocalDate> holidays;
    private final Set<LocalDate> extraDays;

    private WorkingCalendar(Set<DayOfWeek> workdays, Set<LocalDate> holidays, Set<LocalDate> extraDays) {
        this.workdays = workdays;
        this.holidays = holidays;
        this.extraDays = extraDays;
    }

    /// Monday to Friday, without holidays.
    static WorkingCalendar weekdays() {
        return new WorkingCalendar(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), Set.of(), Set.of());
    }

    static WorkingCalendar of(CalendarDefinition definition) {
        Set<DayOfWeek> workdays = definition.workdays().stream()
                .flatMap(word -> dayOf(word).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DayOfWeek.class)));
        return new WorkingCalendar(workdays, dates(definition.holidays()), dates(definition.workingDays()));
    }

    /// The day of the week a word such as `mon` names.
    static Optional<DayOfWeek> dayOf(String word) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().substring(0, 3).toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(day);
            }
        }
        return Optional.empty();
    }

    private static Set<LocalDate> dates(List<String> texts) {
        return texts.stream().map(LocalDate::parse).collect(Collectors.toUnmodifiableSet());
    }

    /// Whether the day is worked.
    public boolean isWorked(LocalDate day) {
        return extraDays.contains(day) || workdays.contains(day.getDayOfWeek()) && !holidays.contains(day);
    }

    /// The day that lies the given distance after `from`: calendar days as they are, working days counted from the day
    /// after `from`.
    public LocalDate plus(LocalDate from, After after) {
        if (!after.working()) {
            return from.plusDays(after.days());
        }
        LocalDate day = from;
        int left = after.days();
        for (int passed = 0; left > 0 && passed < GIVE_UP_AFTER_DAYS; passed++) {
            day = day.plusDays(1);
            if (isWorked(day)) {
                left--;
            }
        }
        return day;
    }
}
