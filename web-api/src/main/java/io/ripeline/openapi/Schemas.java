package io.ripeline.openapi;

import io.ripeline.json.StrictJson;
import java.util.Collection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON Schemas, draft 2020-12 as OpenAPI 3.1 has them.
final class Schemas {

    private static final String TYPE = "type";

    private Schemas() {}

    static ObjectNode any() {
        return StrictJson.MAPPER.createObjectNode();
    }

    static ObjectNode of(String type) {
        return any().put(TYPE, type);
    }

    static ObjectNode of(String type, String format) {
        return of(type).put("format", format);
    }

    static ObjectNode words(Collection<String> words) {
        ObjectNode schema = of("string");
        ArrayNode all = schema.putArray("enum");
        words.forEach(all::add);
        return schema;
    }

    /// A body that is no JSON.
    static ObjectNode file(String mediaType) {
        return mediaType.startsWith("text/") ? of("string") : of("string", "binary");
    }

    static ObjectNode list(JsonNode items) {
        ObjectNode schema = of("array");
        schema.set("items", items);
        return schema;
    }

    static ObjectNode map(JsonNode values) {
        ObjectNode schema = of("object");
        schema.set("additionalProperties", values);
        return schema;
    }

    static ObjectNode oneOf(Collection<? extends JsonNode> schemas) {
        ObjectNode schema = any();
        schema.putArray("anyOf").addAll(schemas);
        return schema;
    }

    static ObjectNode reference(String component) {
        return any().put("$ref", "#/components/schemas/" + component);
    }

    /// An object with members that are listed one by one.
    static ObjectNode closed() {
        ObjectNode schema = of("object");
        schema.putObject("properties");
        schema.put("additionalProperties", false);
        return schema;
    }

    static void member(ObjectNode object, String name, JsonNode schema, boolean required) {
        ((ObjectNode) object.get("properties")).set(name, schema);
        if (required) {
            (object.get("required") instanceof ArrayNode names ? names : object.putArray("required")).add(name);
        }
    }

    /// The same or null.
    static ObjectNode orNull(ObjectNode schema) {
        if (schema.isEmpty()) {
            return schema;
        }
        JsonNode type = schema.get(TYPE);
        if (type != null && type.isString()) {
            ObjectNode nullable = schema.deepCopy();
            nullable.putArray(TYPE).add(type.stringValue()).add("null");
            if (nullable.get("enum") instanceof ArrayNode words) {
                words.addNull();
            }
            return nullable;
        }
        return oneOf(java.util.List.of(schema, of("null")));
    }
}
