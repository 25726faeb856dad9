package io.ripeline.search;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.ObjectModel;
import io.ripeline.search.SearchIndex.Sought;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/// Some words, sought in fields of one object.
final class Query {

    private static final int LONGEST_INITIALS = 12;
    private static final String COUNTRY = "86";
    private static final int NATIONAL = 11;

    private final ObjectModel object;
    private final List<FieldModel> fields;
    private final Words words;
    private final String digits;

    /// @param fields those of the object's fields whose values the reader sees as they are
    Query(ObjectModel object, List<FieldModel> fields, Words words) {
        this.object = object;
        this.fields = List.copyOf(fields);
        this.words = words;
        this.digits = national(words.digits());
    }

    private static String national(String digits) {
        String bare = digits.startsWith("00") ? digits.substring(2) : digits;
        return bare.startsWith(COUNTRY) && bare.length() >= NATIONAL + 2 ? bare.substring(2) : bare;
    }

    Words words() {
        return words;
    }

    String digits() {
        return digits;
    }

    /// Values that are exactly this.
    Sought exact() {
        return having(each(field -> Tokens.exact(object, field, words)));
    }

    /// Values that begin with this.
    Sought beginning() {
        return having(each(field -> Tokens.beginning(object, field, words)));
    }

    /// Values that have this anywhere, in one piece or word by word, and names whose initials have it.
    Sought anywhere() {
        List<Set<Integer>> sets = new ArrayList<>(each(field -> anywhere(field, List.of(words.whole()))));
        if (words.each().size() > 1) {
            sets.addAll(each(field -> anywhere(field, words.each())));
        }
        String whole = words.whole();
        if (words.isInitials() && whole.length() <= LONGEST_INITIALS) {
            sets.addAll(each(field -> Tokens.initials(object, field, whole)));
        }
        return having(sets);
    }

    /// Values with a word that differs from each of these in one letter.
    Sought nearly() {
        return new Sought(object, mistaken());
    }

    /// Those, and Chinese values whose initials have those of this.
    Sought alike() {
        List<Condition> any = new ArrayList<>(mistaken());
        String initials = Tokens.initialsOf(words.plain());
        if (Words.chinese(words.plain()) && initials.length() > 1) {
            each(field -> Tokens.initials(object, field, initials)).forEach(set -> any.add(SearchIndex.having(set)));
        }
        return new Sought(object, any);
    }

    private List<Condition> mistaken() {
        List<Condition> any = new ArrayList<>();
        for (FieldModel field : texts()) {
            List<Set<Integer>> words = this.words.each().stream()
                    .map(word -> Tokens.mistaken(object, field, word))
                    .toList();
            if (words.stream().noneMatch(Set::isEmpty)) {
                any.add(DSL.and(words.stream().map(SearchIndex::havingSome).toList()));
            }
        }
        return any;
    }

    private Sought having(List<Set<Integer>> sets) {
        return new Sought(object, sets.stream().map(SearchIndex::having).toList());
    }

    private List<FieldModel> texts() {
        return fields.stream().filter(field -> field.type() != FieldType.PHONE).toList();
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
