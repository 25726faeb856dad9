package io.ripeline.definition;

import io.ripeline.definition.CalendarDefinition.HolidayDefinition;
import io.ripeline.definition.Definition.After;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Which days a company works.
public final class WorkingCalendar {

    private static final int GIVE_UP_AFTER_DAYS = 3660;
    /// The years for which the moon is reckoned; before and after, yearly holidays are not known.
    private static final int FIRST_YEAR = 1900;

    private static final int LAST_YEAR = 2199;

    private final Set<DayOfWeek> workdays;
    private final Set<LocalDate> holidays;
    private final List<HolidayDefinition> yearly;
    private final Set<LocalDate> extraDays;
    private final Set<LocalDate> halfDays;
    private final Map<Integer, Set<LocalDate>> yearlyByYear = new ConcurrentHashMap<>();

    private WorkingCalendar(CalendarDefinition definition) {
        this.workdays = definition.workdays().stream()
                .flatMap(word -> dayOf(word).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DayOfWeek.class)));
        this.holidays = definition.holidays().stream()
                .filter(holiday -> holiday.date() != null)
                .flatMap(holiday -> days(LocalDate.parse(holiday.date()), holiday.length()).stream())
                .collect(Collectors.toUnmodifiableSet());
        this.yearly = definition.holidays().stream()
                .filter(holiday -> holiday.date() == null)
                .toList();
        this.extraDays = dates(definition.workingDays());
        this.halfDays = dates(definition.halfDays());
    }

    /// Monday to Friday, without holidays.
    static WorkingCalendar weekdays() {
        List<String> words = List.of("mon", "tue", "wed", "thu", "fri");
        return of(new CalendarDefinition("weekdays", Label.of("–"), words, List.of(), List.of(), List.of(), null));
    }

    /// The calendar of a definition without faults.
    static WorkingCalendar of(CalendarDefinition definition) {
        return new WorkingCalendar(definition);
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

    private static List<LocalDate> days(LocalDate first, int count) {
        return first.datesUntil(first.plusDays(count)).toList();
    }

    /// Whether the day is worked, wholly or by half.
    public boolean isWorked(LocalDate day) {
        return extraDays.contains(day)
                || workdays.contains(day.getDayOfWeek()) && !holidays.contains(day) && !isYearlyHoliday(day);
    }

    /// Whether half of the day is worked.
    public boolean isHalf(LocalDate day) {
        return halfDays.contains(day) && isWorked(day);
    }

    private boolean isYearlyHoliday(LocalDate day) {
        int year = day.getYear();
        return !yearly.isEmpty()
                && year >= FIRST_YEAR
                && year <= LAST_YEAR
                && yearlyByYear.computeIfAbsent(year, this::yearlyIn).contains(day);
    }

    private Set<LocalDate> yearlyIn(int year) {
        Set<LocalDate> found = new HashSet<>();
        for (HolidayDefinition holiday : yearly) {
            // One that begins late in the year before, by the sun or the moon, may reach into this one.
            for (int began = year - 1; began <= year; began++) {
                days(beginOf(holiday, began), holiday.length()).stream()
                        .filter(day -> day.getYear() == year)
                        .forEach(found::add);
            }
        }
        return Set.copyOf(found);
    }

    private static LocalDate beginOf(HolidayDefinition holiday, int year) {
        return holiday.lunar() == null
                ? MonthDay.parse("--" + holiday.solar()).atYear(year)
                : LunarDay.parse(holiday.lunar()).orElseThrow().in(year);
    }

    /// The day that lies the given distance after `from`: calendar days as they are, working days counted from the day
    /// after `from`, half days as whole ones.
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
