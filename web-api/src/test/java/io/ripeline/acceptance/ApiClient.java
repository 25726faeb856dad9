package io.ripeline.acceptance;

import io.ripeline.json.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// A program that calls the API with a token.
public final class ApiClient {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String base;
    private final String token;
    private final Supplier<Optional<String>> keys;
    private final Witness witness;
    private final String language;

    /// Who looks at every answer.
    public interface Witness {

        /// An answer came.
        ///
        /// @param asker the same client, unseen
        void saw(ApiClient asker, Answer answer);
    }

    public ApiClient(int port, String token) {
        this("http://localhost:" + port, token, Optional::empty, (asker, answer) -> {}, "en");
    }

    private ApiClient(String base, String token, Supplier<Optional<String>> keys, Witness witness, String language) {
        this.base = base;
        this.token = token;
        this.keys = keys;
        this.witness = witness;
        this.language = language;
    }

    /// The same, seen by a witness.
    public ApiClient before(Witness other) {
        return new ApiClient(base, token, keys, other, language);
    }

    /// The same server, asked with another token.
    public ApiClient as(String other) {
        return new ApiClient(base, other, keys, witness, language);
    }

    /// The same, answered in Chinese.
    ApiClient inChinese() {
        return new ApiClient(base, token, keys, witness, "zh-CN");
    }

    /// The same, each POST with this `Idempotency-Key`.
    ApiClient keyed(String key) {
        return new ApiClient(base, token, () -> Optional.of(key), witness, language);
    }

    /// The same, each POST with an `Idempotency-Key` of its own.
    ApiClient keyed() {
        return new ApiClient(base, token, () -> Optional.of(UUID.randomUUID().toString()), witness, language);
    }

    /// What came back.
    public record Answer(int status, JsonNode json, HttpResponse<String> response) {

        /// The text at a pointer.
        public String text(String pointer) {
            return json.at(pointer).asString();
        }

        /// The whole number at a pointer.
        public long number(String pointer) {
            return json.at(pointer).asLong();
        }

        /// A header's first value.
        public String header(String name) {
            return response.headers().firstValue(name).orElseThrow();
        }
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    /// What has changed since a tag was given.
    public Answer getUnless(String path, String tag) {
        return send(request(path).header("If-None-Match", tag).GET());
    }

    /// A call without a body.
    public Answer send(String method, String path) {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    /// A call with a body.
    public Answer send(String method, String path, String body) {
        return send(json(path).method(method, BodyPublishers.ofString(body)));
    }

    /// A call with a body and the version that was seen.
    public Answer send(String method, String path, String body, String ifMatch) {
        return send(json(path).header("If-Match", ifMatch).method(method, BodyPublishers.ofString(body)));
    }

    /// A call with a body that is no JSON.
    public Answer send(String method, String path, String contentType, byte[] body) {
        return send(named(request(path))
                .header("Content-Type", contentType)
                .method(method, BodyPublishers.ofByteArray(body)));
    }

    public Answer post(String path, String body) {
        return send(named(json(path)).POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder named(HttpRequest.Builder request) {
        keys.get().ifPresent(key -> request.header("Idempotency-Key", key));
        return request;
    }

    public Answer patch(String path, String body) {
        return send(json(path).method("PATCH", BodyPublishers.ofString(body)));
    }

    public Answer patch(String path, String body, String ifMatch) {
        return send(json(path).header("If-Match", ifMatch).method("PATCH", BodyPublishers.ofString(body)));
    }

    /// A list with its query parameters.
    public Answer list(String object, Map<String, String> parameters) {
        StringBuilder path = new StringBuilder("/api/v1/records/" + object + "?");
        parameters.forEach((name, value) -> path.append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                .append('&'));
        return get(path.toString());
    }

    /// A file with the options of its import.
    Answer upload(byte[] file, String options) {
        String boundary = "ripeline-acceptance-boundary";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("""
                --%s\r
                Content-Disposition: form-data; name="options"\r
                Content-Type: application/json\r
                \r
                %s\r
                --%s\r
                Content-Disposition: form-data; name="file"; filename="data.csv"\r
                Content-Type: text/csv\r
                \r
                """.formatted(boundary, options, boundary).getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.UTF_8));
        return send(named(request("/api/v1/imports"))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    /// Waits until the job that an answer points to has ended.
    public JsonNode finished(Answer accepted) {
        String location = URI.create(accepted.header("Location")).getPath();
        for (int look = 0; look < 1_200; look++) {
            JsonNode job = get(location).json();
            if (job.at("/state").asString().matches("done|failed")) {
                return job;
            }
            pause();
        }
        throw new IllegalStateException("The job at " + location + " does not end");
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(100));
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept-Language", language);
    }

    private HttpRequest.Builder json(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    private Answer send(HttpRequest.Builder request) {
        Answer answer = exchange(request);
        witness.saw(before((asker, unseen) -> {}), answer);
        return answer;
    }

    private static Answer exchange(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            boolean json =
                    response.headers().firstValue("Content-Type").orElse("").contains("json");
            return new Answer(
                    response.statusCode(),
                    json ? StrictJson.MAPPER.readTree(response.body()) : MissingNode.getInstance(),
                    response);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
