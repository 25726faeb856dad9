package io.ripeline.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the operators do with values in the interpreter; [SqlWriter] says the same in SQL.
///
/// Integers are `Long`, decimals `BigDecimal`, times `Instant` and spans `Duration` in whole microseconds, lists
/// `List`. A result of null is no verdict, as NULL is in SQL.
final class Values {
    /// Decimal places kept by multiplication and division.
    static final int SCALE = 20;
    /// Where decimals overflow.
    static final BigDecimal DECIMAL_END = BigDecimal.ONE.movePointRight(38);
    /// Times lie strictly between these two.
    static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    /// The other bound.
    static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z").plus(1, ChronoUnit.MICROS);
    /// The longest duration that can be added to a time: PostgreSQL's times begin in 4714 BC.
    static final Duration LONGEST_SHIFT = Duration.ofDays(4000L * 365);

    private Values() {}

    /// The value of a name of this kind, as the interpreter wants it.
    static Object of(ValueKind kind, Object value) {
        return switch (kind) {
            case TEXT -> (String) value;
            case INTEGER -> (Long) value;
            case DECIMAL -> (BigDecimal) value;
            case DATE -> time((LocalDate) value);
            case DATE_TIME -> time((Instant) value);
            case BOOLEAN -> (Boolean) value;
            case TEXTS -> (List<?>) value;
        };
    }

    static Instant time(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    static Instant time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    static BigDecimal decimal(Object number) {
        return switch (number) {
            case BigDecimal decimal -> decimal;
            case Long integer -> BigDecimal.valueOf(integer);
            default -> throw new IllegalStateException("Not a number: " + number);
        };
    }

    static boolean equal(Object left, Object right) {
        if (left instanceof Boolean || left instanceof String) {
            return left.equals(right);
        }
        return compare(left, right) == 0;
    }

    static int compare(Object left, Object right) {
        return switch (left) {
            case Long a when right instanceof Long b -> Long.compare(a, b);
            case Number a -> decimal(a).compareTo(decimal(right));
            case String a -> compareByCodePoint(a, (String) right);
            case Instant a -> a.compareTo((Instant) right);
            case Duration a -> a.compareTo((Duration) right);
            default -> throw new IllegalStateException("Not in an order: " + left);
        };
    }

    /// The order of UTF-8 bytes. `String.compareTo` differs: it puts surrogates before U+E000 to U+FFFF.
    private static int compareByCodePoint(String left, String right) {
        int end = Math.min(left.length(), right.length());
        for (int i = 0; i < end; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean sameHalf = Character.isSurrogate(a) == Character.isSurrogate(b);
                return sameHalf ? Character.compare(a, b) : Character.isSurrogate(a) ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    static @Nullable Object add(Object left, Object right) {
        return switch (left) {
            case String a -> a + right;
            case Instant a -> shift(a, (Duration) right);
            case Duration a -> right instanceof Instant b ? shift(b, a) : a.plus((Duration) right);
            default -> number(decimal(left).add(decimal(right)), areIntegers(left, right));
        };
    }

    static @Nullable Object subtract(Object left, Object right) {
        return switch (left) {
            case Instant a ->
                right instanceof Instant b ? Duration.between(b, a) : shift(a, ((Duration) right).negated());
            case Duration a -> a.minus((Duration) right);
            default -> number(decimal(left).subtract(decimal(right)), areIntegers(left, right));
        };
    }

    static @Nullable Object multiply(Object left, Object right) {
        BigDecimal product = decimal(left).multiply(decimal(right));
        return number(cut(product), areIntegers(left, right));
    }

    static @Nullable Object divide(Object left, Object right) {
        if (decimal(right).signum() == 0) {
            return null;
        }
        if (left instanceof Long a && right instanceof Long b) {
            return b == -1 ? negate(a) : a / b;
        }
        return bounded(decimal(left).divide(decimal(right), SCALE, RoundingMode.DOWN));
    }

    static @Nullable Object remainder(Object left, Object right) {
        long divisor = (Long) right;
        return divisor == 0 ? null : (Long) left % divisor;
    }

    static @Nullable Object negate(Object value) {
        return switch (value) {
            case Long integer -> integer == Long.MIN_VALUE ? null : -integer;
            case Duration span -> span.negated();
            default -> decimal(value).negate();
        };
    }

    static Long size(Object measured) {
        return measured instanceof String text
                ? (long) text.codePointCount(0, text.length())
                : (long) ((List<?>) measured).size();
    }

    static @Nullable Object round(Object decimal, Object places) {
        BigDecimal value = (BigDecimal) decimal;
        int kept = Math.toIntExact((Long) places);
        return value.scale() <= kept ? value : bounded(value.setScale(kept, RoundingMode.HALF_UP));
    }

    static @Nullable Object absolute(Object number) {
        return decimal(number).signum() < 0 ? negate(number) : number;
    }

    /// The lesser of two for -1, the greater for 1, as a value of `type`.
    static Object extreme(Type type, Object left, Object right, int wanted) {
        Object chosen = compare(left, right) * wanted >= 0 ? left : right;
        return type == Type.DECIMAL ? decimal(chosen) : chosen;
    }

    private static @Nullable Object number(BigDecimal value, boolean isInteger) {
        return isInteger ? integer(value) : bounded(value);
    }

    private static boolean areIntegers(Object left, Object right) {
        return left instanceof Long && right instanceof Long;
    }

    private static @Nullable Object integer(BigDecimal value) {
        boolean fits = value.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) >= 0
                && value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
        return fits ? value.longValueExact() : null;
    }

    private static BigDecimal cut(BigDecimal value) {
        return value.scale() > SCALE ? value.setScale(SCALE, RoundingMode.DOWN) : value;
    }

    private static @Nullable Object bounded(BigDecimal value) {
        return value.abs().compareTo(DECIMAL_END) < 0 ? value : null;
    }

    private static @Nullable Object shift(Instant time, Duration span) {
        @Nullable Instant shifted = span.abs().compareTo(LONGEST_SHIFT) > 0 ? null : time.plus(span);
        return shifted != null && shifted.isAfter(FIRST) && shifted.isBefore(LAST) ? shifted : null;
    }

    /// Reads `2026-01-31`.
    ///
    /// @throws DateTimeException if it is not such a date
    static Instant parseDate(String text) {
        return inRange(time(LocalDate.parse(text)));
    }

    /// Reads `2026-01-31T08:00:00Z`, or with an offset.
    ///
    /// @throws DateTimeException if it is not such a time
    static Instant parseTime(String text) {
        return inRange(time(Instant.parse(text)));
    }

    private static Instant inRange(Instant time) {
        if (time.isBefore(FIRST) || !time.isBefore(LAST)) {
            throw new DateTimeException("out of range");
        }
        return time;
    }
}
