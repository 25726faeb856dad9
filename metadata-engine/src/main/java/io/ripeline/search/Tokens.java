package io.ripeline.search;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.ObjectModel;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The pieces of one field's texts, each a number that stands for object, field, kind and characters: what a record is
/// found by and what is sought. A number may stand for two pieces, once in some 100 million.
final class Tokens {

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final int GRAM = 3;
    private static final int LONGEST_PREFIX = 2;
    private static final int SHORTEST_MISTAKEN = 4;
    private static final int LONGEST_MISTAKEN = 20;

    private static final char EXACT = '=';
    private static final char BEGINNING = '^';
    private static final char WORD_BEGINNING = '<';
    private static final char GRAMS = 'g';
    private static final char INITIALS = 'i';
    private static final char FIRST_SOUND = 'f';
    private static final char SOUNDS = 's';
    private static final char MISTAKES = 'm';

    private final FieldType type;
    private final int base;
    private final Set<Integer> numbers = new HashSet<>();

    private Tokens(ObjectModel object, FieldModel field) {
        this.type = field.type();
        this.base = mixed(mixed(0, object.key() + "."), field.key());
    }

    /// What a record with this value is found by.
    static Set<Integer> of(ObjectModel object, FieldModel field, String value) {
        Tokens tokens = new Tokens(object, field);
        tokens.index(Words.of(value));
        return tokens.numbers;
    }

    /// What a value that is exactly this has.
    static Set<Integer> exact(ObjectModel object, FieldModel field, Words words) {
        Tokens tokens = new Tokens(object, field);
        tokens.add(EXACT, tokens.whole(words));
        return tokens.numbers;
    }

    /// What a value that begins with this has.
    static Set<Integer> beginning(ObjectModel object, FieldModel field, Words words) {
        Tokens tokens = new Tokens(object, field);
        String whole = tokens.whole(words);
        tokens.add(BEGINNING, prefix(whole, LONGEST_PREFIX));
        tokens.grams(whole);
        return tokens.numbers;
    }

    /// What a value that has this anywhere has; nothing where that cannot be told.
    static Set<Integer> anywhere(ObjectModel object, FieldModel field, String part) {
        Tokens tokens = new Tokens(object, field);
        tokens.grams(part);
        if (tokens.numbers.isEmpty()) {
            part.codePoints().filter(Words::dense).forEach(each -> tokens.add(GRAMS, Character.toString(each)));
        }
        if (tokens.numbers.isEmpty() && !part.isEmpty()) {
            tokens.add(WORD_BEGINNING, part);
        }
        return tokens.numbers;
    }

    /// What a value whose initials have two in one of these ways beside each other has one of.
    static Set<Integer> initials(ObjectModel object, FieldModel field, Set<String> pair) {
        return each(object, field, INITIALS, pair.stream().map(Tokens::closed).collect(Collectors.toSet()));
    }

    /// What a value has one of in which two characters beside each other sound in one of these ways.
    static Set<Integer> sounds(ObjectModel object, FieldModel field, Set<String> pair) {
        return each(object, field, SOUNDS, pair);
    }

    /// What a value has one of whose first character sounds in one of these ways.
    static Set<Integer> firstSound(ObjectModel object, FieldModel field, Set<String> ways) {
        return each(object, field, FIRST_SOUND, ways);
    }

    private static String closed(String pair) {
        return pair.replace(" ", "");
    }

    private static Set<Integer> each(ObjectModel object, FieldModel field, char kind, Set<String> ways) {
        Tokens tokens = new Tokens(object, field);
        ways.forEach(way -> tokens.add(kind, way));
        return tokens.numbers;
    }

    /// What a value with a word that differs from this one by a single mistake has one of; nothing for words too short
    /// to be mistaken.
    static Set<Integer> mistaken(ObjectModel object, FieldModel field, String word) {
        Tokens tokens = new Tokens(object, field);
        tokens.mistakes(word);
        return tokens.numbers;
    }

    private String whole(Words words) {
        return type == FieldType.PHONE && !words.digits().isEmpty() ? words.digits() : words.whole();
    }

    private void index(Words words) {
        String whole = whole(words);
        if (whole.isEmpty()) {
            return;
        }
        add(EXACT, whole);
        grams(whole);
        if (type == FieldType.PHONE) {
            return;
        }
        whole.codePoints().filter(Words::dense).forEach(each -> add(GRAMS, Character.toString(each)));
        words.parts().stream().filter(part -> !Words.isDense(part)).forEach(word -> {
            add(WORD_BEGINNING, prefix(word, 1));
            add(WORD_BEGINNING, prefix(word, 2));
            mistakes(word);
        });
        if (type != FieldType.EMAIL && type != FieldType.AUTO_NUMBER) {
            for (int length = 1; length <= LONGEST_PREFIX; length++) {
                add(BEGINNING, prefix(whole, length));
            }
        }
        if (Words.chinese(whole)) {
            sounds(words.plain());
        }
    }

    /// Two characters from each dense one on, three from each other.
    private void grams(String text) {
        int[] characters = text.codePoints().toArray();
        for (int index = 0; index < characters.length; index++) {
            int end = index + (Words.dense(characters[index]) ? 2 : GRAM);
            if (end <= characters.length) {
                add(GRAMS, new String(characters, index, end - index));
            }
        }
    }

    private void sounds(String text) {
        Sounding.initials(text).pairsOrOnly().forEach(pair -> pair.forEach(each -> add(INITIALS, closed(each))));
        Sounding sounding = Sounding.of(text);
        sounding.pairs().forEach(pair -> pair.forEach(each -> add(SOUNDS, each)));
        sounding.sounds().stream().limit(1).forEach(first -> first.forEach(each -> add(FIRST_SOUND, each)));
    }

    /// A word and all that is left of it without one character: two words that differ by one mistake share one of
    /// these.
    private void mistakes(String word) {
        int length = word.length();
        boolean number = type == FieldType.PHONE
                || type == FieldType.AUTO_NUMBER
                || NUMBER.matcher(word).matches();
        if (number || length < SHORTEST_MISTAKEN || length > LONGEST_MISTAKEN) {
            return;
        }
        add(MISTAKES, word);
        for (int index = 0; index < length; index++) {
            add(MISTAKES, word.substring(0, index) + word.substring(index + 1));
        }
    }

    private static String prefix(String text, int length) {
        return text.codePointCount(0, text.length()) <= length
                ? text
                : text.substring(0, text.offsetByCodePoints(0, length));
    }

    private void add(char kind, String characters) {
        numbers.add(finished(mixed(mixed(base, String.valueOf(kind)), characters)));
    }

    // MurmurHash3's 32 bits, which spread well; kept in the index, so never to be changed.
    private static int mixed(int hash, String text) {
        int mixed = hash;
        for (int index = 0; index < text.length(); index++) {
            int block = text.charAt(index) * 0xcc9e2d51;
            block = Integer.rotateLeft(block, 15) * 0x1b873593;
            mixed = Integer.rotateLeft(mixed ^ block, 13) * 5 + 0xe6546b64;
        }
        return mixed;
    }

    private static int finished(int hash) {
        int mixed = hash;
        mixed = (mixed ^ mixed >>> 16) * 0x85ebca6b;
        mixed = (mixed ^ mixed >>> 13) * 0xc2b2ae35;
        return mixed ^ mixed >>> 16;
    }
}
