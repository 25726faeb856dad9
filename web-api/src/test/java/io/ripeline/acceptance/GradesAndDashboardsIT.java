package io.ripeline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.openapi.Described;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// What the pages of a company ask for beside its records: grades given with a reason, and dashboards by role.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + GradesAndDashboardsIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class GradesAndDashboardsIT {

    static final String OPERATOR = "rpl_operator-of-the-grades-and-dashboards-test";

    private static final String DASHBOARDS = """
            [{"op": "add", "path": "/dashboards", "value": [
               {"key": "sales", "label": L, "tiles": [
                 {"key": "deals", "label": L, "object": "deal", "kind": "number", "measure": {"fn": "count"}},
                 {"key": "closing", "label": L, "object": "deal", "kind": "bar", "groupBy": "expected_close",
                  "period": "month", "measure": {"fn": "sum", "field": "amount"}, "filter": "amount > 0"}]},
               {"key": "board_room", "label": L, "roles": ["admin"], "tiles": [
                 {"key": "deals", "label": L, "object": "deal", "kind": "number", "measure": {"fn": "count"}}]},
               {"key": "empty", "label": L, "tiles": []}]}]""".replace("L,", "{\"en\": \"X\", \"zh-CN\": \"项\"},");

    @LocalServerPort
    private int port;

    private ApiClient admin;
    private ApiClient rep;

    @BeforeAll
    void provision() {
        ApiClient operator = new ApiClient(port, OPERATOR).before(new Described());
        admin = operator.as(operator.post("/operator/v1/tenants", """
                        {"slug": "figures", "name": "Figures", "template": "direct-sales", "locale": "en",
                         "timeZone": "UTC", "admin": {"email": "admin@figures.example", "name": "Ada"}}""").text("/adminToken"));
        Answer draft = admin.get("/api/v1/config/draft");
        Answer edited = admin.patch("/api/v1/config/draft", DASHBOARDS, draft.header("ETag"));
        assertThat(edited.status()).as(edited.response().body()).isEqualTo(200);
        Answer published = admin.post("/api/v1/config/draft/publish", "{\"note\": \"figures\"}");
        assertThat(published.status()).as(published.json().toString()).isEqualTo(200);
        Answer member = admin.post(
                "/api/v1/members", "{\"email\": \"rita@figures.example\", \"name\": \"Rita\", \"role\": \"rep\"}");
        rep = operator.as(admin.post("/api/v1/members/" + member.text("/id") + "/tokens", "{\"name\": \"test\"}")
                .text("/token"));
    }

    @Test
    void offersEachRoleItsDashboards() {
        assertThat(admin.get("/api/v1/dashboards").json().at("/items").findValuesAsString("key"))
                .contains("sales", "board_room")
                .doesNotContain("empty");

        Answer offered = rep.get("/api/v1/dashboards");

        assertThat(offered.json().at("/items")).hasSize(1);
        assertThat(offered.json().at("/items/0/tiles/1/period").asString()).isEqualTo("month");
        assertThat(offered.json().at("/items/0/tiles/1/label").asString()).isEqualTo("X");
    }

    @Test
    void keepsTheReasonOfAGrade() {
        String customer = admin.post(
                        "/api/v1/records/customer", "{\"values\": {\"name\": \"Northern\", \"grade\": \"c\"}}")
                .text("/id");
        String grade = "/api/v1/records/customer/" + customer + "/grade";

        Answer given = admin.post(grade, "{\"grade\": \"b\", \"reason\": \" met the owner \"}");

        assertThat(given.status()).as(given.json().toString()).isEqualTo(200);
        assertThat(given.text("/values/grade")).isEqualTo("b");
        assertThat(admin.get("/api/v1/records/customer/" + customer + "/moves")
                        .json()
                        .at("/items")
                        .findValuesAsString("reason"))
                .containsExactly("met the owner");
    }

    @Test
    void changesUntilWhenAndWhyAGradeWasChosen() {
        String customer = admin.post(
                        "/api/v1/records/customer", "{\"values\": {\"name\": \"Western\", \"grade\": \"c\"}}")
                .text("/id");
        String grade = "/api/v1/records/customer/" + customer + "/grade";
        Answer given = admin.post(grade, "{\"grade\": \"b\", \"reason\": \"met\", \"until\": \"2190-01-01\"}");

        assertThat(admin.post(grade, "{\"grade\": \"b\", \"until\": \"2191-01-01\"}")
                        .status())
                .isEqualTo(200);
        assertThat(chosen(grade)).isEqualTo("met until 2191-01-01");
        admin.post(grade, "{\"grade\": \"b\", \"reason\": \" met the owner \"}");
        assertThat(chosen(grade)).isEqualTo("met the owner until 2191-01-01");
        admin.post(grade, "{\"grade\": \"b\", \"until\": null}");
        assertThat(chosen(grade)).isEqualTo("met the owner until ");
        admin.post(grade, "{\"grade\": \"b\", \"reason\": \"\"}");
        assertThat(chosen(grade)).isEqualTo(" until ");

        assertThat(admin.post(grade, "{\"grade\": \"b\", \"until\": \"2001-01-01\"}")
                        .text("/errors/0/pointer"))
                .isEqualTo("/until");
        assertThat(admin.post(grade, "{\"grade\": \"b\", \"until\": 7}").status())
                .isEqualTo(422);
        assertThat(rep.post(grade, "{\"grade\": \"b\", \"until\": \"2192-01-01\"}")
                        .status())
                .isEqualTo(404);
        assertThat(admin.send("POST", grade, "{\"grade\": \"b\", \"reason\": \"x\"}", "\"9\"")
                        .status())
                .isEqualTo(412);
        assertThat(chosen(grade)).isEqualTo(" until ");
        assertThat(admin.get("/api/v1/records/customer/" + customer + "/moves")
                        .json()
                        .at("/items")
                        .size())
                .as("no other stay")
                .isEqualTo(2);
        assertThat(given.number("/version"))
                .isEqualTo(admin.get("/api/v1/records/customer/" + customer).number("/version"));
        assertThat(admin.post(grade, "{\"grade\": \"a\"}").status()).isEqualTo(200);
        assertThat(chosen(grade)).as("another grade begins anew").isEqualTo(" until ");
    }

    private String chosen(String grade) {
        JsonNode chosen = admin.get(grade).json().at("/chosen");
        return chosen.path("reason").asString("") + " until "
                + chosen.path("until").asString("");
    }

    @Test
    void refusesAGradeThatThereIsNotOrToWhoDoesNotSeeTheRecord() {
        String customer = admin.post(
                        "/api/v1/records/customer", "{\"values\": {\"name\": \"Southern\", \"grade\": \"c\"}}")
                .text("/id");
        String grade = "/api/v1/records/customer/" + customer + "/grade";

        assertThat(admin.post(grade, "{\"grade\": \"zz\"}").status()).isEqualTo(422);
        assertThat(rep.post(grade, "{\"grade\": \"a\"}").status()).isEqualTo(404);
        assertThat(admin.get("/api/v1/records/customer/" + customer).text("/values/grade"))
                .isEqualTo("c");
    }

    @Test
    void saysWhoMayOverrideCriteria() {
        assertThat(admin.get("/api/v1/me")
                        .json()
                        .at("/permissions/overrideCriteria")
                        .asBoolean())
                .isTrue();
        assertThat(rep.get("/api/v1/me")
                        .json()
                        .at("/permissions/overrideCriteria")
                        .asBoolean())
                .isFalse();
    }
}
