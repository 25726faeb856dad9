package io.ripeline.duplicate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ibm.icu.text.Transliterator;
import com.ibm.icu.text.UnicodeSet;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The words of a text as they are compared: without case, width, accents and punctuation, traditional characters as
/// simplified ones, and without the legal form of a company.
final class Words {

    private static final Transliterator SIMPLIFIED = Transliterator.getInstance("Traditional-Simplified");

    /// Characters of which a text has one that is another when simplified: looking for one is quicker by far than going
    /// over to all of them.
    private static final BitSet TRADITIONAL = traditional();

    private static final int MOST_KNOWN = 20_000;

    // A name is asked for when it is looked for, when it is kept and when others are compared with it, by each rule.
    private static final Cache<String, List<String>> KNOWN =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern ACCENT = Pattern.compile("[\\u0300-\\u036f]+");
    private static final Pattern SILENT = Pattern.compile("[.'’`´]+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern BRACKETED_CHINESE = Pattern.compile("[(\\[【〔](\\p{IsHan}+)[)\\]】〕]");

    /// Names are shorter; of what is longer only the beginning is compared.
    private static final int LONGEST = 500;

    private Words() {}

    /// Those that are others by themselves, and of the phrases in which none is the characters that are others there.
    private static BitSet traditional() {
        UnicodeSet others = new UnicodeSet();
        for (String character : SIMPLIFIED.getSourceSet()) {
            if (!SIMPLIFIED.transliterate(character).equals(character)) {
                others.add(character);
            }
        }
        UnicodeSet inPhrases = new UnicodeSet();
        for (String rule : SIMPLIFIED.toRules(false).split(";", -1)) {
            String phrase = rule.substring(0, Math.max(0, rule.indexOf('>'))).strip();
            String simplified = SIMPLIFIED.transliterate(phrase);
            if (!simplified.equals(phrase) && others.containsNone(phrase)) {
                inPhrases.addAll(new UnicodeSet().addAll(phrase).removeAll(new UnicodeSet().addAll(simplified)));
            }
        }
        BitSet all = new BitSet();
        others.addAll(inPhrases).forEach(character -> all.set(character.codePointAt(0)));
        return all;
    }

    /// The words of a text, without a company's legal form.
    static List<String> of(String text) {
        return KNOWN.get(cut(text), Words::read);
    }

    private static List<String> read(String text) {
        String folded = fold(text);
        List<String> words = Arrays.stream(BETWEEN.split(folded))
                .filter(word -> !word.isEmpty())
                .toList();
        return words.isEmpty() ? (folded.isBlank() ? List.of() : List.of(folded.strip())) : LegalForms.without(words);
    }

    private static String fold(String text) {
        String wide = Normalizer.normalize(text, Normalizer.Form.NFKD);
        String plain = Normalizer.normalize(ACCENT.matcher(wide).replaceAll(""), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replace("&", " and ");
        String joined = SILENT.matcher(plain).replaceAll("");
        return HAN.matcher(joined).find()
                ? BRACKETED_CHINESE.matcher(simplified(joined)).replaceAll("$1")
                : joined;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, beginning(text)));
    }

    private static int beginning(String text) {
        return Math.min(LONGEST, text.codePointCount(0, text.length()));
    }

    private static String simplified(String text) {
        return text.codePoints().anyMatch(TRADITIONAL::get) ? SIMPLIFIED.transliterate(text) : text;
    }
}
