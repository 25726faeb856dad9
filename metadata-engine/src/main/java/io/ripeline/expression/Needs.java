package io.ripeline.expression;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What an expression reads, so that exactly that is fetched before it is computed.
///
/// @param own the record's own names, each once, in the order of their first appearance; with each parent the name
/// that points to it
/// @param parents the names read of each record it points to, by the key of the lookup
/// @param children the names read of the records of each list, by the key of the list; none where they are only counted
/// @param moment whether it reads `now`, `today`, `me` or what follows from them
public record Needs(
        List<String> own, Map<String, Set<String>> parents, Map<String, Set<String>> children, boolean moment) {
    /// Of an expression of constants.
    public static final Needs NONE = new Needs(List.of(), Map.of(), Map.of(), false);

    public Needs {
        own = List.copyOf(own);
        parents = copy(parents);
        children = copy(children);
    }

    private static Map<String, Set<String>> copy(Map<String, Set<String>> names) {
        if (names.isEmpty()) {
            return Map.of();
        }
        Map<String, Set<String>> copy = new LinkedHashMap<>();
        names.forEach((key, each) -> copy.put(key, copy(each)));
        return Collections.unmodifiableMap(copy);
    }

    private static Set<String> copy(Set<String> names) {
        return names.size() < 2 ? Set.copyOf(names) : Collections.unmodifiableSet(new LinkedHashSet<>(names));
    }

    /// Whether the record alone answers it.
    public boolean areOwn() {
        return parents.isEmpty() && children.isEmpty();
    }

    /// What this and another read together.
    public Needs and(Needs other) {
        Set<String> all = new LinkedHashSet<>(own);
        all.addAll(other.own);
        return new Needs(
                List.copyOf(all),
                union(parents, other.parents),
                union(children, other.children),
                moment || other.moment);
    }

    private static Map<String, Set<String>> union(Map<String, Set<String>> some, Map<String, Set<String>> others) {
        Map<String, Set<String>> union = new LinkedHashMap<>();
        some.forEach((key, names) -> union.put(key, new LinkedHashSet<>(names)));
        others.forEach((key, names) ->
                union.computeIfAbsent(key, unseen -> new LinkedHashSet<>()).addAll(names));
        return union;
    }
}
