package io.ripeline.openapi;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.json.StrictJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// The description of a company's API, to compare what is asked and answered with.
public final class Contract {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");

    private final JsonNode document;
    private final List<Asked> operations;
    private final JsonNode components;
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

    /// One thing that may be asked.
    ///
    /// @param described the operation object of the document
    record Asked(String method, String path, JsonNode described) {

        boolean matches(String otherMethod, String otherPath) {
            String pattern = Stream.of(path.split("(?<=/)|(?=/)", -1))
                    .map(part -> PARAMETER.matcher(part).matches() ? "[^/]+" : Pattern.quote(part))
                    .reduce("", String::concat);
            return method.equals(otherMethod) && otherPath.matches(pattern);
        }

        /// The fewer parameters, the more exactly a path is meant.
        int openness() {
            return (int) PARAMETER.matcher(path).results().count();
        }
    }

    public Contract(JsonNode document) {
        this.document = document;
        this.components = forValidator(document.get("components"));
        this.operations = document.at("/paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(operation -> new Asked(
                                operation.getKey().toUpperCase(java.util.Locale.ROOT),
                                path.getKey(),
                                operation.getValue())))
                .toList();
    }

    List<Asked> operations() {
        return operations;
    }

    Optional<Asked> find(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.matches(method, path))
                .min(Comparator.comparingInt(Asked::openness));
    }

    /// What in an answer is not as described.
    ///
    /// @param mediaType without parameters; empty where there is no body
    public List<String> deviations(String method, String path, int status, String mediaType, String body) {
        Optional<Asked> operation = find(method, path);
        if (operation.isEmpty()) {
            return status == 404
                    ? List.of()
                    : List.of("%s %s is not described, and was answered".formatted(method, path));
        }
        return deviations(operation.get(), status, mediaType, body);
    }

    /// What in the answer to a request is not as described, its headers included.
    List<String> deviations(String method, String path, Answer answer) {
        return find(method, path)
                .map(operation -> deviations(operation, answer))
                .orElseGet(() -> List.of("%s %s is not described, and was answered".formatted(method, path)));
    }

    /// What in an answer is not as described, its headers included.
    List<String> deviations(Asked operation, Answer answer) {
        String type = answer.response().headers().firstValue("Content-Type").orElse("");
        List<String> found = new ArrayList<>(deviations(
                operation,
                answer.status(),
                type.split(";", 2)[0],
                answer.response().body()));
        response(operation, answer.status())
                .map(response -> response.path("headers"))
                .ifPresent(headers -> headers.propertyNames().stream()
                        .filter(name ->
                                answer.response().headers().firstValue(name).isEmpty())
                        .forEach(name -> found.add("The header %s is missing".formatted(name))));
        return found;
    }

    private Optional<JsonNode> response(Asked operation, int status) {
        return Optional.ofNullable(operation.described().get("responses").get(String.valueOf(status)))
                .map(this::resolved);
    }

    List<String> deviations(Asked operation, int status, String mediaType, String body) {
        Optional<JsonNode> response = response(operation, status);
        if (response.isEmpty()) {
            return List.of("The status %d is not described".formatted(status));
        }
        JsonNode content = response.get().path("content");
        if (content.isEmpty()) {
            return body.isEmpty() ? List.of() : List.of("A body that is not described");
        }
        JsonNode media = content.get(mediaType);
        if (media == null) {
            return List.of("The media type \"%s\" is not described".formatted(mediaType));
        }
        boolean json = mediaType.endsWith("json");
        return faults(media.get("schema"), json ? StrictJson.MAPPER.readTree(body) : StringNode.valueOf(body));
    }

    /// What in a value is not as a schema wants it.
    List<String> faults(JsonNode schema, JsonNode value) {
        List<String> faults = new ArrayList<>();
        schemas.computeIfAbsent(schema, this::compile).validate(value).forEach(fault -> faults.add(fault.toString()));
        return faults;
    }

    private Schema compile(JsonNode schema) {
        ObjectNode whole = StrictJson.MAPPER.createObjectNode();
        whole.set("components", components);
        whole.putArray("allOf").add(forValidator(schema));
        return REGISTRY.getSchema(whole);
    }

    /// The same with a choice of schemas where one has several types, for the validator cannot take bounds beside
    /// these, and with an object for the standard of descriptions, which it does not know.
    private static JsonNode forValidator(JsonNode node) {
        if (node.path("$ref").asString("").startsWith("https://spec.openapis.org/")) {
            return StrictJson.MAPPER.createObjectNode().put("type", "object");
        }
        if (node instanceof ArrayNode several) {
            ArrayNode each = StrictJson.MAPPER.createArrayNode();
            several.forEach(part -> each.add(forValidator(part)));
            return each;
        }
        if (!(node instanceof ObjectNode)) {
            return node;
        }
        ObjectNode copy = StrictJson.MAPPER.createObjectNode();
        node.properties().forEach(part -> copy.set(part.getKey(), forValidator(part.getValue())));
        if (!(node.get("type") instanceof ArrayNode types)) {
            return copy;
        }
        ObjectNode choice = StrictJson.MAPPER.createObjectNode();
        ArrayNode any = choice.putArray("anyOf");
        types.forEach(type -> any.add(copy.deepCopy().set("type", type)));
        return choice;
    }

    /// What a reference stands for.
    JsonNode resolved(JsonNode part) {
        JsonNode reference = part.get("$ref");
        return reference == null ? part : document.at(reference.asString().substring(1));
    }
}
