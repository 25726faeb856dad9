package io.ripeline.duplicate;

import com.ibm.icu.text.Transliterator;
import com.ibm.icu.text.UnicodeSet;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The words of a text as they are compared: without case, width, accents and punctuation, traditional characters as
/// simplified ones, and without the legal form of a company.
final class Words {

    private static final Transliterator SIMPLIFIED = Transliterator.getInstance("Traditional-Simplified");

    /// Characters of which a text has one that is another when simplified: looking for one is quicker by far than going
    /// over to all of them.
    private static final UnicodeSet TRADITIONAL = traditional().freeze();

    // A name is asked for when it is looked for and again when it is kept, for the keys of each rule.
    private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();
    private static final int MOST_KNOWN = 2_000;

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern ACCENT = Pattern.compile("[\\u0300-\\u036f]+");
    private static final Pattern SILENT = Pattern.compile("[.'’`´]+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern BRACKETED_CHINESE = Pattern.compile("[(\\[【〔](\\p{IsHan}+)[)\\]】〕]");

    /// Names are shorter; of what is longer only the beginning is compared.
    private static final int LONGEST = 500;

    private Words() {}

    /// Those that are others by themselves, and of the phrases in which none is the characters that are others there.
    private static UnicodeSet traditional() {
        UnicodeSet others = new UnicodeSet();
        for (String character : SIMPLIFIED.getSourceSet()) {
            if (!SIMPLIFIED.transliterate(character).equals(character)) {
                others.add(character);
            }
        }
        UnicodeSet inPhrases = new UnicodeSet();
        for (String rule : SIMPLIFIED.toRules(false).split(";")) {
            String phrase = rule.substring(0, Math.max(0, rule.indexOf('>'))).strip();
            String simplified = SIMPLIFIED.transliterate(phrase);
            if (!simplified.equals(phrase) && others.containsNone(phrase)) {
                inPhrases.addAll(new UnicodeSet().addAll(phrase).removeAll(new UnicodeSet().addAll(simplified)));
            }
        }
        return others.addAll(inPhrases);
    }

    /// The words of a text, without a company's legal form.
    static List<String> of(String text) {
        String folded = fold(text);
        List<String> words = Arrays.stream(BETWEEN.split(folded))
                .filter(word -> !word.isEmpty())
                .toList();
        return words.isEmpty() ? (folded.isBlank() ? List.of() : List.of(folded.strip())) : LegalForms.without(words);
    }

    private static String fold(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, text.offsetByCodePoints(0, beginning(text))) : text;
        String wide = Normalizer.normalize(cut, Normalizer.Form.NFKD);
        String plain = Normalizer.normalize(ACCENT.matcher(wide).replaceAll(""), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replace("&", " and ");
        String joined = SILENT.matcher(plain).replaceAll("");
        return HAN.matcher(joined).find()
                ? BRACKETED_CHINESE.matcher(simplified(joined)).replaceAll("$1")
                : joined;
    }

    private static int beginning(String text) {
        return Math.min(LONGEST, text.codePointCount(0, text.length()));
    }

    private static String simplified(String text) {
        if (TRADITIONAL.containsNone(text)) {
            return text;
        }
        if (KNOWN.size() >= MOST_KNOWN) {
            KNOWN.clear();
        }
        return KNOWN.computeIfAbsent(text, SIMPLIFIED::transliterate);
    }
}
