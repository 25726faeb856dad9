package io.ripeline.worklist;

import static io.ripeline.worklist.WorklistError.DATE_INVALID;
import static io.ripeline.worklist.WorklistError.PARAMETER_INVALID;

import io.ripeline.record.JsonValues;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads dates of a request and says where in it a record's fault stands.
final class Requested {

    private static final String VALUES = "/values/";
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"([0-9]{1,9})\"");
    private static final Pattern WORD_START = Pattern.compile("_([a-z0-9])");

    private Requested() {}

    /// The date; refuses with `date-invalid`.
    static LocalDate date(String text, String pointer) {
        return JsonValues.date(text)
                .orElseThrow(() -> DATE_INVALID.at(
                        pointer, Text.of("A date such as 2026-01-31 is expected.", "应为日期，例如 2026-01-31。")));
    }

    /// The instant; refuses with `date-invalid`.
    static Instant instant(String text, String pointer) {
        return JsonValues.instant(text)
                .orElseThrow(() -> DATE_INVALID.at(
                        pointer,
                        Text.of(
                                "An instant such as 2026-01-31T08:00:00Z is expected.",
                                "应为时间，例如 2026-01-31T08:00:00Z。")));
    }

    /// The version in `If-Match`, as an item names its own; nothing where none is asked for. Refuses with
    /// `parameter-invalid`.
    static @Nullable Integer version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        Matcher tag = TAG.matcher(ifMatch);
        if (!tag.matches()) {
            throw PARAMETER_INVALID.because(
                    Text.of("If-Match takes the version of the item in quotes.", "If-Match 应为带引号的跟进版本号。"));
        }
        return Integer.valueOf(tag.group(1));
    }

    /// Writes a record; what is wrong with its values is refused at the members of the request below `base`.
    static <T> T at(String base, Supplier<T> write) {
        try {
            return write.get();
        } catch (Refused refused) {
            throw new Refused(
                    refused.code(),
                    refused.detail(),
                    refused.violations().stream()
                            .map(violation -> moved(base, violation))
                            .toList());
        }
    }

    private static Violation moved(String base, Violation violation) {
        String pointer = violation.pointer();
        String member = pointer.startsWith(VALUES)
                ? "/"
                        + WORD_START
                                .matcher(pointer.substring(VALUES.length()))
                                .replaceAll(match -> match.group(1).toUpperCase(java.util.Locale.ROOT))
                : pointer;
        return new Violation(base + member, violation.code(), violation.message());
    }
}
