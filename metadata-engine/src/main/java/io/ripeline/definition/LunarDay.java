package io.ripeline.definition;

import com.tyme.lunar.LunarMonth;
import com.tyme.solar.SolarDay;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A day of the Chinese lunisolar year. A leap month counts as the month it repeats, and the 30th of a month that has
/// 29 days is its last.
///
/// @param month 1 to 12
/// @param day 1 to 30
public record LunarDay(int month, int day) {

    private static final Pattern FORM = Pattern.compile("(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|30)");

    /// Reads a day such as `08-15`.
    static Optional<LunarDay> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new LunarDay(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2))))
                : Optional.empty();
    }

    /// The lunar day on which a date falls.
    public static LunarDay of(LocalDate date) {
        var lunar = SolarDay.fromYmd(date.getYear(), date.getMonthValue(), date.getDayOfMonth())
                .getLunarDay();
        return new LunarDay(Math.abs(lunar.getMonth()), lunar.getDay());
    }

    /// The date of this day in the lunar year that begins in the given year, between late January and late February.
    public LocalDate in(int year) {
        int last = LunarMonth.fromYm(year, month).getDayCount();
        SolarDay date = com.tyme.lunar.LunarDay.fromYmd(year, month, Math.min(day, last))
                .getSolarDay();
        return LocalDate.of(date.getYear(), date.getMonth(), date.getDay());
    }

    /// The first date from the given one on that is this day.
    public LocalDate onOrAfter(LocalDate from) {
        int year = from.getYear() - 1;
        LocalDate date = in(year);
        while (date.isBefore(from)) {
            year++;
            date = in(year);
        }
        return date;
    }
}
