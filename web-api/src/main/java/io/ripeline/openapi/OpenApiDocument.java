package io.ripeline.openapi;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role;
import io.ripeline.definition.Role.Right;
import io.ripeline.json.StrictJson;
import io.ripeline.openapi.TypeSchemas.Way;
import io.ripeline.record.Session;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Puts the description of a company's API together, in the rights of one member and in his language.
final class OpenApiDocument {

    private static final String VERSION = "3.1.1";
    private static final Map<String, Right> RIGHTS = Map.of(
            "POST /api/v1/records/{object}", Right.CREATE,
            "PATCH /api/v1/records/{object}/{id}", Right.UPDATE,
            "DELETE /api/v1/records/{object}/{id}", Right.DELETE);

    private static final Set<Integer> WITHOUT_BODY =
            Set.of(HttpStatus.NO_CONTENT.value(), HttpStatus.NOT_MODIFIED.value());

    private final Session session;
    private final Locale locale;
    private final ObjectNode document = StrictJson.MAPPER.createObjectNode();
    private final List<ObjectModel> readable;
    private final TypeSchemas types;
    private final Requests requests;

    private final ProblemResponses problems;

    private OpenApiDocument(Session session, Locale locale, Refusals refusals, JobResults results) {
        this.session = session;
        this.locale = locale;
        Role role = session.caller().role();
        this.readable = session.model().objects().stream()
                .filter(object -> role.may(Right.READ, object.key()))
                .toList();
        document.put("openapi", VERSION);
        document.putObject("info");
        document.putArray("servers").addObject().put("url", "/");
        document.putObject("paths");
        ObjectNode components = document.putObject("components");
        this.types =
                new TypeSchemas(new ValueSchemas(session, locale), results.types(), components.putObject("schemas"));
        this.problems = new ProblemResponses(refusals, locale, components.putObject("responses"));
        this.requests =
                new Requests(types, readable.stream().map(ObjectModel::key).toList());
    }

    /// The description.
    static JsonNode of(
            Session session, Locale locale, List<Operation> operations, Refusals refusals, JobResults results) {
        OpenApiDocument made = new OpenApiDocument(session, locale, refusals, results);
        made.head();
        made.components();
        operations.forEach(made::operation);
        return made.document;
    }

    private void head() {
        ObjectNode info = (ObjectNode) document.get("info");
        info.put("title", session.transaction().tenant().name());
        info.put("version", String.valueOf(session.model().version()));
        ArrayNode security = document.putArray("security");
        security.addObject().putArray("token");
        security.addObject().putArray("session");
    }

    private void components() {
        ObjectNode components = (ObjectNode) document.get("components");
        ObjectNode schemas = (ObjectNode) components.get("schemas");
        schemas.set("Problem", Problems.schema());
        schemas.set("Problem.Part", Problems.part());
        components
                .putObject("parameters")
                .putObject("AcceptLanguage")
                .put("name", "Accept-Language")
                .put("in", "header")
                .set("schema", Schemas.of("string"));
        ObjectNode schemes = components.putObject("securitySchemes");
        schemes.putObject("token").put("type", "http").put("scheme", "bearer");
        schemes.putObject("session").put("type", "apiKey").put("in", "cookie").put("name", "SESSION");
    }

    private void operation(Operation operation) {
        if (!operation.isOfObject()) {
            describe(operation, operation.path(), null);
            return;
        }
        Right right = RIGHTS.getOrDefault(operation.method() + " " + operation.path(), Right.READ);
        readable.stream()
                .filter(object -> session.caller().role().may(right, object.key()))
                .forEach(object ->
                        describe(operation, operation.path().replace(Operation.OBJECT, object.key()), object));
    }

    private void describe(Operation operation, String path, @Nullable ObjectModel object) {
        ObjectNode paths = (ObjectNode) document.get("paths");
        ObjectNode item = paths.get(path) instanceof ObjectNode begun ? begun : paths.putObject(path);
        ObjectNode described = item.putObject(operation.method().toLowerCase(Locale.ROOT));
        described.put("operationId", object == null ? operation.id() : operation.id() + "." + object.key());
        described.putArray("tags").add(object == null ? operation.tag() : object.key());
        if (object != null) {
            described.put("summary", object.definition().label().in(locale));
        }
        requests.describe(described, operation, object);
        answers(described.putObject("responses"), operation, object);
    }

    private void answers(ObjectNode responses, Operation operation, @Nullable ObjectModel object) {
        for (int status : operation.statuses()) {
            ObjectNode response = responses.putObject(String.valueOf(status));
            response.put("description", HttpStatus.valueOf(status).getReasonPhrase());
            headers(response, operation);
            if (!WITHOUT_BODY.contains(status)) {
                content(response.putObject("content"), operation, object);
            }
        }
        problems.describe(responses, operation);
    }

    private void content(ObjectNode content, Operation operation, @Nullable ObjectModel object) {
        Answers said = operation.handler().getAnnotation(Answers.class);
        List<ObjectNode> bodies = bodies(operation, said, object);
        if (!bodies.isEmpty()) {
            String mediaType = operation.produces().isEmpty() ? MediaType.APPLICATION_JSON_VALUE : operation.produces();
            content.putObject(mediaType).set("schema", TypeSchemas.oneOf(bodies));
        }
        if (said != null) {
            Arrays.stream(said.mediaTypes())
                    .forEach(type -> content.putObject(type).set("schema", Schemas.file(type)));
        }
    }

    private List<ObjectNode> bodies(Operation operation, @Nullable Answers said, @Nullable ObjectModel object) {
        if (said != null && !said.standard().isEmpty()) {
            return List.of(Schemas.any().put("$ref", said.standard()));
        }
        if (said != null && said.body().length > 0) {
            return Arrays.stream(said.body())
                    .map(body -> types.of(body, Way.OUT, object))
                    .toList();
        }
        Type answered = bodyOf(operation.handler().getGenericReturnType());
        return answered == void.class ? List.of() : List.of(types.of(answered, Way.OUT, object));
    }

    private static void headers(ObjectNode response, Operation operation) {
        Answers said = operation.handler().getAnnotation(Answers.class);
        if (said != null && said.headers().length > 0) {
            ObjectNode headers = response.putObject("headers");
            Arrays.stream(said.headers())
                    .forEach(name ->
                            headers.putObject(name).put("required", true).set("schema", Schemas.of("string")));
        }
    }

    private static Type bodyOf(Type answered) {
        return answered instanceof ParameterizedType generic && generic.getRawType() == ResponseEntity.class
                ? generic.getActualTypeArguments()[0]
                : answered;
    }
}
