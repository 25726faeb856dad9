package io.ripeline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.openapi.Described;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Every bad input of the slice: a problem document with a stable code and a pointer, and nothing changed.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + BadInputIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class BadInputIT {

    static final String OPERATOR = "rpl_operator-of-the-bad-input-test";

    @LocalServerPort
    private int port;

    private ApiClient operator;
    private ApiClient admin;

    @BeforeAll
    void provision() {
        operator = new ApiClient(port, OPERATOR).before(new Described());
        admin = operator.as(operator.post("/operator/v1/tenants", order("strict", "direct-sales"))
                .text("/adminToken"));
    }

    private static String order(String slug, String template) {
        return """
                {"slug": "%s", "name": "Strict", "template": "%s", "locale": "en", "timeZone": "UTC",
                 "admin": {"email": "admin@%s.example", "name": "Ada"}}""".formatted(slug, template, "strict");
    }

    private static void assertProblem(Answer answer, int status, String code, String pointer) {
        assertThat(answer.status()).as(String.valueOf(answer.response().body())).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("/type")).isEqualTo("urn:ripeline:problem:" + code);
        assertThat(answer.text("/code")).isEqualTo(code);
        assertThat(answer.text("/requestId")).isNotBlank();
        if (!pointer.isEmpty()) {
            assertThat(answer.json().at("/errors").findValuesAsString("pointer"))
                    .contains(pointer);
        }
    }

    @Nested
    class WhenProvisioning {

        @ParameterizedTest
        @CsvSource({
            "fresh, no-such, 422, unknown-template, /template",
            "strict, direct-sales, 409, slug-taken, /slug",
            "Str!ct, direct-sales, 422, slug-malformed, /slug",
            "a, direct-sales, 422, slug-malformed, /slug",
            "'a--b', direct-sales, 422, slug-malformed, /slug",
        })
        void refusesAndMakesNothing(String slug, String template, int status, String code, String pointer) {
            String before = operator.get("/operator/v1/tenants").json().toString();

            assertProblem(operator.post("/operator/v1/tenants", order(slug, template)), status, code, pointer);

            assertThat(operator.get("/operator/v1/tenants").json()).hasToString(before);
        }

        @Test
        void refusesAnUnknownPropertyAndAMissingOne() {
            assertProblem(
                    operator.post("/operator/v1/tenants", "{\"slug\": \"fresh\", \"colour\": 1}"),
                    422,
                    "unknown-property",
                    "/colour");
            assertProblem(
                    operator.post("/operator/v1/tenants", "{\"slug\": \"fresh\", \"name\": \"F\"}"),
                    422,
                    "missing-property",
                    "/template");
        }
    }

    @Nested
    class WhenWritingARecord {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"values\": {\"name\": 5}}                            | 422 | record-invalid  | /values/name",
                    "{\"values\": {\"name\": \"x\", \"colour\": \"red\"}}   | 422 | unknown-field   | /values/colour",
                    "{\"values\": {\"name\": \"x\", \"stage\": \"nowhere\"}} | 422 | record-invalid | /values/stage",
                    "{\"values\": {}}                                       | 422 | record-invalid  | /values/name",
                    "{\"values\": {\"name\": \"a\\u0000b\"}}                | 422 | record-invalid  | /values/name",
                    "{\"values\": {\"name\": \"x\", \"amount\": \"much\"}}  | 422 | record-invalid  | /values/amount",
                    "{\"values\": {\"name\": \"x\", \"customer\": \"0198c5a0-0000-7000-8000-000000000000\"}}"
                            + "                                             | 422 | record-invalid  | /values/customer",
                    "{\"values\": {\"name\": \"x\"}, \"tenant\": \"y\"}     | 422 | unknown-property | /tenant",
                    "{\"values\": {\"name\": \"x\"}                         | 400 | malformed-json  | ''",
                    "[]                                                     | 422 | wrong-type      | ''",
                })
        void refusesAndStoresNothing(String body, int status, String code, String pointer) {
            long before = count();

            assertProblem(admin.post("/api/v1/records/deal", body), status, code, pointer);

            assertThat(count()).isEqualTo(before);
        }

        private long count() {
            return admin.list("deal", Map.of("count", "true")).number("/total");
        }

        @Test
        void refusesAStaleETagAndNamesWhoChangedWhat() {
            Answer made = admin.post("/api/v1/records/deal", "{\"values\": {\"name\": \"Etagged\"}}");
            String path = "/api/v1/records/deal/" + made.text("/id");
            admin.patch(path, "{\"values\": {\"name\": \"Second\"}}", made.header("ETag"));

            Answer stale = admin.patch(path, "{\"values\": {\"name\": \"Third\"}}", made.header("ETag"));

            assertProblem(stale, 412, "version-conflict", "");
            assertThat(stale.text("/conflict/changedBy/name")).isEqualTo("Ada");
            assertThat(stale.text("/conflict/fields/0")).isEqualTo("name");
            assertThat(admin.get(path).text("/values/name")).isEqualTo("Second");
        }

        @Test
        void refusesAnUnknownObjectRecordAndStage() {
            assertProblem(admin.get("/api/v1/records/unicorn"), 404, "unknown-object", "");
            assertProblem(admin.get("/api/v1/records/deal/none"), 404, "record-not-found", "");
            String id = admin.post("/api/v1/records/deal", "{\"values\": {\"name\": \"Moved\"}}")
                    .text("/id");
            assertProblem(
                    admin.post("/api/v1/records/deal/" + id + "/move", "{\"stage\": \"nowhere\"}"),
                    422,
                    "unknown-stage",
                    "/stage");
        }
    }

    @Nested
    class WhenListing {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "filter | stage = 'won'            | filter-invalid",
                    "filter | colour == \"red\"        | filter-invalid",
                    "filter | amount + 1               | filter-invalid",
                    "filter | 1 == 1); DROP TABLE deal | filter-invalid",
                    "sort   | colour                   | sort-invalid",
                    "sort   | name;DROP TABLE deal     | sort-invalid",
                    "cursor | abc                      | cursor-invalid",
                    "limit  | 201                      | limit-invalid",
                    "limit  | 0                        | limit-invalid",
                    "fields | name,secret              | unknown-field",
                })
        void refuses(String parameter, String value, String code) {
            assertProblem(admin.list("deal", Map.of(parameter, value)), 422, code, "");
        }
    }

    @Nested
    class WhenDefining {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "has(customer                        | expression-syntax",
                    "has(colour)                         | expression-unknown-name",
                    "amount > \"much\"                   | expression-type",
                    "amount                              | expression-type",
                    "customer == 1; DROP TABLE deal      | expression-syntax",
                })
        void refusesACriterionThatMeansNothing(String when, String code) {
            String before = admin.get("/api/v1/config").json().toString();
            Answer draft = admin.get("/api/v1/config/draft");
            admin.patch("/api/v1/config/draft", """
                    [{"op": "add", "path": "/funnels/0/stages/1/criteria/0", "value":
                        {"key": "odd_one", "label": {"en": "Odd", "zh-CN": "奇怪"}, "when": "%s"}}]
                    """.formatted(when.replace("\"", "\\\"")), draft.header("ETag"));

            Answer refused = admin.post("/api/v1/config/draft/publish", "{\"note\": \"odd\"}");

            assertProblem(refused, 422, "config-invalid", "/funnels/0/stages/1/criteria/0/when");
            assertThat(refused.json().at("/errors").findValuesAsString("code")).contains(code);
            assertThat(admin.get("/api/v1/config").json()).hasToString(before);
            admin.send("DELETE", "/api/v1/config/draft");
        }

        @Test
        void refusesAnEditWithoutOrWithAStaleETag() {
            assertProblem(admin.patch("/api/v1/config/draft", "[]"), 428, "precondition-required", "");
            assertProblem(admin.patch("/api/v1/config/draft", "[]", "\"0.99\""), 412, "version-conflict", "");
        }

        @Test
        void refusesAPatchThatLeadsNowhereAndADocumentOfAnotherForm() {
            String tag = admin.get("/api/v1/config/draft").header("ETag");
            assertProblem(
                    admin.patch("/api/v1/config/draft", "[{\"op\": \"remove\", \"path\": \"/nowhere\"}]", tag),
                    422,
                    "patch-invalid",
                    "");
            assertProblem(
                    admin.patch(
                            "/api/v1/config/draft", "[{\"op\": \"add\", \"path\": \"/colour\", \"value\": 1}]", tag),
                    422,
                    "unknown-property",
                    "/colour");
            assertThat(admin.get("/api/v1/config/draft").header("ETag")).isEqualTo(tag);
        }
    }

    @Nested
    class WhenImporting {

        private static final String OPTIONS = """
                {"object": "customer", "mode": "create", "mapping": [{"column": "name", "field": "name"}]}""";

        static Stream<Arguments> badFiles() {
            return Stream.of(
                    Arguments.of("name\n\"open".getBytes(StandardCharsets.UTF_8), OPTIONS, "csv-malformed"),
                    Arguments.of(new byte[0], OPTIONS, "csv-empty"),
                    Arguments.of("title\nx\n".getBytes(StandardCharsets.UTF_8), OPTIONS, "column-missing"),
                    Arguments.of(
                            "name\n中文客户\n".getBytes(Charset.forName("GB18030")),
                            OPTIONS.replace("\"mode\"", "\"encoding\": \"UTF-8\", \"mode\""),
                            "csv-encoding"),
                    Arguments.of(
                            "name\nx\n".getBytes(StandardCharsets.UTF_8),
                            OPTIONS.replace("\"field\": \"name\"", "\"field\": \"colour\""),
                            "unknown-field"));
        }

        @ParameterizedTest
        @MethodSource("badFiles")
        void refusesTheFile(byte[] file, String options, String code) {
            assertProblem(admin.upload(file, options), 422, code, "");
        }
    }

    @Nested
    class WhenAskingForAJob {

        @Test
        void findsNoneOfAnotherMember() {
            byte[] file = "name\nMelon Ltd.\n".getBytes(StandardCharsets.UTF_8);
            String id = admin.upload(file, WhenImporting.OPTIONS).text("/id");
            Answer job = admin.post("/api/v1/imports/%s/dry-run".formatted(id), "{}");
            String path = java.net.URI.create(job.header("Location")).getPath();
            String bo = admin.post(
                            "/api/v1/members",
                            "{\"email\": \"bo@strict.example\", \"name\": \"Bo\", \"role\": \"rep\"}")
                    .text("/id");
            String token = admin.post("/api/v1/members/%s/tokens".formatted(bo), "{\"name\": \"t\"}")
                    .text("/token");

            assertThat(admin.get(path).status()).isEqualTo(200);
            assertProblem(admin.as(token).get(path), 404, "job-not-found", "");
        }
    }
}
