package io.ripeline.publishing;

import io.ripeline.definition.Label;
import io.ripeline.json.StrictJson;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Where something stands in a document: for programs, by keys, and in words.
///
/// @param pointer RFC 6901, by position
/// @param path by keys, the same wherever a list was reordered: `funnels › sales › stages › won`
/// @param words the same by labels: `Funnel Sales › Stage Won`
/// @param objects how objects are called, by key, for what has no label of its own: `Grade scale of Customer`
record Place(String pointer, String path, Text words, Map<String, Text> objects) {

    static final Place TOP = new Place("", "", Text.verbatim(""), Map.of());

    /// The top of a document, or of one of its versions.
    static Place top(JsonNode... versions) {
        Map<String, Text> objects = new HashMap<>();
        for (JsonNode version : versions) {
            Keyed.elements(version.path("objects"))
                    .ifPresent(elements -> elements.forEach((key, object) -> objects.put(key, labelOf(object, key))));
        }
        return new Place("", "", Text.verbatim(""), objects);
    }

    /// A member of the object here.
    Place member(String name) {
        Text word = DocumentWords.of(name);
        return new Place(Violation.pointer(pointer, name), step(path, name), step(words, word), objects);
    }

    /// An element of the list here, which is itself one element of the words: `Stage Won`.
    ///
    /// @param list the member the list is the value of, seen from `owner`
    static Place element(Place owner, String list, int index, String key, JsonNode element) {
        Text kind = DocumentWords.elementOf(list);
        Text name = element.has("label") || element.has("key")
                ? labelOf(element, key)
                : owner.objects().getOrDefault(key, Text.verbatim(key));
        return new Place(
                Violation.pointer(owner.pointer(), list) + "/" + index,
                step(step(owner.path(), list), key),
                step(owner.words(), new Text(kind.en() + " " + name.en(), kind.zh() + "“" + name.zh() + "”")),
                owner.objects());
    }

    /// Whether this is the place at the path, or one above or below it.
    boolean touches(String other) {
        return within(path, other) || within(other, path);
    }

    private static boolean within(String inner, String outer) {
        return outer.isEmpty() || inner.equals(outer) || inner.startsWith(outer + " › ");
    }

    private static Text labelOf(JsonNode element, String key) {
        JsonNode label = element.get("label");
        if (label == null || !label.isObject()) {
            return Text.verbatim(key);
        }
        try {
            Text text = StrictJson.MAPPER.treeToValue(label, Label.class).text();
            return text.en().isBlank() ? Text.verbatim(key) : text;
        } catch (JacksonException strange) {
            return Text.verbatim(key);
        }
    }

    private static Text step(Text path, Text word) {
        return new Text(step(path.en(), word.en()), step(path.zh(), word.zh()));
    }

    private static String step(String path, String name) {
        return path.isEmpty() ? name : path + " › " + name;
    }
}
