package io.ripeline.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How durations are written: in CEL (`1h30m`), as seconds and as an interval of PostgreSQL.
final class Spans {
    private static final Pattern PART = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?)(h|ms|m|s|us|ns)");
    private static final Pattern WHOLE = Pattern.compile("-?(" + PART.pattern() + "){1,6}");
    private static final Map<String, BigDecimal> MICROSECONDS = Map.of(
            "h", BigDecimal.valueOf(3_600_000_000L),
            "m", BigDecimal.valueOf(60_000_000),
            "s", BigDecimal.valueOf(1_000_000),
            "ms", BigDecimal.valueOf(1_000),
            "us", BigDecimal.ONE,
            "ns", new BigDecimal("0.001"));

    private Spans() {}

    /// Reads `720h`, `1h30m`, `-1.5s`; digits below a microsecond are cut.
    ///
    /// @throws DateTimeException if it is not such a duration or longer than a time can be shifted
    static Duration parse(String text) {
        if (text.length() > 200 || !WHOLE.matcher(text).matches()) {
            throw new DateTimeException("not a duration");
        }
        BigDecimal micros = BigDecimal.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            BigDecimal unit = MICROSECONDS.getOrDefault(part.group(2), BigDecimal.ZERO);
            micros = micros.add(new BigDecimal(part.group(1)).multiply(unit));
        }
        if (micros.compareTo(
                        BigDecimal.valueOf(Values.LONGEST_SHIFT.toSeconds()).movePointRight(6))
                > 0) {
            throw new DateTimeException("too long");
        }
        Duration span = Duration.of(micros.setScale(0, RoundingMode.DOWN).longValueExact(), ChronoUnit.MICROS);
        return text.startsWith("-") ? span.negated() : span;
    }

    static BigDecimal seconds(Duration span) {
        return BigDecimal.valueOf(span.getSeconds()).add(BigDecimal.valueOf(span.getNano(), 9));
    }

    /// Text PostgreSQL reads as exactly this interval, in hours and seconds so that no day is taken for a local one.
    static String interval(Duration span) {
        long hours = span.toSeconds() / 3600;
        return hours + " hours " + seconds(span.minusHours(hours)).toPlainString() + " seconds";
    }
}
