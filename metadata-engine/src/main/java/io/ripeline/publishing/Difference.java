package io.ripeline.publishing;

import io.ripeline.refusal.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What differs between two documents, part by part. Members of lists are recognised by their key, so that moving one
/// is
/// no change of all behind it.
public final class Difference {

    /// One difference.
    ///
    /// @param kind `added`, `removed` or `changed`
    /// @param pointer where it stands, in the new document; in the old one where it was removed
    /// @param path the same in keys, for reading: `funnels › sales › stages › won`
    public record Change(String kind, String pointer, String path) {}

    private final List<Change> changes = new ArrayList<>();

    private Difference() {}

    /// Every difference, in the order of the new document.
    public static List<Change> between(JsonNode before, JsonNode after) {
        Difference difference = new Difference();
        difference.compare(before, after, "", "");
        return List.copyOf(difference.changes);
    }

    private void compare(JsonNode before, JsonNode after, String pointer, String path) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            members(members(before), members(after), pointer, path);
        } else if (isKeyed(before) && isKeyed(after)) {
            elements(before, after, pointer, path);
        } else {
            changes.add(new Change("changed", pointer, path));
        }
    }

    private void members(Map<String, JsonNode> before, Map<String, JsonNode> after, String pointer, String path) {
        after.forEach((name, node) -> {
            String at = Violation.pointer(pointer, name);
            JsonNode old = before.get(name);
            if (old == null) {
                changes.add(new Change("added", at, step(path, name)));
            } else {
                compare(old, node, at, step(path, name));
            }
        });
        before.keySet().stream()
                .filter(name -> !after.containsKey(name))
                .forEach(
                        name -> changes.add(new Change("removed", Violation.pointer(pointer, name), step(path, name))));
    }

    private static Map<String, JsonNode> members(JsonNode object) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        object.properties().stream()
                .filter(member -> !member.getValue().isNull())
                .forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    private void elements(JsonNode before, JsonNode after, String pointer, String path) {
        Map<String, JsonNode> old = new LinkedHashMap<>();
        Map<String, String> oldPointers = new LinkedHashMap<>();
        for (int index = 0; index < before.size(); index++) {
            String key = keyOf(before.get(index)).orElseThrow();
            old.put(key, before.get(index));
            oldPointers.put(key, pointer + "/" + index);
        }
        for (int index = 0; index < after.size(); index++) {
            String key = keyOf(after.get(index)).orElseThrow();
            JsonNode was = old.remove(key);
            if (was == null) {
                changes.add(new Change("added", pointer + "/" + index, step(path, key)));
            } else {
                compare(was, after.get(index), pointer + "/" + index, step(path, key));
            }
        }
        old.keySet()
                .forEach(key ->
                        changes.add(new Change("removed", String.valueOf(oldPointers.get(key)), step(path, key))));
    }

    private static boolean isKeyed(JsonNode node) {
        return node.isArray()
                && node.valueStream().allMatch(element -> keyOf(element).isPresent());
    }

    private static Optional<String> keyOf(JsonNode element) {
        for (String name : List.of("key", "object")) {
            JsonNode key = element.get(name);
            if (key != null && key.isString()) {
                return Optional.of(key.stringValue());
            }
        }
        return Optional.empty();
    }

    private static String step(String path, String name) {
        return path.isEmpty() ? name : path + " › " + name;
    }
}
