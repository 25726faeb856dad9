package io.ripeline.search;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How well a value answers what was sought, from 0 for not at all to 1 for exactly.
final class Resemblance {

    private static final double EXACT = 1;
    private static final double BEGINNING = 0.9;
    private static final double WORD = 0.8;
    private static final double PART = 0.7;
    private static final double SOUND = 0.66;
    private static final double SOUND_BEGINNING = 0.64;
    private static final double SOUND_PART = 0.62;
    private static final double INITIALS = 0.6;
    private static final double MISTAKEN = 0.4;
    private static final double ASTRAY = 0.3;
    private static final double CLOSER = 0.1;
    private static final int SHORTEST_MISTAKEN = 4;

    private final Query query;
    private final Words words;
    private final List<String> parts;

    Resemblance(Query query) {
        this.query = query;
        this.words = query.words();
        this.parts = words.parts();
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
        Sounding sounds = Sounding.of(own.plain());
        double spelled = sounds.size() == 0 ? 0 : spelled(own, sounds);
        return spelled > 0 ? spelled : guessed(own, sounds);
    }

    /// How well what was typed spells the value.
    private double spelled(Words own, Sounding sounds) {
        double best = 0;
        for (Sounding way : query.spelled()) {
            int at = sounds.indexOf(way);
            double score = at > 0 ? SOUND_PART : sounds.size() > way.size() ? SOUND_BEGINNING : SOUND;
            best = Math.max(best, at < 0 || at > 0 && way.size() == 1 ? 0 : score);
        }
        if (best > 0) {
            return best;
        }
        List<Query.Spelled> each = query.spelledWords();
        if (!each.isEmpty() && each.stream().allMatch(word -> word.in(own, sounds))) {
            return SOUND_PART;
        }
        boolean initials =
                words.isInitials() && Sounding.initials(own.plain()).indexOf(Sounding.letters(words.whole())) >= 0;
        return initials ? INITIALS : 0;
    }

    /// How near to what was typed the value is, where it holds nothing of it as it stands.
    private double guessed(Words own, Sounding sounds) {
        if (parts.isEmpty()) {
            return 0;
        }
        double closer = CLOSER * closeness(words.whole(), own.whole());
        if (parts.stream().allMatch(part -> like(part, own, sounds))) {
            return MISTAKEN + closer;
        }
        return parts.stream().allMatch(part -> like(part, own, sounds) || isAstray(part, own)) ? ASTRAY + closer : 0;
    }

    /// From 0 to 1: in how few steps one becomes the other, as a share of the longer one.
    private static double closeness(String sought, String value) {
        return 1 - (double) steps(sought, value) / Math.max(1, Math.max(sought.length(), value.length()));
    }

    /// A step is a character changed, taken away or put in, or two beside each other changed for one another: the
    /// distance of Damerau and Levenshtein, in which no place is touched twice.
    private static int steps(String one, String other) {
        int[][] steps = new int[one.length() + 1][other.length() + 1];
        for (int row = 0; row <= one.length(); row++) {
            for (int column = 0; column <= other.length(); column++) {
                if (row == 0 || column == 0) {
                    steps[row][column] = row + column;
                    continue;
                }
                boolean same = one.charAt(row - 1) == other.charAt(column - 1);
                int least = Math.min(steps[row - 1][column], steps[row][column - 1]) + 1;
                least = Math.min(least, steps[row - 1][column - 1] + (same ? 0 : 1));
                boolean swapped = row > 1
                        && column > 1
                        && one.charAt(row - 1) == other.charAt(column - 2)
                        && one.charAt(row - 2) == other.charAt(column - 1);
                steps[row][column] = swapped ? Math.min(least, steps[row - 2][column - 2] + 1) : least;
            }
        }
        return steps[one.length()][other.length()];
    }

    private static boolean like(String part, Words own, Sounding sounds) {
        if (own.whole().contains(part)) {
            return true;
        }
        if (!Words.isDense(part)) {
            return mistaken(part, own);
        }
        Sounding sought = Sounding.of(part);
        return sought.size() > 1 && sounds.indexOf(sought) >= 0;
    }

    private boolean isAstray(String part, Words own) {
        return Guesses.mayBeAstray(parts, part)
                && IntStream.range(0, own.whole().length()).anyMatch(from -> oneOff(own.whole(), from, part));
    }

    /// Whether the value has from there on what was sought but for one character: another, too many, missing, or
    /// changed for the next.
    private static boolean oneOff(String value, int from, String sought) {
        int same = 0;
        while (same < sought.length()
                && from + same < value.length()
                && value.charAt(from + same) == sought.charAt(same)) {
            same++;
        }
        if (same == sought.length()) {
            return true;
        }
        int at = from + same;
        String rest = sought.substring(same + 1);
        boolean changed = !rest.isEmpty()
                && value.startsWith(rest.charAt(0) + sought.substring(same, same + 1) + rest.substring(1), at);
        return changed
                || value.startsWith(rest, at)
                || value.startsWith(rest, at + 1)
                || value.startsWith(sought.substring(same), at + 1);
    }

    private static boolean mistaken(String word, Words own) {
        return word.length() >= SHORTEST_MISTAKEN
                && own.parts().stream()
                        .filter(each -> !Words.isDense(each))
                        .anyMatch(each -> lefts(each).stream().anyMatch(lefts(word)::contains));
    }

    /// A word and all that is left of it without one character.
    private static List<String> lefts(String word) {
        return Stream.concat(
                        Stream.of(word),
                        IntStream.range(0, word.length())
                                .mapToObj(index -> word.substring(0, index) + word.substring(index + 1)))
                .toList();
    }
}
