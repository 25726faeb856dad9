package io.ripeline.definition;

import io.ripeline.definition.CalendarDefinition.HolidayDefinition;
import io.ripeline.definition.Definition.After;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which days a company works.
public final class WorkingCalendar {

    private static final int GIVE_UP_AFTER_YEARS = 10;
    private static final int LAST_LOOKED_AT = 9_999;
    /// Every day of the week comes so often in a year, at the least.
    private static final int FEWEST_WORKDAYS = 52;

    private static final int YEARS_KEPT = 300;
    /// The years for which the moon is reckoned; before and after, yearly holidays are not known.
    private static final int FIRST_YEAR = 1900;

    private static final int LAST_YEAR = 2199;
    private static final List<Integer> SAMPLE_YEARS = List.of(2026, 2027, 2028, 2029, 2030);

    private final Set<DayOfWeek> workdays;
    private final Set<LocalDate> holidays;
    private final List<HolidayDefinition> yearly;
    private final Set<LocalDate> extraDays;
    private final Set<LocalDate> halfDays;
    private final @Nullable WorkingHours hours;
    private final @Nullable WorkingHours lunch;
    private final Map<Integer, WorkingYear> years = new ConcurrentHashMap<>();

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
        this.hours = definition.hours();
        this.lunch = definition.lunch();
    }

    /// Monday to Friday, without holidays.
    static WorkingCalendar weekdays() {
        List<String> words = List.of("mon", "tue", "wed", "thu", "fri");
        return of(new CalendarDefinition(
                "weekdays", Label.of("–"), words, List.of(), List.of(), List.of(), null, null, null));
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
        return year(day.getYear()).isWorked(day.getDayOfYear());
    }

    /// Whether half of the day is worked.
    public boolean isHalf(LocalDate day) {
        return halfDays.contains(day) && isWorked(day);
    }

    /// When the day is worked, where the calendar says.
    public Optional<WorkingHours> hours() {
        return Optional.ofNullable(hours);
    }

    /// When a day is worked, where the calendar says: half a day until the break or, without one, for half of the time.
    public Optional<WorkingHours> hoursOn(LocalDate day) {
        return hours().map(whole ->
                isHalf(day) ? new WorkingHours(whole.from(), noon(whole).toString()) : whole);
    }

    private LocalTime noon(WorkingHours whole) {
        LocalTime middle =
                whole.begin().plus(Duration.between(whole.begin(), whole.end()).dividedBy(2));
        return lunch().map(WorkingHours::begin)
                .filter(begin -> begin.isAfter(whole.begin()) && begin.isBefore(whole.end()))
                .orElse(middle.truncatedTo(ChronoUnit.MINUTES));
    }

    /// When nobody is expected to work in between, where the calendar says.
    public Optional<WorkingHours> lunch() {
        return Optional.ofNullable(lunch);
    }

    /// Whether there is a year without a day worked, of those its dates are of and of some others.
    boolean hasYearWithoutWork() {
        int off = holidays.size()
                + yearly.stream().mapToInt(HolidayDefinition::length).sum();
        return off >= FEWEST_WORKDAYS
                && Stream.concat(
                                Stream.of(holidays, extraDays)
                                        .flatMap(Set::stream)
                                        .map(LocalDate::getYear),
                                SAMPLE_YEARS.stream())
                        .distinct()
                        .anyMatch(year -> year(year).worked() == 0);
    }

    private WorkingYear year(int year) {
        WorkingYear known = years.get(year);
        if (known == null) {
            known = yearOf(year);
            if (years.size() < YEARS_KEPT) {
                years.put(year, known);
            }
        }
        return known;
    }

    private WorkingYear yearOf(int year) {
        Set<LocalDate> off = year < FIRST_YEAR || year > LAST_YEAR ? Set.of() : yearlyIn(year);
        return WorkingYear.of(
                year,
                day -> extraDays.contains(day)
                        || workdays.contains(day.getDayOfWeek()) && !holidays.contains(day) && !off.contains(day));
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
        return after.days() <= 0 ? from : workingDay(from, after.days());
    }

    private LocalDate workingDay(LocalDate from, int days) {
        int left = days + year(from.getYear()).workedUntil(from.getDayOfYear());
        int first = from.getYear();
        int last = Math.min(LAST_LOOKED_AT, first + days / 50 + GIVE_UP_AFTER_YEARS);
        for (int number = first; number <= last; number++) {
            WorkingYear year = year(number);
            if (left <= year.worked()) {
                return LocalDate.ofYearDay(number, year.dayOf(left));
            }
            left -= year.worked();
        }
        return from.plusYears(GIVE_UP_AFTER_YEARS);
    }

    /// How many days are worked after `from`, up to and including `to`; negative where `to` comes first.
    public int between(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            return -between(to, from);
        }
        int worked = year(to.getYear()).workedUntil(to.getDayOfYear())
                - year(from.getYear()).workedUntil(from.getDayOfYear());
        for (int number = from.getYear(); number < to.getYear(); number++) {
            worked += year(number).worked();
        }
        return worked;
    }

    /// The first day worked after one.
    public LocalDate next(LocalDate day) {
        return workingDay(day, 1);
    }
}
