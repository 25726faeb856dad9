package io.ripeline.record;

import io.ripeline.definition.FieldType;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// What two texts are the same by: unique values and names in files are compared by it. Compatibility forms, case and
/// white space do not count (`GTXPro` is `GTX Pro`); of a phone number only its digits do.
public final class NormalisedKey {

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern NO_DIGIT = Pattern.compile("[^0-9]+");

    private NormalisedKey() {}

    /// The key of a text of the given type.
    public static String of(FieldType type, String text) {
        String folded = SPACE.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        if (type == FieldType.PHONE) {
            String digits = NO_DIGIT.matcher(folded).replaceAll("");
            return digits.isEmpty() ? folded : digits;
        }
        return folded;
    }

    /// The key of a plain text.
    public static String of(String text) {
        return of(FieldType.TEXT, text);
    }
}
