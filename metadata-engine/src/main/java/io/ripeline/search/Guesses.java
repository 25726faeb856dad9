package io.ripeline.search;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.search.SearchIndex.Sought;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/// What some words may have been meant for, where nothing holds them.
///
/// @param texts the fields whose words may be mistyped
/// @param spoken those of them that may sound the same
/// @param parts the words, each of one script
record Guesses(ObjectModel object, List<FieldModel> texts, List<FieldModel> spoken, List<String> parts) {

    private static final int FEWEST_CHARACTERS = 4;
    private static final int FEWEST_OF_SEVERAL = 5;
    private static final int MOST_CHARACTERS = 40;
    private static final int MOST_PARTS = 8;
    private static final int MOST_ASTRAY = 16;
    private static final String FORM = "有限公司";

    Guesses {
        texts = List.copyOf(texts);
        spoken = List.copyOf(spoken);
        parts = List.copyOf(parts);
    }

    /// Values in which one of the words is mistyped by one letter, or sounds the same in Chinese, while the others are
    /// there.
    Sought oneWord() {
        List<Condition> any = new ArrayList<>();
        for (FieldModel field : texts) {
            for (int index = 0; parts.size() <= MOST_PARTS && index < parts.size(); index++) {
                Set<Integer> others = others(field, index);
                like(field, parts.get(index))
                        .map(like -> others.isEmpty()
                                ? like
                                : SearchIndex.having(others).and(like))
                        .ifPresent(any::add);
            }
        }
        return new Sought(object, any);
    }

    /// Values in which all of several words are so.
    Sought allWords() {
        List<Condition> any = new ArrayList<>();
        for (FieldModel field : texts) {
            List<Condition> all =
                    parts.stream().flatMap(part -> like(field, part).stream()).toList();
            if (parts.size() > 1 && all.size() == parts.size()) {
                any.add(DSL.and(all));
            }
        }
        return new Sought(object, any);
    }

    private Optional<Condition> like(FieldModel field, String part) {
        if (!Words.isDense(part)) {
            return Optional.of(Tokens.mistaken(object, field, part))
                    .filter(mistaken -> !mistaken.isEmpty())
                    .map(SearchIndex::havingSome);
        }
        Sounding sounding = Sounding.of(part);
        return spoken.contains(field) && sounding.size() > 1
                ? Query.sounding(object, field, sounding)
                : Optional.empty();
    }

    /// Values that have a word of Chinese characters but for one: another stands in its place, it is too many, it is
    /// missing, or it stands behind the next.
    Sought astray() {
        List<Condition> any = new ArrayList<>();
        for (FieldModel field : spoken) {
            for (int index = 0; parts.size() <= MOST_PARTS && index < parts.size(); index++) {
                Set<Integer> others = others(field, index);
                for (List<String> pieces : withoutOne(parts.get(index))) {
                    Set<Integer> tokens = new TreeSet<>(others);
                    pieces.forEach(piece -> tokens.addAll(Tokens.anywhere(object, field, piece)));
                    any.add(SearchIndex.having(tokens));
                }
            }
        }
        return new Sought(object, any);
    }

    /// Whether one of a word's characters may be astray: of fewer too little would be left to go by.
    static boolean mayBeAstray(List<String> parts, String part) {
        int all = parts.stream().mapToInt(String::length).sum();
        return Words.isDense(part)
                && all <= MOST_CHARACTERS
                && (part.length() >= FEWEST_CHARACTERS || part.length() > 1 && all >= FEWEST_OF_SEVERAL);
    }

    private Set<Integer> others(FieldModel field, int index) {
        Set<Integer> tokens = new TreeSet<>();
        for (int other = 0; other < parts.size(); other++) {
            if (other != index) {
                tokens.addAll(Tokens.anywhere(object, field, parts.get(other)));
            }
        }
        return tokens;
    }

    /// What is left of a word without each of its characters, and the word with each two changed.
    private List<List<String>> withoutOne(String part) {
        String word = part.endsWith(FORM) && part.length() >= FORM.length() + FEWEST_CHARACTERS
                ? part.substring(0, part.length() - FORM.length())
                : part;
        int[] characters = word.codePoints().toArray();
        List<List<String>> ways = new ArrayList<>();
        if (!mayBeAstray(parts, part)) {
            return ways;
        }
        for (int index = 0; index < Math.min(characters.length, MOST_ASTRAY); index++) {
            String before = new String(characters, 0, index);
            ways.add(List.of(before, new String(characters, index + 1, characters.length - index - 1)));
            if (index + 1 < characters.length) {
                String changed = Character.toString(characters[index + 1]) + Character.toString(characters[index]);
                ways.add(List.of(before + changed + new String(characters, index + 2, characters.length - index - 2)));
            }
        }
        return ways;
    }
}
