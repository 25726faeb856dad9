package io.ripeline.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient;
import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.json.StrictJson;
import io.ripeline.openapi.Contract.Asked;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A client made of nothing but a company's description of its API: it knows operations by their names and puts every
/// parameter where the description has it. It sends no body that the description does not allow, and takes no answer
/// that is not as described.
final class DescribedClient {

    private final ApiClient http;
    private final Contract contract;
    private final Map<String, Asked> operations = new TreeMap<>();

    DescribedClient(ApiClient http) {
        this.http = http;
        this.contract = new Contract(http.get("/api/v1/openapi.json").json());
        contract.operations()
                .forEach(operation ->
                        operations.put(operation.described().get("operationId").asString(), operation));
    }

    /// Calls an operation without a body.
    Answer call(String operation, Map<String, String> parameters) {
        return call(operation, parameters, null);
    }

    /// Calls an operation.
    ///
    /// @param parameters of path and query, by their names
    Answer call(String operation, Map<String, String> parameters, @Nullable String body) {
        Asked asked = Optional.ofNullable(operations.get(operation))
                .orElseThrow(() -> new AssertionError(operation + " is none of " + operations.keySet()));
        String path = address(asked, parameters);
        Answer answer =
                body == null ? http.send(asked.method(), path) : http.send(asked.method(), path, allowed(asked, body));
        assertThat(contract.deviations(asked, answer))
                .as("%s -> %d %s", operation, answer.status(), answer.response().body())
                .isEmpty();
        return answer;
    }

    private String allowed(Asked asked, String body) {
        JsonNode schema = asked.described().at("/requestBody/content/application~1json/schema");
        assertThat(schema.isMissingNode()).as("%s takes a body", asked.path()).isFalse();
        assertThat(contract.faults(schema, StrictJson.MAPPER.readTree(body)))
                .as(body)
                .isEmpty();
        return body;
    }

    private String address(Asked asked, Map<String, String> parameters) {
        String path = asked.path();
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        Set<String> left = new HashSet<>(parameters.keySet());
        for (JsonNode reference : asked.described().path("parameters")) {
            JsonNode parameter = contract.resolved(reference);
            String name = parameter.get("name").asString();
            if (left.remove(name)) {
                String value = URLEncoder.encode(parameters.get(name), StandardCharsets.UTF_8);
                if (parameter.get("in").asString().equals("path")) {
                    path = path.replace("{" + name + "}", value);
                } else {
                    query.add(name + "=" + value);
                }
            }
        }
        assertThat(left)
                .as("parameters that %s %s does not have", asked.method(), asked.path())
                .isEmpty();
        assertThat(path).doesNotContain("{");
        return path + query;
    }
}
