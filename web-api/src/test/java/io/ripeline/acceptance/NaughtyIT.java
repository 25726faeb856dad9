package io.ripeline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.json.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// Whatever anybody types comes back as it was typed, or is refused with a code; nothing breaks.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + NaughtyIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class NaughtyIT {

    static final String OPERATOR = "rpl_operator-of-the-naughty-test";

    private static final String NOTES = """
            [{"op": "add", "path": "/objects/-", "value":
               {"key": "memo", "label": L, "nameField": "name", "visibility": "private", "fields": [
                 {"key": "name", "label": L, "type": "text"},
                 {"key": "story", "label": L, "type": "long_text"},
                 {"key": "alias", "label": L, "type": "text", "searchable": true},
                 {"key": "amount", "label": L, "type": "decimal"},
                 {"key": "count", "label": L, "type": "integer"},
                 {"key": "day", "label": L, "type": "date"},
                 {"key": "moment", "label": L, "type": "date_time"}]}}]""".replace("L,", "{\"en\": \"X\", \"zh-CN\": \"项\"},");

    private static final List<String> OURS = List.of(
            "' OR 1=1 --",
            "<script>alert(1)</script>",
            "../../etc/passwd",
            "%00",
            "田中さんにあげて下さい",
            "🏳️‍🌈",
            "\u202Etest\u202C",
            "Ω≈ç√∫˜µ≤≥÷",
            "null",
            "{\"a\": 1}",
            "\\u0000",
            "${7*7}");

    @LocalServerPort
    private int port;

    private ApiClient admin;

    @BeforeAll
    void provision() {
        Founded company = Founded.by(new ApiClient(port, OPERATOR), "naughty");
        company.publish(NOTES);
        admin = company.admin();
    }

    /// The public list where it stands beside the checkout, and some of our own.
    private static List<String> strings() {
        List<String> strings = new ArrayList<>(OURS);
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path list = folder.resolve("shared/data/naughty_strings/blns.json");
            if (Files.exists(list)) {
                try {
                    StrictJson.MAPPER
                            .readTree(Files.readString(list))
                            .forEach(string -> strings.add(string.stringValue()));
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            }
        }
        return strings.stream().filter(string -> !string.isEmpty()).distinct().toList();
    }

    private static String json(Object value) {
        return StrictJson.MAPPER.writeValueAsString(value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void comesBackAsItWasWrittenByEachPath() {
        for (String text : strings()) {
            Map<String, Object> values = Map.of("name", text, "story", text, "alias", text);
            Answer created = admin.post("/api/v1/records/memo", json(Map.of("values", values)));
            if (created.status() != 201) {
                assertThat(created.status()).as(text).isEqualTo(422);
                assertThat(created.text("/code")).as(text).isNotBlank();
                continue;
            }
            String id = created.text("/id");
            admin.patch("/api/v1/records/memo/" + id, "{\"values\": {\"name\": \"other\"}}");
            Answer batch = admin.post(
                    "/api/v1/records/memo/batch",
                    json(Map.of(
                            "operations", List.of(Map.of("op", "update", "id", id, "values", Map.of("name", text))))));

            assertThat(batch.number("/results/0/status")).as(text).isEqualTo(200);
            JsonNode read = admin.get("/api/v1/records/memo/" + id).json().at("/values");
            for (String field : List.of("name", "story", "alias")) {
                assertThat(read.get(field).stringValue()).as(field).isEqualTo(text);
            }
            JsonNode listed = admin.list("memo", Map.of("filter", "id == \"%s\"".formatted(id), "fields", "story"))
                    .json();
            assertThat(listed.at("/items/0/values/story").stringValue()).isEqualTo(text);
            JsonNode changes =
                    admin.get("/api/v1/records/memo/" + id + "/changes").json();
            assertThat(changes.at("/items/0/data/fields/name/after").stringValue())
                    .isEqualTo(text);
            assertThat(changes.at("/items/1/data/fields/name/before").stringValue())
                    .isEqualTo(text);
        }
    }

    @Test
    void isAnsweredWhereverItIsAsked() {
        for (String text : strings()) {
            String word = encoded(text);
            List<String> paths = List.of(
                    "/api/v1/search?q=" + word,
                    "/api/v1/search?q=a&objects=" + word,
                    "/api/v1/records/memo?q=" + word,
                    "/api/v1/records/memo?sort=" + word,
                    "/api/v1/records/memo?filter=" + word,
                    "/api/v1/records/memo?fields=" + word,
                    "/api/v1/records/memo?cursor=" + word,
                    "/api/v1/records/memo?limit=" + word,
                    "/api/v1/records/memo?deleted=true&q=" + word);
            for (String path : paths) {
                assertThat(admin.get(path).status()).as(path).isLessThan(500);
            }
            assertThat(admin.post(
                                    "/api/v1/records/memo/aggregate",
                                    json(Map.of("groupBy", List.of(text), "measures", List.of(Map.of("fn", "count")))))
                            .status())
                    .as(text)
                    .isLessThan(500);
        }
    }

    @Test
    void isFoundByWhatItIs() {
        for (String text : List.of("田中さんにあげて下さい", "Zebra <b>crossing</b>", "50% off & more")) {
            String id = admin.post("/api/v1/records/memo", json(Map.of("values", Map.of("alias", text))))
                    .text("/id");

            JsonNode found =
                    admin.get("/api/v1/search?objects=memo&q=" + encoded(text)).json();

            assertThat(found.at("/groups/0/items").findValuesAsString("id"))
                    .as(text)
                    .contains(id);
            assertThat(found.at("/groups/0/items/0/hint").stringValue()).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"a\\u0000b\"}",
                "{\"name\": \"\\ud800\"}",
                "{\"story\": \"x\\udc00y\"}",
                "{\"amount\": 1e999}",
                "{\"amount\": \"1e99\"}",
                "{\"amount\": \"NaN\"}",
                "{\"amount\": \"Infinity\"}",
                "{\"count\": 9223372036854775808}",
                "{\"count\": -9223372036854775809}",
                "{\"day\": \"0000-01-01\"}",
                "{\"day\": \"10000-01-01\"}",
                "{\"day\": \"-0001-01-01\"}",
                "{\"day\": \"2026-02-30\"}",
                "{\"moment\": \"0000-12-31T00:00:00Z\"}",
                "{\"moment\": \"9999-12-31T23:59:59-01:00\"}",
                "{\"name\\u0000\": \"x\"}",
                "{\"__proto__\": \"x\"}",
                "{\"name\\\"; DROP TABLE memo; --\": \"x\"}"
            })
    void isRefusedWhereItIsNoValue(String values) {
        List<Answer> answers = List.of(
                admin.post("/api/v1/records/memo", "{\"values\": %s}".formatted(values)),
                admin.post(
                        "/api/v1/records/memo/batch",
                        "{\"operations\": [{\"op\": \"create\", \"values\": %s}], \"atomic\": true}"
                                .formatted(values)));

        for (Answer answer : answers) {
            assertThat(answer.status()).as(answer.response().body()).isBetween(400, 422);
            assertThat(answer.text("/code")).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"day\": \"0001-01-01\"}",
                "{\"day\": \"9999-12-31\"}",
                "{\"moment\": \"0001-01-01T00:00:00Z\"}",
                "{\"moment\": \"9999-12-31T23:59:59.999999Z\"}",
                "{\"count\": 9223372036854775807}",
                "{\"count\": -9223372036854775808}",
                "{\"amount\": \"0.000000000000000000000000000000000000000000000000000000000001\"}"
            })
    void isKeptAtTheEdge(String values) {
        Answer created = admin.post("/api/v1/records/memo", "{\"values\": %s}".formatted(values));
        assertThat(created.status()).as(created.response().body()).isEqualTo(201);

        String field = StrictJson.MAPPER
                .readTree(values)
                .properties()
                .iterator()
                .next()
                .getKey();
        for (String sort : List.of(field, "-" + field, field + ":nulls_first")) {
            Answer page = admin.get("/api/v1/records/memo?limit=1&sort=" + sort);
            assertThat(page.status()).isEqualTo(200);
            if (!page.json().get("nextCursor").isNull()) {
                assertThat(admin.get("/api/v1/records/memo?limit=1&sort=" + sort + "&cursor="
                                        + page.text("/nextCursor"))
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void isRefusedByItsSize() {
        String huge = "{\"values\": {\"story\": \"%s\"}}".formatted("x".repeat(10_000_000));

        Answer answer = admin.post("/api/v1/records/memo", huge);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text("/code")).isEqualTo("body-too-large");
    }
}
