package io.ripeline.publishing;

import io.ripeline.refusal.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What differs between two documents, part by part. Members of lists are recognised by their key, so that moving one
/// is no change of all behind it.
public final class Difference {

    private static final int LONGEST_SHOWN = 80;
    private static final Text ADDED = new Text("Added", "新增");
    private static final Text REMOVED = new Text("Removed", "移除");
    private static final Text CHANGED = new Text("Changed", "修改");
    private static final Text REORDERED = new Text("Reordered", "调整顺序");

    /// One difference.
    ///
    /// @param kind `added`, `removed`, `changed` or `reordered`
    /// @param pointer where it stands, in the new document; in the old one where it was removed
    /// @param path the same in keys: `funnels › sales › stages › won`
    /// @param text what happened, for reading: `Changed: Funnel Sales › Stage Won › Probability: 90 → 100`
    public record Change(String kind, String pointer, String path, Text text) {}

    private final List<Change> changes = new ArrayList<>();

    private Difference() {}

    /// Every difference, in the order of the new document.
    public static List<Change> between(JsonNode before, JsonNode after) {
        Difference difference = new Difference();
        difference.compare(before, after, Place.top(before, after));
        return List.copyOf(difference.changes);
    }

    private void compare(JsonNode before, JsonNode after, Place place) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            members(Keyed.members(before), Keyed.members(after), place);
        } else {
            note("changed", CHANGED, place, values(before, after));
        }
    }

    private void members(Map<String, JsonNode> before, Map<String, JsonNode> after, Place place) {
        after.forEach((name, node) -> {
            JsonNode old = before.get(name);
            if (old != null) {
                member(name, old, node, place);
            } else if (!listed(name, node, "added", ADDED, place)) {
                note("added", ADDED, place.member(name), value(node));
            }
        });
        before.forEach((name, node) -> {
            if (!after.containsKey(name) && !listed(name, node, "removed", REMOVED, place)) {
                note("removed", REMOVED, place.member(name), Text.verbatim(""));
            }
        });
    }

    /// A list that came or went as a whole is shown by its elements.
    private boolean listed(String name, JsonNode list, String kind, Text word, Place owner) {
        Optional<Map<String, JsonNode>> elements = Keyed.elements(list);
        if (elements.isEmpty() || elements.get().isEmpty()) {
            return elements.isPresent();
        }
        int index = 0;
        for (var element : elements.get().entrySet()) {
            Place place = Place.element(owner, name, index++, element.getKey(), element.getValue());
            note(kind, word, place, Text.verbatim(""));
        }
        return true;
    }

    private void member(String name, JsonNode before, JsonNode after, Place owner) {
        Optional<Map<String, JsonNode>> old = Keyed.elements(before);
        Optional<Map<String, JsonNode>> now = Keyed.elements(after);
        if (old.isPresent() && now.isPresent()) {
            elements(name, old.get(), now.get(), owner);
        } else {
            compare(before, after, owner.member(name));
        }
    }

    private void elements(String list, Map<String, JsonNode> before, Map<String, JsonNode> after, Place owner) {
        int index = 0;
        for (var element : after.entrySet()) {
            Place place = Place.element(owner, list, index++, element.getKey(), element.getValue());
            JsonNode was = before.get(element.getKey());
            if (was == null) {
                note("added", ADDED, place, Text.verbatim(""));
            } else {
                compare(was, element.getValue(), place);
            }
        }
        index = 0;
        for (var element : before.entrySet()) {
            Place place = Place.element(owner, list, index++, element.getKey(), element.getValue());
            if (!after.containsKey(element.getKey())) {
                note("removed", REMOVED, place, Text.verbatim(""));
            }
        }
        if (!common(before, after).equals(common(after, before))) {
            note("reordered", REORDERED, owner.member(list), Text.verbatim(""));
        }
    }

    private static List<String> common(Map<String, JsonNode> some, Map<String, JsonNode> others) {
        return some.keySet().stream().filter(others::containsKey).toList();
    }

    private void note(String kind, Text word, Place place, Text detail) {
        changes.add(new Change(
                kind,
                place.pointer(),
                place.path(),
                new Text(
                        word.en() + ": " + place.words().en() + detail.en(),
                        word.zh() + "：" + place.words().zh() + detail.zh())));
    }

    private static Text values(JsonNode before, JsonNode after) {
        Optional<String> was = shown(before);
        Optional<String> is = shown(after);
        return was.isPresent() && is.isPresent()
                ? new Text(": " + was.get() + " → " + is.get(), "：" + was.get() + " → " + is.get())
                : Text.verbatim("");
    }

    private static Text value(JsonNode node) {
        return shown(node).map(text -> new Text(": " + text, "：" + text)).orElse(Text.verbatim(""));
    }

    private static Optional<String> shown(JsonNode node) {
        boolean words = node.isArray() && node.valueStream().allMatch(JsonNode::isString);
        if (!node.isValueNode() && !words) {
            return Optional.empty();
        }
        String text = words
                ? String.join(", ", node.valueStream().map(JsonNode::asString).toList())
                : node.asString();
        return text.length() > LONGEST_SHOWN ? Optional.empty() : Optional.of(text.isEmpty() ? "–" : text);
    }
}
