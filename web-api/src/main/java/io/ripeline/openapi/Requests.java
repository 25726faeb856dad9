package io.ripeline.openapi;

import io.ripeline.definition.ObjectModel;
import io.ripeline.json.Stands;
import io.ripeline.openapi.TypeSchemas.Way;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ValueConstants;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What an operation is given: parameters, headers and bodies.
final class Requests {

    private static final String PATCH_OF_JSON = "application/json-patch+json";

    private final TypeSchemas types;
    private final Collection<String> objects;

    /// @param objects the keys of the objects the member may read
    Requests(TypeSchemas types, Collection<String> objects) {
        this.types = types;
        this.objects = objects;
    }

    void describe(ObjectNode described, Operation operation, @Nullable ObjectModel object) {
        ArrayNode parameters = described.putArray("parameters");
        for (Parameter parameter : operation.handler().getParameters()) {
            parameter(described, parameters, parameter, object);
        }
        if (operation.method().equals("POST")) {
            ObjectNode key = Schemas.of("string").put("minLength", 1).put("maxLength", 200);
            add(parameters, "header", "Idempotency-Key", key, false);
        }
        parameters.add(Schemas.any().put("$ref", "#/components/parameters/AcceptLanguage"));
    }

    private void parameter(
            ObjectNode described, ArrayNode parameters, Parameter parameter, @Nullable ObjectModel object) {
        PathVariable path = parameter.getAnnotation(PathVariable.class);
        RequestParam query = parameter.getAnnotation(RequestParam.class);
        RequestHeader header = parameter.getAnnotation(RequestHeader.class);
        RequestBody body = parameter.getAnnotation(RequestBody.class);
        RequestPart part = parameter.getAnnotation(RequestPart.class);
        if (path != null) {
            path(parameters, named(path.name(), parameter), parameter, object);
        } else if (query != null) {
            ObjectNode schema = types.of(parameter.getParameterizedType(), Way.IN, null);
            boolean needed = query.required() && query.defaultValue().equals(ValueConstants.DEFAULT_NONE);
            add(parameters, "query", named(query.name(), parameter), schema, needed);
        } else if (header != null) {
            String name = named(header.name(), parameter);
            // Some operations insist on it, and say so by 428: whoever leaves it out is told.
            add(parameters, "header", name, Schemas.of("string"), header.required());
        } else if (body != null) {
            body(described, parameter, body.required(), object);
        } else if (part != null) {
            part(described, named(part.name(), parameter), parameter);
        } else if (parameter.getType().isRecord()) {
            components(parameters, parameter.getType());
        }
    }

    private void path(ArrayNode parameters, String name, Parameter parameter, @Nullable ObjectModel object) {
        if (name.equals("object")) {
            if (object == null) {
                add(parameters, "path", name, Schemas.words(objects), true);
            }
            return;
        }
        boolean id = parameter.getType() == String.class && (name.equals("id") || name.endsWith("Id"));
        ObjectNode schema =
                id ? Schemas.of("string", "uuid") : types.of(parameter.getParameterizedType(), Way.IN, null);
        add(parameters, "path", name, schema, true);
    }

    /// Query parameters that are read into a record.
    private void components(ArrayNode parameters, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            ObjectNode schema = types.of(component.getGenericType(), Way.IN, null);
            boolean needed = !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            add(parameters, "query", component.getName(), schema, needed);
        }
    }

    private void body(ObjectNode described, Parameter parameter, boolean needed, @Nullable ObjectModel object) {
        boolean text = parameter.getType() == String.class;
        boolean patch = text && described.path("operationId").asString("").startsWith("draft.");
        ObjectNode request = described.putObject("requestBody").put("required", needed);
        ObjectNode content = request.putObject("content");
        if (patch) {
            content.putObject(PATCH_OF_JSON).set("schema", patch());
        }
        content.putObject(MediaType.APPLICATION_JSON_VALUE)
                .set(
                        "schema",
                        patch ? patch() : given(parameter, types.of(parameter.getParameterizedType(), Way.IN, object)));
    }

    /// RFC 6902.
    private static ObjectNode patch() {
        ObjectNode operation = Schemas.closed();
        Schemas.member(
                operation, "op", Schemas.words(List.of("add", "remove", "replace", "move", "copy", "test")), true);
        Schemas.member(operation, "path", Schemas.of("string"), true);
        Schemas.member(operation, "from", Schemas.of("string"), false);
        Schemas.member(operation, "value", Schemas.any(), false);
        return Schemas.list(operation);
    }

    private void part(ObjectNode described, String name, Parameter parameter) {
        ObjectNode request = described.get("requestBody") instanceof ObjectNode begun
                ? begun
                : described.putObject("requestBody").put("required", true);
        ObjectNode content = request.get("content") instanceof ObjectNode begun ? begun : request.putObject("content");
        ObjectNode form = content.get(MediaType.MULTIPART_FORM_DATA_VALUE) instanceof ObjectNode begun
                ? begun
                : content.putObject(MediaType.MULTIPART_FORM_DATA_VALUE);
        ObjectNode schema = form.get("schema") instanceof ObjectNode begun ? begun : Schemas.closed();
        form.set("schema", schema);
        boolean json = parameter.isAnnotationPresent(Stands.class);
        // One that is missing is refused by name: none is left to chance.
        Schemas.member(
                schema, name, json ? given(parameter, Schemas.of("object")) : Schemas.of("string", "binary"), true);
        if (json) {
            ObjectNode encoding = form.get("encoding") instanceof ObjectNode begun ? begun : form.putObject("encoding");
            encoding.putObject(name).put("contentType", MediaType.APPLICATION_JSON_VALUE);
        }
    }

    /// What is read by hand, as it is said to be.
    private ObjectNode given(Parameter parameter, ObjectNode otherwise) {
        Stands stands = parameter.getAnnotation(Stands.class);
        return stands == null ? otherwise : types.of(stands.value()[0], Way.IN, null);
    }

    private static String named(String said, Parameter parameter) {
        return said.isEmpty() ? parameter.getName() : said;
    }

    private static void add(ArrayNode parameters, String in, String name, ObjectNode schema, boolean required) {
        ObjectNode parameter = parameters.addObject().put("name", name).put("in", in);
        if (required) {
            parameter.put("required", true);
        }
        if (name.equals(HttpHeaders.IF_MATCH)) {
            parameter.put("description", "The ETag of what was seen, in quotes: \"3\".");
        }
        parameter.set("schema", schema);
    }
}
