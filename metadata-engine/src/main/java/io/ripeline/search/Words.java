package io.ripeline.search;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A text as it is sought: compatibility forms and case do not count.
///
/// @param plain the text so folded, its words parted by one space
record Words(String plain) {

    private static final int LONGEST = 200;
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");
    private static final Pattern DIGITS = Pattern.compile("[+()./\\- 0-9]+");
    private static final Pattern NO_DIGIT = Pattern.compile("[^0-9]+");
    private static final Pattern LETTERS = Pattern.compile("[a-z]+");
    private static final Pattern PARTS =
            Pattern.compile("[\\p{L}\\p{N}&&[\\x{2E80}-\\x{10FFFF}]]+|[\\p{L}\\p{N}&&[^\\x{2E80}-\\x{10FFFF}]]+");
    private static final int IDEOGRAPHS = 0x2E80;

    static Words of(String text) {
        int length = text.codePointCount(0, text.length());
        String cut = length > LONGEST ? text.substring(0, text.offsetByCodePoints(0, LONGEST)) : text;
        String folded = Normalizer.normalize(cut, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return new Words(SPACE.matcher(folded).replaceAll(" ").strip());
    }

    boolean none() {
        return plain.isEmpty();
    }

    /// The text in one piece.
    String whole() {
        return plain.replace(" ", "");
    }

    /// Its words.
    List<String> each() {
        return Arrays.asList(plain.split(" ", -1));
    }

    /// What letters and digits it has, in words of one script: Chinese characters beside each other, others beside each
    /// other.
    List<String> parts() {
        return PARTS.matcher(plain).results().map(MatchResult::group).toList();
    }

    /// Whether it may be a part of a telephone number.
    boolean isNumber() {
        return DIGITS.matcher(plain).matches() && digits().length() > 2;
    }

    /// Its digits.
    String digits() {
        return NO_DIGIT.matcher(plain).replaceAll("");
    }

    /// Whether it may be the initials of a name.
    boolean isInitials() {
        return LETTERS.matcher(whole()).matches();
    }

    /// Whether a character says as much as a word: Chinese and the like, and symbols.
    static boolean dense(int character) {
        return character >= IDEOGRAPHS || !Character.isLetterOrDigit(character);
    }

    /// Whether a part is of Chinese characters and the like.
    static boolean isDense(String part) {
        return !part.isEmpty() && dense(part.codePointAt(0));
    }

    /// Whether there is a Chinese character.
    static boolean chinese(String text) {
        return text.codePoints().anyMatch(Character::isIdeographic);
    }
}
