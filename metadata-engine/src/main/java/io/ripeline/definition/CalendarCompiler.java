package io.ripeline.definition;

import io.ripeline.definition.CalendarDefinition.HolidayDefinition;
import io.ripeline.refusal.Text;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Compiles the working calendars.
final class CalendarCompiler {

    private static final List<String> WEEK = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final int LONGEST_HOLIDAY = 60;
    private static final Pattern TIME =
            Pattern.compile(Property.Form.TIME.pattern().orElseThrow());

    private final Definition definition;
    private final Problems problems;

    CalendarCompiler(Definition definition, Problems problems) {
        this.definition = definition;
        this.problems = problems;
    }

    /// The company's calendars by key, its own one first; Monday to Friday where it has none.
    Map<String, WorkingCalendar> compile() {
        Map<String, WorkingCalendar> calendars = new LinkedHashMap<>();
        Set<String> keys = problems.newKeys();
        problems.atMost("/calendars", definition.calendars().size(), Limits.CALENDARS);
        boolean chosen = false;
        for (int index = 0; index < definition.calendars().size(); index++) {
            CalendarDefinition calendar = definition.calendars().get(index);
            String pointer = "/calendars/" + index;
            problems.key(pointer, calendar.key(), keys);
            int before = problems.count();
            check(calendar, pointer);
            if (chosen && isStandard(calendar)) {
                problems.defaultTwice(pointer + "/default");
            }
            chosen |= isStandard(calendar);
            // A faulty one is named already; something must stand for it until the document is mended.
            WorkingCalendar compiled =
                    problems.count() == before ? WorkingCalendar.of(calendar) : WorkingCalendar.weekdays();
            if (compiled.hasYearWithoutWork()) {
                withoutWorkday(pointer + "/holidays");
            }
            calendars.put(calendar.key(), compiled);
        }
        return ownFirst(calendars);
    }

    private Map<String, WorkingCalendar> ownFirst(Map<String, WorkingCalendar> calendars) {
        Map<String, WorkingCalendar> sorted = new LinkedHashMap<>();
        definition.calendars().stream()
                .filter(CalendarCompiler::isStandard)
                .map(CalendarDefinition::key)
                .forEach(key -> sorted.put(key, calendars.getOrDefault(key, WorkingCalendar.weekdays())));
        calendars.forEach(sorted::putIfAbsent);
        return sorted;
    }

    private static boolean isStandard(CalendarDefinition calendar) {
        return Boolean.TRUE.equals(calendar.standard());
    }

    private void check(CalendarDefinition calendar, String pointer) {
        problems.label(pointer + "/label", calendar.label());
        if (calendar.workdays().isEmpty()) {
            problems.error(
                    pointer + "/workdays",
                    "calendar-without-workday",
                    Text.of("The calendar has no working day.", "日历没有工作日。"),
                    Text.of("Name at least one of mon, tue, wed, thu, fri, sat, sun.", "请至少指定 mon 至 sun 中的一天。"));
        }
        problems.known(pointer + "/workdays", "value-unknown", calendar.workdays(), WEEK);
        problems.atMost(pointer + "/holidays", calendar.holidays().size(), Limits.HOLIDAYS);
        for (int index = 0; index < calendar.holidays().size(); index++) {
            holiday(calendar.holidays().get(index), pointer + "/holidays/" + index);
        }
        dates(calendar.workingDays(), pointer + "/workingDays");
        dates(calendar.halfDays(), pointer + "/halfDays");
        hours(calendar.hours(), pointer + "/hours");
        hours(calendar.lunch(), pointer + "/lunch");
    }

    private void withoutWorkday(String pointer) {
        problems.error(
                pointer,
                "calendar-without-workday",
                Text.of("The calendar has a year without any working day.", "日历中有一整年没有工作日。"),
                Text.of("Take some of its holidays out, or add working days.", "请删减节假日，或增加工作日。"));
    }

