package io.ripeline.openapi;

import java.util.Collection;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// The places of a description that say nothing of what stands there: schemas of any JSON, objects with members of
/// any name, lists of anything, bodies without a schema.
final class OpenPlaces {

    private final Collection<String> found = new TreeSet<>();

    private OpenPlaces() {}

    /// The places, by component or operation and the path of members below it.
    static Collection<String> in(JsonNode document) {
        OpenPlaces places = new OpenPlaces();
        document.at("/components/schemas")
                .properties()
                .forEach(schema -> places.look(schema.getKey(), schema.getValue()));
        document.at("/components/responses")
                .properties()
                .forEach(response -> places.bodies(response.getKey(), response.getValue()));
        new Contract(document)
                .operations()
                .forEach(asked -> places.operation(asked.method() + " " + asked.path(), asked.described()));
        return places.found;
    }

    private void operation(String name, JsonNode operation) {
        operation.path("parameters").forEach(parameter -> {
            if (!parameter.has("$ref")) {
                look(name + "?" + parameter.path("name").asString(), parameter.path("schema"));
            }
        });
        bodies(name, operation.path("requestBody"));
        operation
                .path("responses")
                .properties()
                .forEach(response -> bodies(name + " " + response.getKey(), response.getValue()));
    }

    private void bodies(String name, JsonNode answer) {
        answer.path("content")
                .properties()
                .forEach(media ->
                        look(name + " " + media.getKey(), media.getValue().path("schema")));
    }

    private void look(String place, JsonNode schema) {
        if (schema.has("$ref") || schema.has("enum") || schema.has("const")) {
            return;
        }
        schema.path("oneOf").forEach(one -> properties(place, one));
        if (schema.has("anyOf")) {
            schema.get("anyOf").forEach(one -> look(place, one));
            return;
        }
        switch (type(schema)) {
            case "object" -> object(place, schema);
            case "array" -> look(place + "/-", schema.path("items"));
            case "" -> found.add(place);
            default -> {
                // a text, a number, a truth, nothing
            }
        }
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.get(0).asString() : type.asString("");
    }

    private void object(String place, JsonNode schema) {
        properties(place, schema);
        JsonNode further = schema.path("additionalProperties");
        if (further.isObject()) {
            look(place + "/*", further);
        } else if (!further.isBoolean() || further.booleanValue()) {
            found.add(place + "/*");
        }
    }

    private void properties(String place, JsonNode schema) {
        schema.path("properties")
                .properties()
                .forEach(member -> look(place + "/" + member.getKey(), member.getValue()));
    }
}
