package io.ripeline.expression;

import io.ripeline.expression.Vocabulary.Name;
import io.ripeline.expression.Vocabulary.Related;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Says which names there are where one was not found.
record Suggestions(Vocabulary vocabulary) {
    private static final int MOST_LISTED = 12;
    private static final int LONGEST_QUOTE = 80;

    Problem unknownName(String word, int offset) {
        Set<String> known = new TreeSet<>();
        vocabulary.names().forEach(name -> known.add(name.key()));
        vocabulary.children().forEach(list -> known.add(list.key()));
        Arrays.stream(Builtin.values()).map(Builtin::key).forEach(known::add);
        return Wording.unknownName(quote(word), Nearest.to(word, known), listed(known), offset);
    }

    Problem unknownOwner(String word, int offset) {
        Set<String> known = keys(vocabulary.parents());
        return known.isEmpty()
                ? unknownName(word, offset)
                : Wording.unknownName(quote(word), Nearest.to(word, known), listed(known), offset);
    }

    static Problem unknownField(String owner, String field, Related of, int offset) {
        Set<String> known =
                of.names().get().names().stream().map(Name::key).collect(Collectors.toCollection(TreeSet::new));
        return Wording.unknownName(
                quote(owner + "." + field),
                Nearest.to(field, known).map(near -> owner + "." + near),
                listed(known.stream().map(each -> owner + "." + each).collect(Collectors.toCollection(TreeSet::new))),
                offset);
    }

    Problem noList(String function, int offset) {
        return Wording.noList(function, listed(keys(vocabulary.children())), offset);
    }

    private static Set<String> keys(Collection<Related> related) {
        return related.stream().map(Related::key).collect(Collectors.toCollection(TreeSet::new));
    }

    static String listed(Set<String> known) {
        return known.stream().limit(MOST_LISTED).collect(Collectors.joining(", "));
    }

    static String quote(String message) {
        String line = message.replaceAll("\\s+", " ").strip();
        int end = Math.min(line.length(), LONGEST_QUOTE);
        return line.length() > end
                ? line.substring(0, line.offsetByCodePoints(0, line.codePointCount(0, end))) + "…"
                : line;
    }
}
