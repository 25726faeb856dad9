package io.ripeline.openapi;

import io.ripeline.json.StrictJson;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes up values of a schema, and values that are nearly of it.
final class Samples {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> WORDS =
            List.of("name", "Ada", "a'b\"c", "中文", "-amount", "<b>", "%_\\", "2026-11-22");
    private static final int DEEPEST = 6;

    private final Contract contract;
    private final Random random;

    Samples(Contract contract, Random random) {
        this.contract = contract;
        this.random = random;
    }

    /// A value of the schema.
    JsonNode of(JsonNode schema) {
        return of(schema, 0);
    }

    private JsonNode of(JsonNode given, int depth) {
        JsonNode schema = contract.resolved(given);
        if (schema.get("enum") instanceof ArrayNode words) {
            return words.isEmpty() ? JSON.stringNode("none") : words.get(random.nextInt(words.size()));
        }
        if (schema.get("anyOf") instanceof ArrayNode some) {
            return of(some.get(random.nextInt(some.size())), depth + 1);
        }
        JsonNode type = schema.path("type");
        String word = type.isArray() ? type.get(0).asString() : type.asString("string");
        return switch (word) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer" -> JSON.numberNode(number(schema));
            case "number" -> JSON.numberNode(number(schema) + 0.5);
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "null" -> JSON.nullNode();
            default -> JSON.stringNode(text(schema));
        };
    }

    private JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        List<String> required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        schema.path("properties").properties().forEach(member -> {
            boolean rare = depth > DEEPEST
                    || random.nextInt(3) > 0 && member.getValue().has("format");
            if (required.contains(member.getKey()) || !rare && random.nextBoolean()) {
                object.set(member.getKey(), of(member.getValue(), depth + 1));
            }
        });
        if (schema.get("additionalProperties") instanceof ObjectNode further && depth <= DEEPEST) {
            for (int count = random.nextInt(3); count > 0; count--) {
                object.set("key_" + count, of(further, depth + 1));
            }
        }
        return object;
    }

    private JsonNode array(JsonNode schema, int depth) {
        ArrayNode array = JSON.arrayNode();
        for (int length = depth > DEEPEST ? 0 : random.nextInt(3); length > 0; length--) {
            JsonNode element = of(schema.path("items"), depth + 1);
            if (!array.valueStream().toList().contains(element)) {
                array.add(element);
            }
        }
        return array;
    }

    private long number(JsonNode schema) {
        long least = schema.path("minimum").asLong(0);
        long most = schema.path("maximum").asLong(least + 50);
        return least + random.nextLong(Math.max(1, most - least));
    }

    private String text(JsonNode schema) {
        return switch (schema.path("format").asString("")) {
            case "uuid" -> UUID.randomUUID().toString();
            case "date" -> "2026-11-22";
            case "date-time" -> "2026-11-22T08:00:00Z";
            case "email" -> "ada" + random.nextInt(1_000_000) + "@example.com";
            case "uri" -> "https://example.com/" + random.nextInt(100);
            default ->
                switch (schema.path("pattern").asString("")) {
                    case "" -> WORDS.get(random.nextInt(WORDS.size()));
                    case "^[A-Z]{3}$" -> "EUR";
                    default -> "12.50";
                };
        };
    }

    /// The same with one fault in it.
    JsonNode spoilt(JsonNode value) {
        if (value instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = List.copyOf(object.propertyNames());
            String name = names.get(random.nextInt(names.size()));
            ObjectNode spoilt = object.deepCopy();
            switch (random.nextInt(4)) {
                case 0 -> spoilt.remove(name);
                case 1 -> spoilt.put("no_such_member", 1);
                case 2 -> spoilt.set(name, odd());
                default -> spoilt.set(name, spoilt(object.get(name)));
            }
            return spoilt;
        }
        if (value instanceof ArrayNode array && !array.isEmpty()) {
            ArrayNode spoilt = array.deepCopy();
            spoilt.set(0, spoilt(array.get(0)));
            return spoilt;
        }
        return odd();
    }

    private JsonNode odd() {
        return switch (random.nextInt(10)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.numberNode(Long.MAX_VALUE);
            case 2 -> JSON.numberNode(-0.5);
            case 3 -> JSON.stringNode("");
            case 4 -> JSON.stringNode("x".repeat(5_000));
            case 5 -> JSON.stringNode("a\u0000b");
            case 6 -> JSON.arrayNode().add(JSON.objectNode());
            case 7 -> StrictJson.MAPPER.createObjectNode().put("deep", "er");
            case 8 -> JSON.booleanNode(true);
            default -> JSON.stringNode("'; DROP TABLE customer; --");
        };
    }
}
