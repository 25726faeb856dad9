package io.ripeline.expression;

import com.ibm.icu.text.Transliterator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The initials by which a Chinese or other name is looked up.
public final class Initials {
    private static final Transliterator LATIN = Transliterator.getInstance("Any-Latin; Latin-ASCII");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z']*");
    private static final int LONGEST = 200;

    private Initials() {}

    /// `张伟` is `ZW`, `Acme 北京 Ltd` is `ABJL`.
    public static String of(String name) {
        int length = name.codePointCount(0, name.length());
        String cut = length > LONGEST ? name.substring(0, name.offsetByCodePoints(0, LONGEST)) : name;
        StringBuilder initials = new StringBuilder();
        Matcher word = WORD.matcher(LATIN.transliterate(apart(cut)));
        while (word.find()) {
            initials.append(word.group().charAt(0));
        }
        return initials.toString().toUpperCase(Locale.ROOT);
    }

    /// Chinese characters apart from letters beside them, which otherwise would read as one word.
    private static String apart(String name) {
        return name.replaceAll("(?<=\\p{IsHan})(?!\\p{IsHan})|(?<!\\p{IsHan})(?=\\p{IsHan})", " ");
    }
}
