package io.ripeline.json;

/// Which texts PostgreSQL can hold: those without NUL and without half a character.
public final class StorableText {

    private StorableText() {}

    /// Whether the text can be stored.
    public static boolean test(String text) {
        return text.codePoints().allMatch(point -> point != 0 && (point < 0xD800 || point > 0xDFFF));
    }
}
