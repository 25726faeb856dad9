package io.ripeline.openapi;

import io.ripeline.definition.Definition;
import io.ripeline.definition.DocumentSchema;
import io.ripeline.publishing.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The schema of the definition document among the components, twice. A version in force is as the schema says. A draft
/// has only its form: words, keys and numbers are asked of it when it is published, so that it may be written in any
/// order. What need not be there may be null in both.
final class DefinitionSchemas {

    private static final String VERSION = "Definition";
    private static final String DRAFT = "Draft";
    private static final String SHARED = "#/$defs/";
    private static final Set<String> OF_THE_WHOLE = Set.of("$schema", "$id", "$defs");

    /// What is asked of a version only.
    private static final Set<String> OF_VERSIONS =
            Set.of("enum", "pattern", "maxLength", "minimum", "maximum", "maxItems", "maxProperties");

    private final ObjectNode components;

    /// @param components where the schemas stand
    DefinitionSchemas(ObjectNode components) {
        this.components = components;
    }

    /// The schema of the whole document or of a part of it, where the type is one.
    ///
    /// @param given whether it is sent, which only drafts are
    Optional<ObjectNode> of(Class<?> type, boolean given) {
        if (type == Draft.class) {
            return Optional.of(reference(DRAFT, ""));
        }
        boolean part = type.getPackage() == Definition.class.getPackage()
                && type.getSimpleName().endsWith(VERSION);
        return part
                ? Optional.of(
                        reference(given ? DRAFT : VERSION, type.getSimpleName().replaceFirst("Definition$", "")))
                : Optional.empty();
    }

    private ObjectNode reference(String document, String part) {
        if (!components.has(document)) {
            place(document, document.equals(DRAFT));
        }
        return Schemas.reference(part.isEmpty() ? document : document + "." + part);
    }

    private void place(String document, boolean draft) {
        ObjectNode whole = (ObjectNode) DocumentSchema.json();
        JsonNode parts = whole.get("$defs");
        whole.remove(OF_THE_WHOLE);
        components.set(document, schema(whole, document, draft));
        parts.properties()
                .forEach(part -> components.set(
                        document + "." + part.getKey(), schema((ObjectNode) part.getValue(), document, draft)));
    }

    private static ObjectNode schema(ObjectNode given, String document, boolean draft) {
        ObjectNode schema = Schemas.any();
        for (Map.Entry<String, JsonNode> keyword : given.properties()) {
            String name = keyword.getKey();
            JsonNode value = keyword.getValue();
            if (name.equals("properties")) {
                schema.set(name, properties(given, document, draft));
            } else if (name.equals("$ref")) {
                schema.put(
                        name,
                        "#/components/schemas/" + document + "."
                                + value.asString().substring(SHARED.length()));
            } else if (value instanceof ArrayNode several && name.equals("anyOf")) {
                schema.set(name, each(several, document, draft));
            } else if (value instanceof ObjectNode single) {
                schema.set(name, schema(single, document, draft));
            } else if (!draft || !OF_VERSIONS.contains(name)) {
                schema.set(name, value);
            }
        }
        return schema;
    }

    private static ObjectNode properties(ObjectNode given, String document, boolean draft) {
        List<String> required =
                given.path("required").valueStream().map(JsonNode::asString).toList();
        ObjectNode properties = Schemas.any();
        given.get("properties").properties().forEach(property -> {
            ObjectNode schema = schema((ObjectNode) property.getValue(), document, draft);
            if (draft) {
                // What is one of several things is anything until it is checked.
                schema.remove("anyOf");
            }
            boolean saysMore = schema.has("type") || schema.has("$ref") || schema.has("anyOf");
            properties.set(
                    property.getKey(),
                    saysMore && !required.contains(property.getKey()) ? Schemas.orNull(schema) : schema);
        });
        return properties;
    }

    private static ArrayNode each(ArrayNode several, String document, boolean draft) {
        List<ObjectNode> schemas = new ArrayList<>();
        several.forEach(one -> schemas.add(schema((ObjectNode) one, document, draft)));
        ArrayNode made = several.arrayNode();
        schemas.forEach(made::add);
        return made;
    }
}
