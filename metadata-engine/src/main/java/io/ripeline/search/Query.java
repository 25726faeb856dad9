package io.ripeline.search;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.ObjectModel;
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
    Condition exact() {
        return SearchIndex.having(object, each(field -> Tokens.exact(object, field, words)));
    }

    /// Values that begin with this.
    Condition beginning() {
        return SearchIndex.having(object, each(field -> Tokens.beginning(object, field, words)));
    }

    /// Values that have this anywhere, in one piece or word by word, and names whose initials have it.
    Condition anywhere() {
        List<Set<Integer>> sets = new ArrayList<>(each(field -> anywhere(field, List.of(words.whole()))));
        if (words.each().size() > 1) {
            sets.addAll(each(field -> anywhere(field, words.each())));
        }
        String whole = words.whole();
        if (words.isInitials() && whole.length() <= LONGEST_INITIALS) {
            sets.addAll(each(field -> Tokens.initials(object, field, whole)));
        }
        return SearchIndex.having(object, sets);
    }

    /// Values with a word that differs from each of these in one letter, and Chinese ones that sound as this does.
    Condition nearly() {
        Condition any = DSL.falseCondition();
        for (FieldModel field : texts()) {
            List<Set<Integer>> mistaken = words.each().stream()
                    .map(word -> Tokens.mistaken(object, field, word))
                    .toList();
            if (mistaken.stream().noneMatch(Set::isEmpty)) {
                any = any.or(SearchIndex.havingSome(object, mistaken));
            }
        }
        return any;
    }

    /// Chinese values whose initials have those of this.
    Condition soundingAlike() {
        String initials = Tokens.initialsOf(words.plain());
        return !Words.chinese(words.plain()) || initials.length() < 2
                ? DSL.falseCondition()
                : SearchIndex.having(object, each(field -> Tokens.initials(object, field, initials)));
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
