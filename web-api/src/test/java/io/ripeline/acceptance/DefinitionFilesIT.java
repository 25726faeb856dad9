package io.ripeline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.openapi.Described;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Versions, files and drafts of definitions by HTTP.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + DefinitionFilesIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class DefinitionFilesIT {

    static final String OPERATOR = "rpl_operator-of-the-definition-files-test";
    private static final String DRAFT = "/api/v1/config/draft";

    @LocalServerPort
    private int port;

    private int companies;
    private ApiClient operator;
    private ApiClient other;
    private ApiClient rep;
    private ApiClient admin;

    @BeforeAll
    void provisionAnother() {
        operator = new ApiClient(port, OPERATOR).before(new Described());
        other = company();
        publish(other, "Other");
        rep = rep(other);
    }

    @BeforeEach
    void provision() {
        admin = company();
    }

    private ApiClient company() {
        String slug = "files-" + ++companies;
        Answer provisioned = operator.post("/operator/v1/tenants", """
                {"slug": "%1$s", "name": "Files", "template": "direct-sales", "locale": "en", "timeZone": "UTC",
                 "admin": {"email": "admin@%1$s.example", "name": "Ada"}}""".formatted(slug));
        return operator.as(provisioned.text("/adminToken"));
    }

    private ApiClient rep(ApiClient of) {
        Answer member =
                of.post("/api/v1/members", "{\"email\": \"rita@x.example\", \"name\": \"Rita\", \"role\": \"rep\"}");
        return operator.as(of.post("/api/v1/members/" + member.text("/id") + "/tokens", "{\"name\": \"t\"}")
                .text("/token"));
    }

    private static Answer rename(ApiClient client, String name) {
        return client.patch(
                DRAFT,
                "[{\"op\": \"add\", \"path\": \"/branding/name\", \"value\": \"%s\"}]".formatted(name),
                client.get(DRAFT).header("ETag"));
    }

    private static Answer publish(ApiClient client, String name) {
        rename(client, name);
        return client.post(DRAFT + "/publish", "{\"note\": \"renamed\"}");
    }

    private static void isRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.text("/code")).isEqualTo(code);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    GET  | /api/v1/config/versions/1/difference
                    GET  | /api/v1/config/export
                    POST | /api/v1/config/draft/rebase
                    """)
    void areAnAdminsOnly(String method, String path) {
        isRefused(rep.send(method, path, "{}"), 403, "right-missing");
        isRefused(new ApiClient(port, "rpl_nobody").send(method, path, "{}"), 401, "token-invalid");
    }

    @Nested
    class ADifference {

        @Test
        void isToldInWordsWithItsPlace() {
            publish(admin, "Fresh");

            Answer difference = admin.get("/api/v1/config/versions/2/difference");

            assertThat(difference.status()).isEqualTo(200);
            assertThat(difference.number("/version")).isEqualTo(2);
            assertThat(difference.number("/with")).isEqualTo(1);
            assertThat(difference.json().at("/changes")).hasSize(1);
            assertThat(difference.text("/changes/0/pointer")).isEqualTo("/branding/name");
            assertThat(difference.text("/changes/0/text")).contains("Fresh");
        }

        @Test
        void goesBothWays() {
            publish(admin, "Fresh");

            Answer back = admin.get("/api/v1/config/versions/1/difference?with=2");

            assertThat(back.number("/with")).isEqualTo(2);
            assertThat(back.json().at("/changes")).hasSize(1);
            assertThat(admin.get("/api/v1/config/versions/2/difference?with=2")
                            .json()
                            .at("/changes"))
                    .isEmpty();
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        2/difference          | 404 | version-not-found
                        0/difference          | 404 | version-not-found
                        1/difference?with=99  | 404 | version-not-found
                        x/difference          | 400 | parameter-invalid
                        1/difference?with=x   | 400 | parameter-invalid
                        9999999999/difference | 400 | parameter-invalid
                        """)
        void ofWhatIsNoVersionIsRefused(String rest, int status, String code) {
            // Another company has a second version; this one has not.
            isRefused(admin.get("/api/v1/config/versions/" + rest), status, code);
        }
    }

    @Nested
    class AFile {

        @Test
        void carriesTheDefinitionIntoAnotherCompany() {
            publish(admin, "Carried");

            Answer file = admin.get("/api/v1/config/export");
            Answer before = other.get(DRAFT);
            Answer imported =
                    other.send("POST", "/api/v1/config/import", file.response().body(), before.header("ETag"));

            assertThat(file.text("/format")).isEqualTo("ripeline-definition");
            assertThat(file.number("/version")).isEqualTo(1);
            assertThat(file.header("Content-Disposition"))
                    .contains("attachment")
                    .contains("-definition-2.json");
            assertThat(imported.status()).as(imported.response().body()).isEqualTo(200);
            assertThat(imported.text("/branding/name")).isEqualTo("Carried");
            assertThat(imported.header("ETag")).isNotEqualTo(before.header("ETag"));
            assertThat(other.get("/api/v1/config").text("/branding/name")).isEqualTo("Other");
            assertThat(other.send("DELETE", DRAFT).status()).isEqualTo(204);
        }

        @Test
        void isOfTheVersionThatIsAskedFor() {
            publish(admin, "Second");

            assertThat(admin.get("/api/v1/config/export?version=1").text("/definition/branding/name"))
                    .isNotEqualTo("Second");
            isRefused(admin.get("/api/v1/config/export?version=3"), 404, "version-not-found");
            isRefused(admin.get("/api/v1/config/export?version=x"), 400, "parameter-invalid");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                        {"format": "something-else", "version": 1, "definition": {}}      | 422 | file-unknown
                        {"format": "ripeline-definition", "version": 2, "definition": {}} | 422 | file-unknown
                        {"format": "ripeline-definition", "version": 1}                   | 422 | missing-property
                        {"format": "ripeline-definition", "version": 1, "definition": []} | 422 | wrong-type
                        {"format": "ripeline-definition", "version": 1, "definition": {"colour": 1}} | 422 | unknown-property
                        {"format": "ripeline-definition", "version": 1, "definition": {}, "more": 1} | 422 | unknown-property
                        {}                                                                | 422 | wrong-type
                        []                                                                | 422 | wrong-type
                        not json                                                          | 400 | malformed-json
                        ^^                                                                | 400 | body-missing
                        """)
        void ofAnotherFormIsRefusedAndChangesNothing(String body, int status, String code) {
            Answer before = admin.get(DRAFT);

            Answer refused = admin.send("POST", "/api/v1/config/import", body, before.header("ETag"));

            isRefused(refused, status, code);
            assertThat(admin.get(DRAFT).response().body())
                    .isEqualTo(before.response().body());
        }

        @Test
        void overADraftThatWasEditedMeanwhileIsRefused() {
            String file = admin.get("/api/v1/config/export").response().body();
            String seen = admin.get(DRAFT).header("ETag");
            rename(admin, "Mine");

            isRefused(admin.send("POST", "/api/v1/config/import", file, seen), 412, "version-conflict");
            isRefused(admin.post("/api/v1/config/import", file), 428, "precondition-required");
            assertThat(admin.get(DRAFT).text("/branding/name")).isEqualTo("Mine");
        }

        @Test
        void isNotBroughtInByARep() {
            String file = admin.get("/api/v1/config/export").response().body();

            isRefused(rep.send("POST", "/api/v1/config/import", file, "\"1.0\""), 403, "right-missing");
        }
    }

    @Nested
    class ARebase {

        private void overtake(String field, String published) {
            // A republished version overtakes a draft, which stays.
            publish(admin, published);
            rename(admin, field);
            assertThat(admin.post("/api/v1/config/versions/1/republish", "{}").status())
                    .isEqualTo(200);
        }

        @Test
        void ofADraftThatIsUpToDateChangesNothing() {
            rename(admin, "Mine");

            Answer rebased = admin.send("POST", DRAFT + "/rebase");

            assertThat(rebased.status()).as(rebased.response().body()).isEqualTo(200);
            assertThat(rebased.text("/branding/name")).isEqualTo("Mine");
            assertThat(rebased.number("/version")).isEqualTo(1);
        }

        @Test
        void thatMeetsTheSameChangeAsksWhoseIsKept() {
            overtake("Mine", "Theirs");

            isRefused(admin.post(DRAFT + "/publish", "{}"), 409, "config-conflict");
            Answer conflict = admin.post(DRAFT + "/rebase", "{}");
            Answer kept = admin.post(DRAFT + "/rebase", "{\"keep\": \"mine\"}");

            isRefused(conflict, 409, "draft-conflict");
            assertThat(conflict.text("/conflicts/0/pointer")).isEqualTo("/branding/name");
            assertThat(kept.status()).as(kept.response().body()).isEqualTo(200);
            assertThat(kept.text("/branding/name")).isEqualTo("Mine");
            assertThat(kept.number("/version")).isEqualTo(3);
            assertThat(admin.post(DRAFT + "/publish", "{}").number("/version")).isEqualTo(4);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        {"keep": "ours"} | 400 | parameter-invalid
                        {"keep": 5}      | 422 | wrong-type
                        {"hold": "mine"} | 422 | unknown-property
                        {"keep"          | 400 | malformed-json
                        """)
        void byAnotherWordIsRefused(String body, int status, String code) {
            isRefused(admin.post(DRAFT + "/rebase", body), status, code);
        }
    }

    @Nested
    class WhatTheLanguageOffers {

        @Test
        void isListedWithTypesAndExamples() {
            Answer functions = rep.get("/api/v1/config/functions");

            assertThat(functions.status()).isEqualTo(200);
            assertThat(functions.json().at("/items").findValuesAsString("key"))
                    .contains("days_since", "working_days", "activity_count", "has_role", "initials");
            assertThat(functions.json().at("/items")).allSatisfy(function -> {
                assertThat(function.at("/description").asString()).isNotBlank();
                assertThat(function.at("/example").asString()).isNotBlank();
                assertThat(function.at("/signatures")).isNotEmpty();
            });
        }

        @Test
        void isTheSchemaOfTheDocumentThatIsThere() {
            Answer schema = rep.get("/api/v1/config/schema");
            JsonNode document = admin.get("/api/v1/config").json();
            ((ObjectNode) document).remove("version");

            assertThat(schema.text("/$schema")).isEqualTo("https://json-schema.org/draft/2020-12/schema");
            assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(schema.json())
                            .validate(document))
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"/api/v1/config/functions", "/api/v1/config/schema"})
        void isNobodysWithoutAToken(String path) {
            isRefused(new ApiClient(port, "rpl_nobody").get(path), 401, "token-invalid");
        }
    }
}
