package io.ripeline.spreadsheet;

import io.ripeline.spreadsheet.Archive.Part;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Texts of cells: runs of different looks are one text, how it is read aloud is none of it, and `_x000D_` is the
/// character of that number.
final class RichText {

    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    /// No cell may have more, in any spreadsheet.
    private static final int LONGEST = 1 << 20;

    private RichText() {}

    /// The text of the element that begins here, up to its end.
    static String read(Part part, String element) {
        StringBuilder text = new StringBuilder();
        while (part.next() && !part.ends(element)) {
            if (part.begins("t")) {
                text.append(part.text());
                if (text.length() > LONGEST) {
                    throw Archive.tooLarge();
                }
            } else if (part.begins("rPh")) {
                skip(part);
            }
        }
        return plain(text.toString());
    }

    private static void skip(Part part) {
        while (part.next() && !part.ends("rPh")) {
            // how a text is read aloud
        }
    }

    /// A text without its escapes.
    static String plain(String text) {
        if (!text.contains("_x")) {
            return text;
        }
        Matcher escaped = ESCAPED.matcher(text);
        return escaped.replaceAll(found -> Matcher.quoteReplacement(character(found.group(), found.group(1))));
    }

    /// Half of a pair is no character: then the escape stays.
    private static String character(String escape, String number) {
        char character = (char) Integer.parseInt(number, 16);
        return Character.isSurrogate(character) ? escape : String.valueOf(character);
    }
}
