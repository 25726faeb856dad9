package io.ripeline.duplicate;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A telephone number as it is compared.
///
/// @param country the country code, empty where it was not said
/// @param national the number within the country, without what is dialled before it and without an extension
public record PhoneNumber(String country, String national) {

    private static final Pattern EXTENSION =
            Pattern.compile("(?<=\\d)[\\s,;.(（-]*(?:ext|extension|x|#|转|轉|分机|分機|内线|內線)[\\s.:：-]*\\d+.*$");
    private static final Pattern CHINESE_EXTENSION = Pattern.compile("^(\\(?0\\d{2,3}\\)?[\\s-]*\\d{7,8})-\\d{1,6}$");
    private static final Pattern ANOTHER = Pattern.compile("[/;；、|\\n]|,(?=\\s*\\+?\\d{5})");
    private static final Pattern TRUNK = Pattern.compile("\\(\\s*0\\s*\\)");
    private static final Pattern NO_DIGIT = Pattern.compile("[^0-9]+");

    private static final Set<String> ONE_DIGIT = Set.of("1", "7");
    private static final Set<String> TWO_DIGITS = Set.of(
            "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49",
            "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84",
            "86", "90", "91", "92", "93", "94", "95", "98");
    private static final String ITALY = "39";
    private static final String CHINA = "86";
    private static final Pattern CHINESE = Pattern.compile("86(1\\d{10}|[2-9]\\d{9}|10\\d{8}|[2-9]\\d{8,9})");
    private static final int SHORTEST_ABROAD = 7;

    /// The first number in a text; nothing where there is none.
    public static Optional<PhoneNumber> of(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip();
        String first = ANOTHER.split(folded, 2)[0].strip();
        String bare = CHINESE_EXTENSION
                .matcher(EXTENSION.matcher(first).replaceFirst(""))
                .replaceFirst("$1");
        String digits = NO_DIGIT.matcher(TRUNK.matcher(bare).replaceAll("")).replaceAll("");
        if (digits.isEmpty()) {
            return Optional.empty();
        }
        if (bare.startsWith("+")) {
            return Optional.of(abroad(digits));
        }
        if (digits.startsWith("00") && digits.length() > SHORTEST_ABROAD) {
            return Optional.of(abroad(digits.substring(2)));
        }
        return Optional.of(
                CHINESE.matcher(digits).matches()
                        ? new PhoneNumber(CHINA, digits.substring(2))
                        : new PhoneNumber("", withoutTrunk(digits)));
    }

    /// Whether both may be the same: one of them may not say its country.
    public boolean agrees(PhoneNumber other) {
        return national.equals(other.national)
                && (country.equals(other.country) || country.isEmpty() || other.country.isEmpty());
    }

    private static PhoneNumber abroad(String digits) {
        int length = countryLength(digits);
        String country = digits.substring(0, Math.min(length, digits.length()));
        String rest = digits.substring(country.length());
        return new PhoneNumber(country, country.equals(ITALY) ? rest : withoutTrunk(rest));
    }

    private static int countryLength(String digits) {
        if (digits.length() > 0 && ONE_DIGIT.contains(digits.substring(0, 1))) {
            return 1;
        }
        return digits.length() > 1 && TWO_DIGITS.contains(digits.substring(0, 2)) ? 2 : 3;
    }

    private static String withoutTrunk(String digits) {
        return digits.length() > 1 && digits.startsWith("0") ? digits.substring(1) : digits;
    }
}
