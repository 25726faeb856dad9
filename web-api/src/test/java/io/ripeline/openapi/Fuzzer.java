package io.ripeline.openapi;

import io.ripeline.acceptance.ApiClient;
import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.json.StrictJson;
import io.ripeline.openapi.Contract.Asked;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// Asks an API everything its description allows, and nearly everything it does not, and compares the answers with it.
final class Fuzzer {

    private static final int EACH_WAY = 12;
    private static final String CONFIG = "/api/v1/config/";
    private static final String DRAFT = CONFIG + "draft";
    private static final String FORM = "multipart/form-data";
    private static final int MOST_TOLD = 3;
    private static final int SERVER_FAULT = 500;
    private static final int FIRST_REFUSAL = 300;

    private final Contract contract;
    private final ApiClient client;
    private final Random random;
    private final Samples samples;
    private final Map<String, List<String>> ids = new HashMap<>();
    private final Set<String> successes = new TreeSet<>();

    Fuzzer(Contract contract, ApiClient client, Random random) {
        this.contract = contract;
        this.client = client;
        this.random = random;
        this.samples = new Samples(contract, random);
    }

    /// The operations that succeeded at least once.
    Set<String> successes() {
        return successes;
    }

    /// What is not as described, of some requests that are right and some that are nearly so.
    List<String> deviations(Asked operation) {
        List<String> found = new ArrayList<>();
        for (int turn = 0; turn < EACH_WAY; turn++) {
            // Each needs records that are there; what deletes them comes before what reads them.
            prepare(operation);
            found.addAll(ask(operation, false));
            found.addAll(ask(operation, true));
            if (operation.path().startsWith(CONFIG)) {
                // What was made up is no definition to go on with.
                client.send("DELETE", DRAFT);
            }
        }
        return found;
    }

    private void prepare(Asked operation) {
        if (operation.path().endsWith("/{id}") && operation.path().contains("/records/")) {
            String collection = operation.path().substring(0, operation.path().length() - "/{id}".length());
            contract.find("POST", collection).ifPresent(create -> ask(create, false));
        }
    }

    private List<String> ask(Asked operation, boolean wrong) {
        int fault = wrong ? random.nextInt(3) : -1;
        String path = path(operation, fault == 0) + query(operation, fault == 1);
        JsonNode content = operation.described().at("/requestBody/content");
        JsonNode media = content.get("application/json");
        String body = media == null ? "" : body(media.get("schema"), fault == 2);
        Answer answer = answer(operation, path, body, content);
        note(operation, path, answer);
        return faults(operation, path, body, answer);
    }

    private Answer answer(Asked operation, String path, String body, JsonNode content) {
        if (content.has(FORM)) {
            return Upload.madeUp(samples, random, content.get(FORM).get("schema"))
                    .sent(client, operation.method(), path);
        }
        if (content.isMissingNode()) {
            return client.send(operation.method(), path);
        }
        return wantsVersion(operation) && random.nextInt(4) > 0
                ? client.send(
                        operation.method(),
                        path,
                        body,
                        client.get(operation.path().startsWith(CONFIG) ? DRAFT : path)
                                .response()
                                .headers()
                                .firstValue("ETag")
                                .orElse("\"0\""))
                : client.send(operation.method(), path, body);
    }

    private static boolean wantsVersion(Asked operation) {
        return operation
                .described()
                .path("parameters")
                .findValuesAsString("name")
                .contains("If-Match");
    }

    private void note(Asked operation, String path, Answer answer) {
        if (answer.status() < FIRST_REFUSAL) {
            successes.add(operation.method() + " " + operation.path());
            JsonNode id = answer.json().path("id");
            if (operation.method().equals("POST") && id.isString()) {
                ids.computeIfAbsent(path.split("[?]", 2)[0], key -> new ArrayList<>())
                        .add(id.asString());
            }
        }
    }

    private List<String> faults(Asked operation, String path, String body, Answer answer) {
        List<String> faults = new ArrayList<>(contract.deviations(operation, answer));
        if (answer.status() >= SERVER_FAULT) {
            faults.add("The server failed");
        }
        return faults.stream()
                .limit(MOST_TOLD)
                .map(fault -> "%s %s %s -> %d: %s in %s"
                        .formatted(
                                operation.method(),
                                path,
                                shortened(body),
                                answer.status(),
                                fault,
                                shortened(answer.response().body())))
                .toList();
    }

    private static String shortened(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }

    private String path(Asked operation, boolean wrong) {
        String path = operation.path();
        for (JsonNode parameter : operation.described().path("parameters")) {
            if (parameter.path("in").asString("").equals("path")) {
                String name = "{" + parameter.get("name").asString() + "}";
                path = path.replace(name, encoded(argument(parameter, path, wrong)));
            }
        }
        return path;
    }

    private String argument(JsonNode parameter, String path, boolean wrong) {
        if (wrong) {
            return random.nextBoolean() ? UUID.randomUUID().toString() : "no'such\"one";
        }
        String collection = path.contains("/{") ? path.substring(0, path.indexOf("/{")) : path;
        List<String> known = ids.getOrDefault(collection, List.of());
        return known.isEmpty()
                ? samples.of(parameter.get("schema")).asString()
                : known.get(random.nextInt(known.size()));
    }

    private String query(Asked operation, boolean wrong) {
        StringJoiner query = new StringJoiner("&", "?", "");
        query.setEmptyValue("");
        for (JsonNode parameter : operation.described().path("parameters")) {
            boolean given = parameter.path("required").asBoolean(false) || wrong && random.nextBoolean();
            if (parameter.path("in").asString("").equals("query") && given) {
                JsonNode sample = samples.of(parameter.get("schema"));
                String value = wrong ? samples.spoilt(sample).toString() : sample.asString();
                query.add(encoded(parameter.get("name").asString()) + "=" + encoded(value));
            }
        }
        return query.toString();
    }

    private String body(JsonNode schema, boolean wrong) {
        JsonNode body = samples.of(schema);
        return StrictJson.MAPPER.writeValueAsString(wrong ? samples.spoilt(body) : body);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
