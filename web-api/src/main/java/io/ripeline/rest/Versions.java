package io.ripeline.rest;

import static io.ripeline.rest.RestError.PARAMETER_INVALID;

import io.ripeline.record.Precondition;
import io.ripeline.refusal.Text;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Versions in `ETag` and `If-Match`.
final class Versions {

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"(.{1,40})\"");

    private Versions() {}

    static String tag(Object version) {
        return "\"" + version + "\"";
    }

    /// What a write expects; refuses with `parameter-invalid` a tag that no answer gave.
    static Precondition expected(@Nullable String ifMatch, @Nullable Integer since) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return new Precondition(null, since);
        }
        try {
            return Precondition.exactly(Integer.parseInt(untagged(ifMatch)));
        } catch (NumberFormatException strange) {
            throw malformed();
        }
    }

    /// What stands between the quotes.
    static String untagged(String ifMatch) {
        Matcher matcher = TAG.matcher(ifMatch);
        if (!matcher.matches()) {
            throw malformed();
        }
        return matcher.group(1);
    }

    private static io.ripeline.refusal.Refused malformed() {
        return PARAMETER_INVALID.because(
                Text.of("If-Match takes the ETag of an earlier answer.", "If-Match 应为先前返回的 ETag。"));
    }
}
