package io.ripeline.search;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.ObjectModel;
import io.ripeline.search.SearchIndex.Sought;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/// Some words, sought in fields of one object.
final class Query {

    private static final int LONGEST_INITIALS = 12;
    private static final int MOST_SPELLED = 8;
    private static final String COUNTRY = "86";
    private static final int NATIONAL = 11;

    private final ObjectModel object;
    private final List<FieldModel> fields;
    private final Words words;
    private final String digits;
    private final List<Sounding> spelled;
    private final List<Spelled> spelledWords;

    /// One of several words, and the ways to read it as pinyin of several syllables.
    record Spelled(String word, List<Sounding> ways) {

        Spelled {
            ways = List.copyOf(ways);
        }

        static Spelled of(String word) {
            return new Spelled(
                    word,
                    Pinyin.read(word).stream().filter(way -> way.size() > 1).toList());
        }

        /// Whether a value holds the word or sounds so.
        boolean in(Words own, Sounding sounds) {
            return own.whole().contains(word) || ways.stream().anyMatch(way -> sounds.indexOf(way) >= 0);
        }
    }

    /// @param fields those of the object's fields whose values the reader sees as they are
    Query(ObjectModel object, List<FieldModel> fields, Words words) {
        this.object = object;
        this.fields = List.copyOf(fields);
        this.words = words;
        this.digits = national(words.digits());
        this.spelled = Pinyin.read(words.plain());
        List<Spelled> each = words.each().stream().map(Spelled::of).toList();
        boolean several = each.size() > 1
                && each.size() <= MOST_SPELLED
                && each.stream().anyMatch(word -> !word.ways().isEmpty());
        this.spelledWords = several ? each : List.of();
    }

    private static String national(String digits) {
        String bare = digits.startsWith("00") ? digits.substring(2) : digits;
        return bare.startsWith(COUNTRY) && bare.length() >= NATIONAL + 2 ? bare.substring(2) : bare;
    }

    ObjectModel object() {
        return object;
    }

    List<FieldModel> fields() {
        return fields;
    }

    Words words() {
        return words;
    }

    String digits() {
        return digits;
    }

    /// The ways to read this as pinyin.
    List<Sounding> spelled() {
        return spelled;
    }

    /// Its words, where there are several and one is pinyin.
    List<Spelled> spelledWords() {
        return spelledWords;
    }

    /// Values that are exactly this.
    Sought exact() {
        return having(each(field -> Tokens.exact(object, field, words)));
    }

    /// Values that begin with this or sound so.
    Sought beginning() {
        List<Condition> any = new ArrayList<>(
                having(each(field -> Tokens.beginning(object, field, words))).any());
        for (FieldModel field : spoken()) {
            for (Sounding way : spelled) {
                Set<Integer> first =
                        Tokens.firstSound(object, field, way.sounds().getFirst());
                sounding(field, way).ifPresent(rest -> any.add(rest.and(SearchIndex.havingSome(first))));
            }
        }
        return new Sought(object, any);
    }

    /// Values that have this anywhere, in one piece or word by word, and those whose initials or sounds have it.
    Sought anywhere() {
        List<Set<Integer>> sets = new ArrayList<>(each(field -> anywhere(field, List.of(words.whole()))));
        if (words.each().size() > 1) {
            sets.addAll(each(field -> anywhere(field, words.each())));
        }
        List<Condition> any = new ArrayList<>(having(sets).any());
        for (FieldModel field : spoken()) {
            initials(field).ifPresent(any::add);
            spelled.forEach(way -> sounding(field, way).ifPresent(any::add));
            wordByWord(field).ifPresent(any::add);
        }
        return new Sought(object, any);
    }

    private Optional<Condition> initials(FieldModel field) {
        String letters = words.whole();
        if (!words.isInitials() || letters.length() > LONGEST_INITIALS) {
            return Optional.empty();
        }
        return SearchIndex.havingOfEach(Sounding.letters(letters).pairsOrOnly().stream()
                .map(pair -> Tokens.initials(object, field, pair))
                .toList());
    }

    /// Values in which each word is held or spelled, where one is spelled: 深圳 huawei.
    private Optional<Condition> wordByWord(FieldModel field) {
        List<Condition> all = new ArrayList<>();
        for (Spelled each : spelledWords) {
            Set<Integer> held = Tokens.anywhere(object, field, each.word());
            List<Condition> ways = new ArrayList<>(held.isEmpty() ? List.of() : List.of(SearchIndex.having(held)));
            each.ways().forEach(way -> sounding(field, way).ifPresent(ways::add));
            all.add(DSL.or(ways));
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(DSL.and(all));
    }

    private Optional<Condition> sounding(FieldModel field, Sounding sought) {
        return sounding(object, field, sought);
    }

    /// Values of a field with these sounds beside each other, or that begin with the only one.
    static Optional<Condition> sounding(ObjectModel object, FieldModel field, Sounding sought) {
        return SearchIndex.havingOfEach(
                sought.size() == 1
                        ? List.of(
                                Tokens.firstSound(object, field, sought.sounds().getFirst()))
                        : sought.pairs().stream()
                                .map(pair -> Tokens.sounds(object, field, pair))
                                .toList());
    }

    /// What these words may have been meant for.
    Guesses guesses() {
        return new Guesses(object, texts(), spoken(), words.parts());
    }

    private Sought having(List<Set<Integer>> sets) {
        return new Sought(object, sets.stream().map(SearchIndex::having).toList());
    }

    private List<FieldModel> texts() {
        return fields.stream().filter(field -> field.type() != FieldType.PHONE).toList();
    }

    /// The fields that have words, which sound.
    private List<FieldModel> spoken() {
        return texts().stream()
                .filter(field -> field.type() != FieldType.EMAIL && field.type() != FieldType.AUTO_NUMBER)
                .toList();
    }

    private List<Set<Integer>> each(Function<FieldModel, Set<Integer>> tokens) {
        return fields.stream()
                .filter(field -> field.type() != FieldType.PHONE || words.isNumber())
                .map(tokens)
                .filter(set -> !set.isEmpty())
                .toList();
    }

    private Set<Integer> anywhere(FieldModel field, List<String> parts) {
        Set<Integer> tokens = new TreeSet<>();
        if (field.type() == FieldType.PHONE) {
            return Tokens.anywhere(object, field, digits);
        }
        for (String part : parts) {
            Set<Integer> some = Tokens.anywhere(object, field, part);
            if (some.isEmpty()) {
                return new TreeSet<>();
            }
            tokens.addAll(some);
        }
        return tokens;
    }
}
