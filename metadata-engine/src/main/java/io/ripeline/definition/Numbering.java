package io.ripeline.definition;

import io.ripeline.definition.ObjectDefinition.NumberDefinition;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How the values of an automatic number are written.
///
/// @param prefix with `{yyyy}`, `{mm}` and `{dd}` for the company's day
/// @param digits least number of digits
/// @param start the first number
public record Numbering(String prefix, int digits, long start) {

    static final int LONGEST_PREFIX = 40;
    static final int MOST_DIGITS = 18;
    static final long MOST_START = 1_000_000_000_000L;
    private static final int USUAL_DIGITS = 5;
    private static final Pattern PREFIX = Pattern.compile("(?:[^{}\\p{Cntrl}]|\\{(?:yyyy|mm|dd)})*");

    /// The numbering a field asks for.
    static Numbering of(@Nullable NumberDefinition number) {
        if (number == null) {
            return new Numbering("", USUAL_DIGITS, 1);
        }
        return new Numbering(
                number.prefix() == null ? "" : number.prefix(),
                number.digits() == null ? USUAL_DIGITS : number.digits(),
                number.start() == null ? 1 : number.start());
    }

    /// Whether a prefix is short enough and names no other placeholder.
    static boolean isPrefix(String prefix) {
        return prefix.length() <= LONGEST_PREFIX && PREFIX.matcher(prefix).matches();
    }

    /// The number as records bear it.
    public String text(long number, LocalDate day) {
        String counted = String.format(Locale.ROOT, "%0" + digits + "d", number);
        return prefix.replace("{yyyy}", "%04d".formatted(day.getYear()))
                        .replace("{mm}", "%02d".formatted(day.getMonthValue()))
                        .replace("{dd}", "%02d".formatted(day.getDayOfMonth()))
                + counted;
    }
}
