package io.ripeline.spreadsheet;

import io.ripeline.spreadsheet.CellStyles.Style;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/// A number of a cell as text: with all the digits a spreadsheet knows of it, and dates with the year first.
///
/// @param from1904 whether days count from 1904 and not from 1900
record ShownNumber(boolean from1904) {

    /// As many as a spreadsheet keeps; what is behind is the computer's.
    private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_UP);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter FINE_TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final long MILLIS_OF_DAY = 86_400_000;

    /// 31 December 9999
    private static final long LAST_DAY = 2_958_465;
    private static final int LONGEST = 400;

    /// A number as its cell shows it; what is no number stays as it is.
    String of(String raw, Style style) {
        BigDecimal number;
        try {
            number = raw.length() > LONGEST ? null : new BigDecimal(raw.strip()).round(DIGITS);
        } catch (NumberFormatException none) {
            number = null;
        }
        if (number == null || Math.abs((long) number.scale()) > LONGEST) {
            return raw;
        }
        return switch (style.sort()) {
            case PLAIN -> plain(number);
            case PERCENT -> plain(number.movePointRight(2)) + "%";
            case PADDED -> padded(number, style.digits());
            case DATE -> date(number);
            case DURATION -> duration(number);
        };
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String padded(BigDecimal number, int digits) {
        String plain = plain(number);
        boolean whole = number.signum() >= 0 && plain.indexOf('.') < 0;
        return whole ? "0".repeat(Math.max(0, digits - plain.length())) + plain : plain;
    }

    private String date(BigDecimal number) {
        long millis = number.multiply(BigDecimal.valueOf(MILLIS_OF_DAY))
                .setScale(0, RoundingMode.HALF_UP)
                .longValue();
        long days = Math.floorDiv(millis, MILLIS_OF_DAY);
        LocalTime time = LocalTime.ofNanoOfDay(Math.floorMod(millis, MILLIS_OF_DAY) * 1_000_000);
        boolean timeOnly = days == 0 && !from1904;
        if (number.signum() < 0 || days > LAST_DAY || isUnreal(days)) {
            return plain(number);
        }
        if (timeOnly) {
            return shown(time);
        }
        try {
            LocalDateTime at = first(days).plusDays(days).atTime(time);
            return at.toLocalTime().equals(LocalTime.MIDNIGHT)
                    ? at.toLocalDate().toString()
                    : at.toLocalDate() + " " + shown(time);
        } catch (DateTimeException beyond) {
            return plain(number);
        }
    }

    /// 29 February 1900, which the first spreadsheets counted and all others after them.
    private boolean isUnreal(long days) {
        return !from1904 && days == 60;
    }

    private LocalDate first(long days) {
        if (from1904) {
            return LocalDate.of(1904, 1, 1);
        }
        return days < 60 ? LocalDate.of(1899, 12, 31) : LocalDate.of(1899, 12, 30);
    }

    private static String shown(LocalTime time) {
        return (time.equals(time.truncatedTo(ChronoUnit.SECONDS)) ? TIME : FINE_TIME).format(time);
    }

    private static String duration(BigDecimal number) {
        long seconds = number.abs()
                .multiply(BigDecimal.valueOf(86_400))
                .setScale(0, RoundingMode.HALF_UP)
                .longValue();
        String sign = number.signum() < 0 ? "-" : "";
        return "%s%02d:%02d:%02d".formatted(sign, seconds / 3_600, seconds / 60 % 60, seconds % 60);
    }
}
