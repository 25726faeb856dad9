package io.ripeline.search;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import java.util.List;
import java.util.stream.Stream;

/// How well a value answers what was sought, from 0 for not at all to 1 for exactly.
final class Resemblance {

    private static final double EXACT = 1;
    private static final double BEGINNING = 0.9;
    private static final double WORD = 0.8;
    private static final double PART = 0.7;
    private static final double INITIALS = 0.6;
    private static final double MISTAKEN = 0.4;
    private static final int SHORTEST_MISTAKEN = 4;

    private final Query query;
    private final Words words;

    Resemblance(Query query) {
        this.query = query;
        this.words = query.words();
    }

    double of(FieldModel field, String value) {
        Words own = Words.of(value);
        return field.type() == FieldType.PHONE ? ofNumber(own) : ofText(own);
    }

    private double ofNumber(Words own) {
        if (!words.isNumber() || !own.digits().contains(query.digits())) {
            return 0;
        }
        return own.digits().equals(query.digits()) ? EXACT : own.digits().startsWith(query.digits()) ? BEGINNING : PART;
    }

    private double ofText(Words own) {
        String whole = words.whole();
        if (own.whole().equals(whole)) {
            return EXACT;
        }
        if (own.whole().startsWith(whole)) {
            return BEGINNING;
        }
        if ((" " + own.plain()).contains(" " + words.plain())) {
            return WORD;
        }
        if (own.whole().contains(whole) || words.each().stream().allMatch(own.whole()::contains)) {
            return PART;
        }
        return unlike(own);
    }

    private double unlike(Words own) {
        boolean chinese = Words.chinese(own.plain());
        String initials = chinese ? Tokens.initialsOf(own.plain()) : "";
        if (chinese && words.isInitials() && initials.contains(words.whole())) {
            return INITIALS;
        }
        boolean sounds = chinese
                && Words.chinese(words.plain())
                && initials.contains(Tokens.initialsOf(words.plain()))
                && oneOff(own.whole(), words.whole());
        return sounds || words.each().stream().allMatch(word -> mistaken(word, own)) ? MISTAKEN : 0;
    }

    /// Whether a part of the value is the one sought but for one character.
    private static boolean oneOff(String value, String sought) {
        int length = sought.length();
        for (int from = 0; from + length <= value.length(); from++) {
            int differing = 0;
            for (int index = 0; index < length; index++) {
                differing += value.charAt(from + index) == sought.charAt(index) ? 0 : 1;
            }
            if (differing <= 1) {
                return true;
            }
        }
        return false;
    }

    private static boolean mistaken(String word, Words own) {
        return word.length() >= SHORTEST_MISTAKEN
                && Stream.of(own.plain().split("[^\\p{L}\\p{N}]+", -1))
                        .anyMatch(each -> lefts(each).stream().anyMatch(lefts(word)::contains));
    }

    /// A word and all that is left of it without one character.
    private static List<String> lefts(String word) {
        return Stream.concat(
                        Stream.of(word),
                        java.util.stream.IntStream.range(0, word.length())
                                .mapToObj(index -> word.substring(0, index) + word.substring(index + 1)))
                .toList();
    }
}
