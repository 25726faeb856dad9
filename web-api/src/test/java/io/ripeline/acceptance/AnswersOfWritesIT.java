package io.ripeline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.openapi.Described;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What a write answers is what reading answers after it, although it is not read again where nothing else was written.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + AnswersOfWritesIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class AnswersOfWritesIT {

    static final String OPERATOR = "rpl_operator-of-the-answers-test";

    /// Jars of each type of value; one with a note gets a label by an automation, a shelf counts its jars.
    private static final String PANTRY = """
            [{"op": "add", "path": "/objects/-", "value":
               {"key": "shelf", "label": L, "nameField": "name", "visibility": "private", "fields": [
                 {"key": "name", "label": L, "type": "text", "required": true},
                 {"key": "filled", "label": L, "type": "rollup", "rollup": {"of": "jars", "function": "count"}}]}},
             {"op": "add", "path": "/objects/-", "value":
               {"key": "jar", "label": L, "nameField": "name", "visibility": "private", "fields": [
                 {"key": "name", "label": L, "type": "text", "required": true},
                 {"key": "number", "label": L, "type": "auto_number"},
                 {"key": "story", "label": L, "type": "long_text"},
                 {"key": "whole", "label": L, "type": "integer"},
                 {"key": "exact", "label": L, "type": "decimal", "default": "1.50"},
                 {"key": "price", "label": L, "type": "currency", "currency": "EUR"},
                 {"key": "share", "label": L, "type": "percent"},
                 {"key": "twice", "label": L, "type": "formula", "result": "decimal", "formula": "exact * 2.0"},
                 {"key": "day", "label": L, "type": "date", "default": "today"},
                 {"key": "moment", "label": L, "type": "date_time"},
                 {"key": "ripe", "label": L, "type": "boolean", "default": false},
                 {"key": "note", "label": L, "type": "text"},
                 {"key": "labelled", "label": L, "type": "text"},
                 {"key": "keeper", "label": L, "type": "member"},
                 {"key": "shelf", "label": L, "type": "lookup", "target": "shelf", "reverse": "jars"}]}},
             {"op": "add", "path": "/automations", "value": [
               {"key": "labels", "object": "jar", "label": L, "on": "created", "if": "has(note)",
                "then": [{"set": {"labelled": "\\"for \\" + note"}}]}]}]""".replace("L,", "{\"en\": \"X\", \"zh-CN\": \"项\"},");

    @LocalServerPort
    private int port;

    private ApiClient admin;
    private ApiClient rep;
    private String shelf;

    @BeforeAll
    void provision() {
        ApiClient operator = new ApiClient(port, OPERATOR).before(new Described());
        admin = operator.as(operator.post("/operator/v1/tenants", """
                        {"slug": "answers", "name": "Answers", "template": "direct-sales", "locale": "en",
                         "timeZone": "UTC", "admin": {"email": "admin@answers.example", "name": "Ada"}}""").text("/adminToken"));
        Answer draft = admin.get("/api/v1/config/draft");
        assertThat(admin.patch("/api/v1/config/draft", PANTRY, draft.header("ETag"))
                        .status())
                .isEqualTo(200);
        Answer published = admin.post("/api/v1/config/draft/publish", "{\"note\": \"pantry\"}");
        assertThat(published.status()).as(published.response().body()).isEqualTo(200);
        Answer member = admin.post(
                "/api/v1/members", "{\"email\": \"rita@answers.example\", \"name\": \"Rita\", \"role\": \"rep\"}");
        rep = operator.as(admin.post("/api/v1/members/" + member.text("/id") + "/tokens", "{\"name\": \"test\"}")
                .text("/token"));
        shelf = admin.post("/api/v1/records/shelf", "{\"values\": {\"name\": \"Upper\"}}")
                .text("/id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
            "name": "All of it", "story": "Long 久", "whole": 7, "exact": "1.2E+3", "price": {"amount": "0.10", "currency": "USD"},
            "share": "33.30", "day": "2026-01-31", "moment": "2026-01-31T08:00:00.123456789+08:00", "ripe": true,
            "shelf": "SHELF\"""", """
            "name": "Tiny", "exact": "-1e-9", "price": "0E+5\"""", """
            "name": "Defaults alone\"""", """
            "name": "With a label", "note": "Ann", "shelf": "SHELF\""""})
    void areWhatIsReadAfterwards(String values) {
        String body = "{\"values\": {%s}}".formatted(values.replace("SHELF", shelf));

        Answer made = admin.post("/api/v1/records/jar", body);

        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        Answer read = admin.get("/api/v1/records/jar/" + made.text("/id"));
        assertThat(made.response().body()).isEqualTo(read.response().body());
        assertThat(made.header("ETag")).isEqualTo(read.header("ETag"));
    }

    @Test
    void nameWhatADealPointsToAndSinceWhenItIsInItsStage() {
        String customer = rep.post("/api/v1/records/customer", "{\"values\": {\"name\": \"Hers Ltd\"}}")
                .text("/id");

        Answer made = rep.post(
                "/api/v1/records/deal",
                "{\"values\": {\"name\": \"A deal\", \"customer\": \"%s\", \"amount\": \"12500\"}}"
                        .formatted(customer));

        assertThat(made.text("/values/customer/name")).isEqualTo("Hers Ltd");
        assertThat(made.response().body())
                .isEqualTo(rep.get("/api/v1/records/deal/" + made.text("/id"))
                        .response()
                        .body());
    }
}
