package io.ripeline.imports;

import io.ripeline.record.JsonValues;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Dates and times in cells. Without a format those are read that can mean one day only: the year first, in four
/// digits.
final class Times {

    private static final Pattern YEAR_FIRST =
            Pattern.compile("(\\d{4})(?:([-/.])(\\d{1,2})\\2(\\d{1,2})|年(\\d{1,2})月(\\d{1,2})日)");
    private static final Pattern WITH_TIME =
            Pattern.compile("(\\S+?)(?:[Tt]|\\s+)(\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)");
    private static final int LONGEST = 60;

    private final ZoneId zone;
    private final boolean yearFirstToo;

    /// @param zone where a time without an offset was, and where days begin
    /// @param yearFirstToo whether days with the year first are read beside those of a format
    Times(ZoneId zone, boolean yearFirstToo) {
        this.zone = zone;
        this.yearFirstToo = yearFirstToo;
    }

    /// The day in a cell; one with another time than midnight is none.
    Optional<LocalDate> date(String cell, CellFormat format) {
        return local(cell, format)
                .filter(time -> time.toLocalTime().equals(LocalTime.MIDNIGHT))
                .map(LocalDateTime::toLocalDate);
    }

    /// The instant in a cell; a day stands for its beginning.
    Optional<Instant> instant(String cell, CellFormat format) {
        Optional<Instant> exact =
                format.dates() == null ? JsonValues.instant(plain(cell)) : offset(cell, format.dates());
        return exact.or(() -> local(cell, format).map(time -> time.atZone(zone).toInstant()))
                .map(time -> time.truncatedTo(ChronoUnit.MICROS));
    }

    private static Optional<Instant> offset(String cell, DateTimeFormatter pattern) {
        try {
            TemporalAccessor parsed = pattern.parseBest(plain(cell), OffsetDateTime::from, LocalDate::from);
            return parsed instanceof OffsetDateTime time ? Optional.of(time.toInstant()) : Optional.empty();
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private Optional<LocalDateTime> local(String cell, CellFormat format) {
        Optional<LocalDateTime> time = written(cell, format);
        return time.isPresent() || !yearFirstToo ? time : written(cell, CellFormat.PLAIN);
    }

    private static Optional<LocalDateTime> written(String cell, CellFormat format) {
        String text = plain(cell);
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            LocalDateTime time = format.dates() == null ? yearFirst(text) : patterned(text, format.dates());
            return time.getYear() >= 1 && time.getYear() <= 9999 ? Optional.of(time) : Optional.empty();
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private static LocalDateTime patterned(String text, DateTimeFormatter pattern) {
        TemporalAccessor parsed = pattern.parseBest(text, LocalDateTime::from, LocalDate::from);
        return parsed instanceof LocalDateTime time
                ? time
                : LocalDate.from(parsed).atStartOfDay();
    }

    private static LocalDateTime yearFirst(String text) {
        Matcher withTime = WITH_TIME.matcher(text);
        if (withTime.matches()) {
            String time = withTime.group(2);
            return day(withTime.group(1)).atTime(LocalTime.parse(time.indexOf(':') == 1 ? "0" + time : time));
        }
        return day(text).atStartOfDay();
    }

    private static LocalDate day(String text) {
        Matcher parts = YEAR_FIRST.matcher(text);
        if (!parts.matches()) {
            throw new DateTimeException("not written with the year first");
        }
        boolean chinese = parts.group(3) == null;
        return LocalDate.of(
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(chinese ? 5 : 3)),
                Integer.parseInt(parts.group(chinese ? 6 : 4)));
    }

    private static String plain(String cell) {
        return Normalizer.normalize(cell, Normalizer.Form.NFKC).strip();
    }
}
