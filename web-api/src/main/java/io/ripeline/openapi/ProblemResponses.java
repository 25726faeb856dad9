package io.ripeline.openapi;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The answers of an operation that is refused, or fails; those with the same codes stand once.
final class ProblemResponses {

    /// The member that lists the codes: a later version may know more, so no client should take them for all.
    static final String CODES = "x-codes";

    private static final List<HttpStatus> FAILURES =
            List.of(HttpStatus.INTERNAL_SERVER_ERROR, HttpStatus.SERVICE_UNAVAILABLE);

    private final Refusals refusals;
    private final Locale locale;
    private final ObjectNode components;
    private final Map<List<Object>, String> names = new HashMap<>();

    /// @param components where the responses stand
    ProblemResponses(Refusals refusals, Locale locale, ObjectNode components) {
        this.refusals = refusals;
        this.locale = locale;
        this.components = components;
    }

    void describe(ObjectNode responses, Operation operation) {
        refusals.of(operation).forEach((kind, codes) -> refused(responses, kind, codes));
        plain(responses, HttpStatus.NOT_ACCEPTABLE);
        if (Refusals.hasBody(operation)) {
            plain(responses, HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        }
        FAILURES.forEach(failure -> plain(responses, failure));
    }

    private void plain(ObjectNode responses, HttpStatus status) {
        add(responses, status, List.of());
    }

    private void refused(ObjectNode responses, Kind kind, List<ErrorCode> codes) {
        add(responses, HttpStatus.valueOf(kind.status()), codes);
    }

    private void add(ObjectNode responses, HttpStatus status, List<ErrorCode> codes) {
        String name = names.computeIfAbsent(List.of(status, codes), key -> component(status, codes));
        responses.set(String.valueOf(status.value()), Schemas.any().put("$ref", "#/components/responses/" + name));
    }

    private String component(HttpStatus status, List<ErrorCode> codes) {
        String base = "Problem" + status.value();
        String name = base;
        for (int number = 2; components.has(name); number++) {
            name = base + "." + number;
        }
        StringBuilder description = new StringBuilder(status.getReasonPhrase());
        codes.forEach(code -> description
                .append("\n- `")
                .append(code.code())
                .append("`: ")
                .append(code.title().in(locale)));
        ObjectNode response = components.putObject(name).put("description", description.toString());
        if (!codes.isEmpty()) {
            ArrayNode listed = response.putArray(CODES);
            codes.stream().map(ErrorCode::code).distinct().forEach(listed::add);
        }
        response.putObject("content")
                .putObject(MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .set("schema", Schemas.reference("Problem"));
        return name;
    }
}
