package io.ripeline.publishing;

import io.ripeline.json.StrictJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Brings two edits of one document together. What only one side touched is taken from it; what both touched
/// differently is a conflict. Elements of lists are recognised by their key, wherever they were moved.
final class Merge {

    /// Whose value stands where both sides touched a place.
    enum Preference {
        NEITHER,
        MINE,
        THEIRS
    }

    /// @param conflicts places both sides touched, in my document
    record Outcome(JsonNode document, List<Place> conflicts) {}

    private final Preference preference;
    private final List<Place> conflicts = new ArrayList<>();

    private Merge(Preference preference) {
        this.preference = preference;
    }

    /// Merges what became of `base` on two sides. The document is whole also where there are conflicts; the preferred
    /// side's value stands there, and mine where neither is preferred.
    static Outcome of(JsonNode base, JsonNode mine, JsonNode theirs, Preference preference) {
        Merge merge = new Merge(preference);
        JsonNode merged = merge.value(base, mine, theirs, Place.top(mine, theirs));
        return new Outcome(
                merged == null ? StrictJson.MAPPER.createObjectNode() : merged, List.copyOf(merge.conflicts));
    }

    private @Nullable JsonNode value(
            @Nullable JsonNode base, @Nullable JsonNode mine, @Nullable JsonNode theirs, Place place) {
        if (same(mine, theirs) || same(base, theirs)) {
            return mine;
        }
        if (same(base, mine)) {
            return theirs;
        }
        if (mine != null && theirs != null && mine.isObject() && theirs.isObject()) {
            JsonNode before = base != null && base.isObject() ? base : StrictJson.MAPPER.createObjectNode();
            return members(Keyed.members(before), Keyed.members(mine), Keyed.members(theirs), place);
        }
        conflicts.add(place);
        return preference == Preference.THEIRS ? theirs : mine;
    }

    private static boolean same(@Nullable JsonNode one, @Nullable JsonNode other) {
        if (one == null || one.isNull()) {
            return other == null || other.isNull();
        }
        return one.equals(other);
    }

    private ObjectNode members(
            Map<String, JsonNode> base, Map<String, JsonNode> mine, Map<String, JsonNode> theirs, Place place) {
        ObjectNode merged = StrictJson.MAPPER.createObjectNode();
        for (String name : order(base.keySet(), List.copyOf(mine.keySet()), List.copyOf(theirs.keySet()))) {
            JsonNode value = member(name, base.get(name), mine.get(name), theirs.get(name), place);
            if (value != null) {
                merged.set(name, value);
            }
        }
        return merged;
    }

    private @Nullable JsonNode member(
            String name, @Nullable JsonNode base, @Nullable JsonNode mine, @Nullable JsonNode theirs, Place owner) {
        Optional<Map<String, JsonNode>> before = base == null ? Optional.of(Map.of()) : Keyed.elements(base);
        Optional<Map<String, JsonNode>> my = mine == null ? Optional.empty() : Keyed.elements(mine);
        Optional<Map<String, JsonNode>> their = theirs == null ? Optional.empty() : Keyed.elements(theirs);
        boolean lists = before.isPresent() && my.isPresent() && their.isPresent();
        return lists
                ? elements(name, before.get(), my.get(), their.get(), owner)
                : value(base, mine, theirs, owner.member(name));
    }

    private ArrayNode elements(
            String list,
            Map<String, JsonNode> base,
            Map<String, JsonNode> mine,
            Map<String, JsonNode> theirs,
            Place owner) {
        Map<String, JsonNode> merged = new LinkedHashMap<>();
        List<String> positions = List.copyOf(mine.keySet());
        for (String key : order(base.keySet(), positions, List.copyOf(theirs.keySet()))) {
            JsonNode shown = Objects.requireNonNull(mine.containsKey(key) ? mine.get(key) : theirs.get(key));
            int index = Math.max(positions.indexOf(key), 0);
            Place place = Place.element(owner, list, index, key, shown);
            JsonNode value = value(base.get(key), mine.get(key), theirs.get(key), place);
            if (value != null) {
                merged.put(key, value);
            }
        }
        ArrayNode array = StrictJson.MAPPER.createArrayNode();
        merged.values().forEach(array::add);
        return array;
    }

    /// Every name of both sides, in the order of whoever reordered, mine before theirs; what the other side has besides
    /// follows its neighbour there.
    private static SequencedCollection<String> order(Set<String> base, List<String> mine, List<String> theirs) {
        boolean reordered = !retained(mine, base).equals(retained(List.copyOf(base), Set.copyOf(mine)));
        List<String> leading = reordered ? mine : theirs;
        List<String> following = reordered ? theirs : mine;
        List<String> ordered = new ArrayList<>(new LinkedHashSet<>(leading));
        String neighbour = null;
        for (String name : following) {
            if (!leading.contains(name)) {
                int at = neighbour == null ? 0 : ordered.indexOf(neighbour) + 1;
                ordered.add(at, name);
            }
            neighbour = name;
        }
        return ordered;
    }

    private static List<String> retained(List<String> names, Set<String> kept) {
        return names.stream().filter(kept::contains).toList();
    }
}
