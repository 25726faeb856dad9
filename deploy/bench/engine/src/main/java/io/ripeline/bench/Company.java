package io.ripeline.bench;

import io.ripeline.definition.Definition;
import io.ripeline.json.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The definition of a company of the size that is promised: 60 objects, 600 fields, 200 expressions besides those of
/// the template it begins with.
final class Company {
    static final int OBJECTS = 60;
    static final int FIELDS = 600;
    static final int EXPRESSIONS = 200;

    private static final String[] CONDITIONS = {
        "amount > %d && has(name) && stage in [\"a\", \"b\"] && !has(note) && owner_id == me",
        "size(activities) > %d && customer.name != \"x\"",
        "activities.exists(a, a.kind == \"call\" && a.started_at > now - duration(\"%dh\"))",
        "due < today || round(amount * 0.25, 2) > %d.5",
        "note.startsWith(\"n%d\") ? amount > 5 : days_since(due) > 3",
    };

    private static final String JSON = json();

    private Company() {}

    /// The document as it is read from where it is stored.
    static Definition definition() {
        return StrictJson.read(JSON, Definition.class);
    }

    private static String json() {
        ObjectNode document = (ObjectNode) StrictJson.MAPPER.readTree(template());
        ArrayNode objects = (ArrayNode) document.get("objects");
        int fields = 0;
        for (var object : objects) {
            fields += object.get("fields").size();
        }
        int added = OBJECTS - objects.size();
        int expressions = 0;
        for (int number = 0; number < added; number++) {
            int own = (FIELDS - fields) / (added - number);
            int conditions = (EXPRESSIONS - expressions) / (added - number);
            objects.add(object(number, own, conditions));
            fields += own;
            expressions += conditions;
        }
        return document.toString();
    }

    private static String template() {
        try {
            return Files.readString(Path.of(System.getProperty(
                    "template", "tenant-admin/src/main/resources/templates/direct-sales/definition.json")));
        } catch (IOException e) {
            throw new UncheckedIOException("Start this from the root of the repository.", e);
        }
    }

    private static ObjectNode object(int number, int fields, int conditions) {
        ObjectNode object = StrictJson.MAPPER.createObjectNode();
        object.put("key", "thing_" + number).put("nameField", "name");
        label(object, "Thing " + number);
        ArrayNode all = object.putArray("fields");
        String[] types = {"text", "currency", "date", "long_text", "select", "lookup"};
        String[] keys = {"name", "amount", "due", "note", "stage", "customer"};
        for (int index = 0; index < fields; index++) {
            boolean known = index < keys.length;
            ObjectNode field = all.addObject();
            field.put("key", known ? keys[index] : "extra_" + index).put("type", known ? types[index] : "text");
            label(field, "Field " + index);
            if (field.get("type").asString().equals("select")) {
                for (String option : new String[] {"a", "b"}) {
                    label(field.withArray("/options").addObject().put("key", option), option);
                }
            }
            if (field.get("type").asString().equals("lookup")) {
                field.put("target", "customer");
            }
            if (index >= fields - conditions) {
                field.put("requiredWhen", CONDITIONS[index % CONDITIONS.length].formatted(number + index));
            }
        }
        return object;
    }

    private static void label(ObjectNode node, String text) {
        node.putObject("label").put("en", text).put("zh-CN", text);
    }
}
