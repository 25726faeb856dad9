package io.ripeline.record;

import io.ripeline.definition.FieldType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.IntPredicate;

/// What two texts are the same by: unique values and names in files are compared by it. Compatibility forms, case and
/// white space do not count (`GTXPro` is `GTX Pro`); of a phone number only its digits do.
public final class NormalisedKey {

    // An index takes values of about 2,700 bytes; of longer ones the beginning and a hash stand for the whole.
    private static final int LONGEST = 500;

    private NormalisedKey() {}

    /// The key of a text of the given type.
    public static String of(FieldType type, String text) {
        String folded = only(Normalizer.normalize(text, Normalizer.Form.NFKC), character -> !isSpace(character))
                .toLowerCase(Locale.ROOT);
        if (type == FieldType.PHONE) {
            String digits = only(folded, character -> character >= '0' && character <= '9');
            return indexable(digits.isEmpty() ? folded : digits);
        }
        return indexable(folded);
    }

    private static boolean isSpace(int character) {
        return Character.isSpaceChar(character) || character >= '\t' && character <= '\r';
    }

    private static String only(String text, IntPredicate wanted) {
        if (text.chars().allMatch(wanted)) {
            return text;
        }
        StringBuilder left = new StringBuilder(text.length());
        text.chars().filter(wanted).forEach(character -> left.append((char) character));
        return left.toString();
    }

    private static String indexable(String key) {
        if (key.length() <= LONGEST) {
            return key;
        }
        int end = Character.isHighSurrogate(key.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return key.substring(0, end) + "#" + HexFormat.of().formatHex(sha256(key));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every JDK has SHA-256", missing);
        }
    }

    /// The key of a plain text.
    public static String of(String text) {
        return of(FieldType.TEXT, text);
    }
}