    private void hours(@Nullable WorkingHours hours, String pointer) {
        if (hours == null) {
            return;
        }
        boolean fromReadable = time(hours.from(), pointer + "/from");
        boolean toReadable = time(hours.to(), pointer + "/to");
        if (fromReadable && toReadable && !hours.begin().isBefore(hours.end())) {
            problems.error(
                    pointer,
                    "hours-malformed",
                    Text.of("The time ends before it begins.", "结束时间早于开始时间。"),
                    Text.of("Write the earlier time as from.", "请将较早的时间写为 from。"));
        }
    }

    private boolean time(String text, String pointer) {
        if (TIME.matcher(text).matches()) {
            return true;
        }
        problems.error(
                pointer,
                "time-malformed",
                Text.of("\"%s\" is not a time of the day.", "“%s” 不是时刻。", Problems.shortened(text)),
                Text.of("Write it as 09:00.", "请写作 09:00。"));
        return false;
    }

    private void holiday(HolidayDefinition holiday, String pointer) {
        problems.label(pointer + "/label", holiday.label());
        problems.range(pointer + "/days", holiday.days(), 1, LONGEST_HOLIDAY);
        long ways = Stream.of(
                        Optional.ofNullable(holiday.date()),
                        Optional.ofNullable(holiday.solar()),
                        Optional.ofNullable(holiday.lunar()))
                .filter(Optional::isPresent)
                .count();
        if (ways != 1) {
            problems.error(
                    pointer,
                    "holiday-malformed",
                    Text.of(
                            "A holiday begins on exactly one of date, solar and lunar.",
                            "节假日须且只能用 date、solar、lunar 之一指明开始日。"),
                    Text.of("Keep one of them.", "请只保留其中一个。"));
        }
        if (holiday.date() != null) {
            date(holiday.date(), pointer);
        }
        solar(holiday.solar(), pointer + "/solar", problems);
        lunar(holiday.lunar(), pointer + "/lunar", problems);
    }

    private void dates(List<String> dates, String pointer) {
        problems.atMost(pointer, dates.size(), Limits.HOLIDAYS);
        for (int index = 0; index < dates.size(); index++) {
            date(dates.get(index), pointer + "/" + index);
        }
    }

    private void date(String text, String pointer) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= 1 && date.getYear() <= 9999) {
                return;
            }
        } catch (DateTimeException malformed) {
            // said below, as for a year out of range
        }
        problems.error(
                pointer,
                "date-malformed",
                Text.of("\"%s\" is not a date.", "“%s” 不是日期。", Problems.shortened(text)),
                Text.of("Write it as 2026-10-01.", "请写作 2026-10-01。"));
    }

    /// The day of the solar year a text such as `12-25` names, or nothing with the problem noted.
    static Optional<MonthDay> solar(@Nullable String text, String pointer, Problems problems) {
        try {
            return Optional.ofNullable(text).map(day -> MonthDay.parse("--" + day));
        } catch (DateTimeException malformed) {
            dayMalformed(String.valueOf(text), pointer, problems);
            return Optional.empty();
        }
    }

    /// The day of the lunar year a text such as `08-15` names, or nothing with the problem noted.
    static Optional<LunarDay> lunar(@Nullable String text, String pointer, Problems problems) {
        Optional<LunarDay> day = Optional.ofNullable(text).flatMap(LunarDay::parse);
        if (text != null && day.isEmpty()) {
            dayMalformed(text, pointer, problems);
        }
        return day;
    }

    private static void dayMalformed(String text, String pointer, Problems problems) {
        problems.error(
                pointer,
                "day-malformed",
                Text.of("\"%s\" is not a day of the year.", "“%s” 不是年内的日期。", Problems.shortened(text)),
                Text.of(
                        "Write month and day as 08-15; lunar months have at most 30 days.",
                        "请写作 08-15（月-日）；农历每月最多 30 天。"));
    }
}
