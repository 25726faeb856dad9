package io.ripeline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.json.StrictJson;
import io.ripeline.openapi.Described;
import java.util.List;
import java.util.Map;
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

/// What a role may do with a field holds wherever values come out or go in.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + FieldAccessIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class FieldAccessIT {

    static final String OPERATOR = "rpl_operator-of-the-field-access-test";

    /// Fields as a rep sees them: `mobile` and `secret_amount` covered, `margin` not at all, `score` for reading only.
    private static final String MELONS = """
            {"key": "melon", "label": L, "nameField": "name", "visibility": "public", "fields": [
              {"key": "name", "label": L, "type": "text", "required": true},
              {"key": "mobile", "label": L, "type": "phone", "masked": true},
              {"key": "mail", "label": L, "type": "email"},
              {"key": "secret_amount", "label": L, "type": "currency"},
              {"key": "margin", "label": L, "type": "percent"},
              {"key": "score", "label": L, "type": "integer"},
              {"key": "cousin", "label": L, "type": "lookup", "target": "melon", "reverse": "cousins"}],
              "duplicates": [{"key": "phones", "label": L, "fields": ["mobile"], "match": "exact", "action": "warn"},
                             {"key": "names", "label": L, "fields": ["name"], "match": "exact", "action": "warn"}]}""".replace("L,", "{\"en\": \"X\", \"zh-CN\": \"项\"},");

    @LocalServerPort
    private int port;

    private ApiClient admin;
    private ApiClient rep;
    private String repId;
    private String melon;

    @BeforeAll
    void provision() {
        ApiClient operator = new ApiClient(port, OPERATOR).before(new Described());
        admin = operator.as(operator.post("/operator/v1/tenants", """
                        {"slug": "access", "name": "Access", "template": "direct-sales", "locale": "en",
                         "timeZone": "UTC", "admin": {"email": "admin@access.example", "name": "Ada"}}""").text("/adminToken"));
        publish();
        Answer member = admin.post(
                "/api/v1/members", "{\"email\": \"rita@access.example\", \"name\": \"Rita\", \"role\": \"rep\"}");
        repId = member.text("/id");
        rep = operator.as(admin.post("/api/v1/members/" + repId + "/tokens", "{\"name\": \"test\"}")
                .text("/token"));
    }

    private void publish() {
        Answer draft = admin.get("/api/v1/config/draft");
        List<String> roles = draft.json().at("/roles").findValuesAsString("key");
        String grants = """
                {"melon": {"secret_amount": "masked", "mail": "masked", "margin": "none", "score": "read"},
                 "follow_up": {"channel": "none", "purpose": "masked"}}""";
        Answer edited = admin.patch(
                "/api/v1/config/draft", """
                [{"op": "add", "path": "/objects/-", "value": %s},
                 {"op": "add", "path": "/roles/%d/permissions/fields", "value": %s},
                 {"op": "add", "path": "/layouts/-", "value": {"object": "melon", "card": ["margin", "name"], "list": ["name", "margin"], "form": ["name", "margin", "score"]}},
                 {"op": "add", "path": "/views/-", "value": {"key": "melons", "object": "melon", "label": {"en": "M", "zh-CN": "瓜"}, "columns": ["name", "margin"]}}]""".formatted(MELONS, roles.indexOf("rep"), grants), draft.header("ETag"));
        assertThat(edited.status()).as(edited.response().body()).isEqualTo(200);
        Answer published = admin.post("/api/v1/config/draft/publish", "{\"note\": \"melons\"}");
        assertThat(published.status()).as(published.response().body()).isEqualTo(200);
    }

    @BeforeEach
    void plant() {
        Answer made = admin.post("/api/v1/records/melon", """
                {"values": {"name": "Galia", "mobile": "13812345678", "mail": "lena@farm.example",
                            "secret_amount": "12.50", "margin": "33.3", "score": 7}}""");
        melon = made.text("/id");
    }

    private String path() {
        return "/api/v1/records/melon/" + melon;
    }

    private static final String SEEN = """
            {"name": "Galia", "mobile": "138****5678", "mail": "l***@farm.example", "secret_amount": "***", "score": 7}""";

    private static JsonNode json(String text) {
        return StrictJson.MAPPER.readTree(text);
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.text("/code")).isEqualTo(code);
    }

    @Nested
    class WhatComesOut {

        @Test
        void isCoveredInARecord() {
            assertThat(rep.get(path()).json().at("/values")).isEqualTo(json(SEEN));
        }

        @Test
        void isWholeForAnAdmin() {
            assertThat(admin.get(path()).json().at("/values/mobile").asString()).isEqualTo("13812345678");
            assertThat(admin.get(path()).json().at("/values/margin").asString()).isEqualTo("33.3");
        }

        @Test
        void isCoveredInAList() {
            Answer list = rep.list("melon", Map.of("limit", "1"));

            assertThat(list.json().at("/items/0/values")).isEqualTo(json(SEEN));
        }

        @Test
        void isCoveredInAProjection() {
            Answer list = rep.list("melon", Map.of("limit", "1", "fields", "margin,mobile"));

            assertThat(list.json().at("/items/0/values")).isEqualTo(json("{\"mobile\": \"138****5678\"}"));
        }

        @Test
        void isCoveredInTheAnswerToAWrite() {
            Answer written = rep.patch(path(), "{\"values\": {\"name\": \"Galia\"}}");

            assertThat(written.json().at("/values")).isEqualTo(json(SEEN));
        }
    }

    @Nested
    class WhatIsSought {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "mobile == \"13812345678\"",
                    "has(mobile)",
                    "margin > 3",
                    "cousin.mobile == \"13812345678\"",
                    "has(cousin.margin)",
                    "cousins.exists(c, c.secret_amount > 1)",
                    "cousins.exists(c, c.name == \"x\" && has(c.mail))",
                    "name == \"x\" || secret_amount > 1"
                })
        void isNotWhatIsNotSeen(String filter) {
            assertRefused(rep.list("melon", Map.of("filter", filter)), 403, "field-not-readable");
            assertThat(admin.list("melon", Map.of("filter", filter)).status()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"mobile", "-margin", "name,secret_amount"})
        void isNotOrderedByIt(String sort) {
            assertRefused(rep.list("melon", Map.of("sort", sort)), 403, "field-not-readable");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"groupBy\": [\"mobile\"], \"measures\": [{\"fn\": \"count\"}]}",
                    "{\"measures\": [{\"fn\": \"sum\", \"field\": \"secret_amount\"}]}",
                    "{\"measures\": [{\"fn\": \"count\"}], \"filter\": \"margin > 3\"}"
                })
        void isNotCountedByIt(String request) {
            assertRefused(rep.post("/api/v1/records/melon/aggregate", request), 403, "field-not-readable");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"score > 6", "cousin.score > 6", "size(cousins) > 0", "cousins.exists(c, c.name == \"x\")"})
        void mayBeWhatIsSeen(String filter) {
            assertThat(rep.list("melon", Map.of("filter", filter, "sort", "-score"))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Nested
    class WhatGoesIn {

        @ParameterizedTest
        @CsvSource({"mobile, '\"13900000000\"'", "margin, '\"1\"'", "score, 8", "secret_amount, '\"1\"'", "mail, null"})
        void isNotWhatMayNotBeWritten(String field, String value) {
            Answer refused = rep.patch(path(), "{\"values\": {\"%s\": %s}}".formatted(field, value));

            assertRefused(refused, 403, "field-not-writable");
            assertThat(refused.text("/errors/0/pointer")).isEqualTo("/values/" + field);
        }

        @Test
        void isNotTheCoverThatWasShown() {
            ObjectNode values = (ObjectNode) rep.get(path()).json().at("/values");
            values.put("name", "Charentais");

            Answer written = rep.patch(path(), "{\"values\": %s}".formatted(values));

            assertThat(written.status()).as(written.response().body()).isEqualTo(200);
            JsonNode stored = admin.get(path()).json().at("/values");
            assertThat(stored.at("/name").asString()).isEqualTo("Charentais");
            assertThat(stored.at("/mobile").asString()).isEqualTo("13812345678");
            assertThat(stored.at("/mail").asString()).isEqualTo("lena@farm.example");
            assertThat(stored.at("/secret_amount/amount").asString()).isEqualTo("12.50");
        }

        @Test
        void isNotPartOfANewRecordEither() {
            assertRefused(
                    rep.post("/api/v1/records/melon", "{\"values\": {\"name\": \"N\", \"score\": 1}}"),
                    403,
                    "field-not-writable");
            assertThat(rep.post("/api/v1/records/melon", "{\"values\": {\"name\": \"N\"}}")
                            .status())
                    .isEqualTo(201);
        }
    }

    @Nested
    class WhatIsToldAround {

        private static final String[] SECRETS = {
            "13812345678", "13899990000", "lena@farm.example", "12.50", "33.3", "44.4", "margin"
        };

        private static void assertNothingLeaks(Answer answer) {
            assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
            assertThat(answer.response().body()).doesNotContain(SECRETS);
        }

        @ParameterizedTest
        @ValueSource(strings = {"/changes", "/timeline", "/timeline?kinds=change", "/moves"})
        void isCoveredInWhatHappened(String what) {
            admin.patch(path(), "{\"values\": {\"mobile\": \"13899990000\", \"margin\": \"44.4\"}}");
            admin.patch(path(), "{\"values\": {\"margin\": \"33.3\"}}");
            admin.patch(path(), "{\"values\": {\"score\": 8}}");

            Answer told = rep.get(path() + what);

            assertNothingLeaks(told);
            if (!what.endsWith("moves")) {
                assertThat(told.response().body()).contains("score", "138****0000");
                assertThat(admin.get(path() + what).response().body()).contains("13899990000", "44.4");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"13812345678", "2345678", "lena@farm.example"})
        void isNotFoundByWords(String words) {
            String query = "/api/v1/search?objects=melon&q=" + words;

            assertThat(rep.get(query).json().at("/groups")).isEmpty();
            assertThat(rep.list("melon", Map.of("q", words)).json().at("/items"))
                    .isEmpty();
            assertThat(admin.get(query).json().at("/groups")).hasSize(1);
        }

        @Test
        void isNoHintOfWhatWasFound() {
            Answer found = rep.get("/api/v1/search?objects=melon&q=Galia");

            assertThat(found.json().at("/groups/0/items")).isNotEmpty();
            assertNothingLeaks(found);
        }

        @Test
        void isNotFoundByADuplicate() {
            String asked = "{\"values\": {\"mobile\": \"13812345678\"}}";

            assertThat(rep.post("/api/v1/records/melon/duplicates", asked)
                            .json()
                            .at("/matches"))
                    .isEmpty();
            assertThat(admin.post("/api/v1/records/melon/duplicates", asked)
                            .json()
                            .at("/matches"))
                    .isNotEmpty();
        }

        @Test
        void isNotToldOfADuplicate() {
            Answer alike = rep.post("/api/v1/records/melon/duplicates", "{\"values\": {\"name\": \"Galia\"}}");
            Answer made = rep.post("/api/v1/records/melon", "{\"values\": {\"name\": \"Galia\"}}");

            assertThat(alike.json().at("/matches")).isNotEmpty();
            assertNothingLeaks(alike);
            assertThat(made.json().at("/warnings")).isNotEmpty();
            assertThat(made.response().body()).doesNotContain(SECRETS);
        }

        @Test
        void isCoveredInAMerge() {
            String own =
                    "{\"values\": {\"name\": \"%s\", \"mobile\": \"%s\", \"margin\": \"%s\"}, \"ownerId\": \"%s\"}";
            String into = admin.post("/api/v1/records/melon", own.formatted("Kiwano", "13812345678", "33.3", repId))
                    .text("/id");
            String from = admin.post("/api/v1/records/melon", own.formatted("Kiwana", "13899990000", "44.4", repId))
                    .text("/id");

            assertNothingLeaks(rep.post(
                    "/api/v1/records/melon/merge",
                    "{\"into\": \"%s\", \"from\": [\"%s\"], \"dryRun\": true}".formatted(into, from)));
        }

        @Test
        void isCoveredInTheDaysWork() {
            String customer = admin.post(
                            "/api/v1/records/customer",
                            "{\"values\": {\"name\": \"Due\"}, \"ownerId\": \"%s\"}".formatted(repId))
                    .text("/id");
            admin.post("/api/v1/records/follow_up", """
                    {"values": {"due_on": "2020-01-02", "channel": "visit", "purpose": "hidden purpose", "state": "open"},
                     "subject": {"object": "customer", "id": "%s"}, "ownerId": "%s"}""".formatted(customer, repId));

            JsonNode item = rep.get("/api/v1/worklist").json().at("/overdue/0");
            JsonNode whole =
                    admin.get("/api/v1/worklist?member=" + repId).json().at("/overdue/0");

            assertThat(item.at("/subject/id").asString()).isEqualTo(customer);
            assertThat(item.at("/channel").isNull()).isTrue();
            assertThat(item.at("/purpose").asString()).isEqualTo("***");
            assertThat(whole.at("/channel").asString()).isEqualTo("visit");
            assertThat(whole.at("/purpose").asString()).isEqualTo("hidden purpose");
        }
    }

    @Nested
    class TheDescriptionOfAnObject {

        @Test
        void leavesOutWhatIsNotSeen() {
            JsonNode object = rep.get("/api/v1/objects/melon").json();

            assertThat(object.at("/fields").findValuesAsString("key"))
                    .containsExactly("name", "mobile", "mail", "secret_amount", "score", "cousin");
            assertThat(object.at("/layout")).isEqualTo(json("""
                            {"card": ["name"], "list": ["name"], "form": ["name", "score"], "sections": []}"""));
            assertThat(object.at("/views/0/columns")).isEqualTo(json("[\"name\"]"));
            assertThat(object.at("/related").findValuesAsString("field")).containsExactly("cousin");
        }

        @Test
        void saysWhatMayBeDone() {
            JsonNode fields = rep.get("/api/v1/objects/melon").json().at("/fields");

            assertThat(fields.findValues("permissions"))
                    .extracting(JsonNode::toString)
                    .containsExactly(
                            "{\"edit\":true,\"access\":\"edit\"}",
                            "{\"edit\":false,\"access\":\"masked\"}",
                            "{\"edit\":false,\"access\":\"masked\"}",
                            "{\"edit\":false,\"access\":\"masked\"}",
                            "{\"edit\":false,\"access\":\"read\"}",
                            "{\"edit\":true,\"access\":\"edit\"}");
        }

        @Test
        void closesTheFormWhereNothingMayBeWritten() {
            JsonNode form = rep.post("/api/v1/records/melon/form-state", "{\"id\": \"%s\"}".formatted(melon))
                    .json();

            assertThat(form.at("/readOnly").valueStream().map(JsonNode::asString))
                    .containsExactlyInAnyOrder("mobile", "mail", "secret_amount", "margin", "score");
            assertThat(form.at("/required")).isEqualTo(json("[\"name\"]"));
        }
    }

    @Test
    void aDeletedRecordComesBackOverTheApi() {
        assertThat(admin.send("DELETE", path()).status()).isEqualTo(204);
        assertRefused(admin.get(path()), 404, "record-not-found");

        Answer restored = admin.post(path() + "/restore", "");

        assertThat(restored.status()).isEqualTo(200);
        assertThat(restored.number("/version")).isEqualTo(3);
    }
}
