package io.ripeline.publishing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Lists of a document whose elements are known by a key, so that an element is found again wherever it was moved.
final class Keyed {

    private static final List<String> NAMES = List.of("key", "object");

    private Keyed() {}

    /// The elements by key in order; nothing where one has no key or two have the same.
    static Optional<Map<String, JsonNode>> elements(JsonNode list) {
        if (!list.isArray()) {
            return Optional.empty();
        }
        Map<String, JsonNode> elements = new LinkedHashMap<>();
        for (JsonNode element : list) {
            Optional<String> key = keyOf(element);
            if (key.isEmpty() || elements.put(key.get(), element) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(elements);
    }

    /// The members of an object in order; those that are null count as missing.
    static Map<String, JsonNode> members(JsonNode object) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        object.properties().stream()
                .filter(member -> !member.getValue().isNull())
                .forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    private static Optional<String> keyOf(JsonNode element) {
        return NAMES.stream()
                .map(element::get)
                .filter(key -> key != null && key.isString())
                .map(JsonNode::stringValue)
                .findFirst();
    }
}
