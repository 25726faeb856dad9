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

/// What the pages of the selling process ask for: the stage of a record with its tasks, cards and verdicts of a board,
/// moves taken back and overridden, grades over time.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + SellingIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class SellingIT {

    static final String OPERATOR = "rpl_operator-of-the-selling-test";

    private static final String PROCESS = """
            [{"op": "add", "path": "/funnels/0/stages/0/tasks", "value": [
               {"key": "look", "label": L, "required": true, "channel": "visit", "due": {"days": 2},
                "when": "kind == \\"visit\\"", "helps": {"en": "Bring boots", "zh-CN": "带靴子"}},
               {"key": "think", "label": L}]},
             {"op": "add", "path": "/funnels/0/stages/1/criteria", "value": [
               {"key": "known", "label": {"en": "A need is known", "zh-CN": "需求"}, "when": "has(need)"}]}]""".replace("L,", "{\"en\": \"Look at it\", \"zh-CN\": \"看\"},")
            .replace("L}", "{\"en\": \"Think\", \"zh-CN\": \"想\"}}");

    @LocalServerPort
    private int port;

    private ApiClient admin;

    @BeforeAll
    void provision() {
        ApiClient operator = new ApiClient(port, OPERATOR).before(new Described());
        admin = operator.as(operator.post("/operator/v1/tenants", """
                        {"slug": "selling", "name": "Selling", "template": "direct-sales", "locale": "en",
                         "timeZone": "UTC", "admin": {"email": "admin@selling.example", "name": "Ada"}}""").text("/adminToken"));
        Answer draft = admin.get("/api/v1/config/draft");
        Answer edited = admin.patch("/api/v1/config/draft", PROCESS, draft.header("ETag"));
        assertThat(edited.status()).as(edited.response().body()).isEqualTo(200);
        Answer published = admin.post("/api/v1/config/draft/publish", "{\"note\": \"selling\"}");
        assertThat(published.status()).as(published.json().toString()).isEqualTo(200);
    }

    private String deal(String name) {
        return admin.post(
                        "/api/v1/records/deal",
                        "{\"values\": {\"name\": \"" + name + "\", \"stage\": \"prospecting\"}}")
                .text("/id");
    }

    private static String path(String deal) {
        return "/api/v1/records/deal/" + deal;
    }

    @Test
    void showsTheStageWithItsTasksAndTicksThem() {
        String deal = deal("Northern");

        Answer stage = admin.get(path(deal) + "/stage");
        assertThat(stage.status()).as(stage.response().body()).isEqualTo(200);
        assertThat(stage.text("/stage/key")).isEqualTo("prospecting");
        assertThat(stage.text("/tasks/0/help")).isEqualTo("Bring boots");
        assertThat(stage.json().at("/tasks/0/done").asBoolean()).isFalse();
        assertThat(stage.text("/tasks/0/dueOn")).isNotEmpty();

        Answer list = admin.post(
                "/api/v1/records/activity",
                "{\"values\": {\"kind\": \"visit\"}, \"subject\": {\"object\": \"deal\", \"id\": \"" + deal + "\"}}");
        assertThat(list.status()).isEqualTo(201);
        Answer ticked = admin.post(path(deal) + "/tasks/think", "{\"done\": true}");

        assertThat(ticked.json().at("/allDone").asBoolean()).isTrue();
        assertThat(ticked.text("/tasks/0/how")).isEqualTo("activity");
        assertThat(ticked.text("/tasks/1/how")).isEqualTo("hand");
        assertThat(ticked.text("/advanceTo/key")).isEqualTo("qualification");
        assertThat(items(deal, "open")).isZero();
        assertThat(items(deal, "done")).isEqualTo(1);
    }

    @Test
    void putsWhatIsToBeDoneAgainOnTheListAgain() {
        String deal = deal("Again");
        admin.post(path(deal) + "/tasks/look", "{\"done\": true}");
        assertThat(items(deal, "open")).isZero();

        Answer undone = admin.post(path(deal) + "/tasks/look", "{\"done\": false}");
        admin.post(path(deal) + "/tasks/look", "{\"done\": false}");

        assertThat(undone.json().at("/tasks/0/done").asBoolean()).isFalse();
        assertThat(items(deal, "open")).isEqualTo(1);
        assertThat(items(deal, "done")).isEqualTo(1);
        admin.post(path(deal) + "/tasks/look", "{\"done\": true}");
        assertThat(items(deal, "open")).isZero();
    }

    @Test
    void countsAnActivityAboutACustomerForItsOnlyOpenDeal() {
        String customer = admin.post("/api/v1/records/customer", "{\"values\": {\"name\": \"Western Farms\"}}")
                .text("/id");
        String deal = admin.post(
                        "/api/v1/records/deal",
                        "{\"values\": {\"name\": \"Western\", \"customer\": \"" + customer + "\"}}")
                .text("/id");
        String item = open(customer).text("/items/0/id");

        Answer before = admin.get("/api/v1/records/customer/" + customer + "/counts-for");
        Answer done = admin.post("/api/v1/worklist/" + item + "/complete", "{\"activity\": {\"kind\": \"visit\"}}");
        Answer unlinked = admin.post(
                "/api/v1/worklist/" + done.text("/next/id") + "/complete",
                "{\"activity\": {\"kind\": \"visit\", \"countsFor\": {\"object\": \"deal\", \"id\": \"" + deal
                        + "\"}}}");

        assertThat(before.status()).as(before.response().body()).isEqualTo(200);
        assertThat(before.text("/countsFor/id")).isEqualTo(deal);
        assertThat(before.text("/countsFor/tasks/0/key")).isEqualTo("look");
        assertThat(before.json().at("/countsFor/link").isNull()).isTrue();
        assertThat(done.status()).as(done.response().body()).isEqualTo(200);
        assertThat(done.text("/tasks/0/record/name")).isEqualTo("Western");
        assertThat(done.text("/tasks/0/key")).isEqualTo("look");
        assertThat(items(deal, "open")).isZero();
        assertThat(unlinked.text("/code")).isEqualTo("parameter-invalid");
        assertThat(unlinked.text("/errors/0/pointer")).isEqualTo("/activity/countsFor");
    }

    private int items(String deal, String state) {
        Answer items = admin.get("/api/v1/records/follow_up?filter=subject_id%20%3D%3D%20%22" + deal
                + "%22%20%26%26%20state%20%3D%3D%20%22" + state + "%22");
        assertThat(items.status()).as(items.response().body()).isEqualTo(200);
        return items.json().at("/items").size();
    }

    @Test
    void triesMovesOfManyCardsAndTellsWhatTheySay() {
        String deal = deal("Southern");

        Answer tried = admin.post(
                "/api/v1/records/deal/moves/dry-run", "{\"ids\": [\"" + deal + "\"], \"stages\": [\"qualification\"]}");
        assertThat(tried.status()).as(tried.response().body()).isEqualTo(200);
        assertThat(tried.json().at("/items/0/stages/0/allowed").asBoolean()).isFalse();
        assertThat(tried.text("/items/0/stages/0/code")).isEqualTo("stage-criteria-unmet");
        assertThat(tried.text("/items/0/stages/0/unmet/0/key")).isEqualTo("known");
        assertThat(tried.text("/items/0/stages/0/unmet/1/task")).isEqualTo("look");
        assertThat(tried.text("/items/0/stages/0/unmet/1/stage/key")).isEqualTo("prospecting");
        assertThat(tried.text("/items/0/stages/0/unmet/1/stage/part")).isEqualTo("left");

        Answer cards = admin.post("/api/v1/records/deal/cards", "{\"ids\": [\"" + deal + "\"]}");
        assertThat(cards.status()).as(cards.response().body()).isEqualTo(200);
        assertThat(cards.json().at("/items/0/tasksOpen").asInt()).isEqualTo(2);
        assertThat(cards.text("/items/0/nextTouch")).isNotEmpty();
        assertThat(items(deal, "open")).isEqualTo(1);
    }

    @Test
    void namesTheDayOnWhichTheCustomerIsDueOnTheCardsOfItsDeals() {
        String customer = admin.post("/api/v1/records/customer", "{\"values\": {\"name\": \"Eastern Farms\"}}")
                .text("/id");
        String deal = admin.post(
                        "/api/v1/records/deal",
                        "{\"values\": {\"name\": \"Eastern\", \"customer\": \"" + customer + "\"}}")
                .text("/id");
        String task = open(deal).text("/items/0/id");
        admin.post("/api/v1/worklist/" + task + "/cancel", "{\"reason\": \"not needed\"}");

        Answer cards = admin.post("/api/v1/records/deal/cards", "{\"ids\": [\"" + deal + "\"]}");

        assertThat(open(deal).json().at("/items")).isEmpty();
        assertThat(cards.text("/items/0/nextTouch")).isEqualTo(open(customer).text("/items/0/values/due_on"));
    }

    private Answer open(String subject) {
        return admin.get("/api/v1/records/follow_up?filter=subject_id%20%3D%3D%20%22" + subject
                + "%22%20%26%26%20state%20%3D%3D%20%22open%22");
    }

    @Test
    void listsWhatWasOverriddenAndTakesItBack() {
        String deal = deal("Western");
        Answer moved = admin.post(
                path(deal) + "/move",
                "{\"stage\": \"qualification\", \"override\": {\"reason\": \"the owner said so\"}}");
        assertThat(moved.status()).as(moved.response().body()).isEqualTo(200);

        Answer overrides = admin.get("/api/v1/overrides?object=deal&limit=5");
        assertThat(overrides.status()).as(overrides.response().body()).isEqualTo(200);
        assertThat(overrides.text("/items/0/record/id")).isEqualTo(deal);
        assertThat(overrides.text("/items/0/reason")).isEqualTo("the owner said so");
        assertThat(overrides.json().at("/items/0/unmet").findValuesAsString("key"))
                .containsExactly("known", "look");
        assertThat(admin.get("/api/v1/overrides?cursor=nothing").status()).isEqualTo(422);

        assertThat(admin.get(path(deal) + "/stage").text("/undo/to/key")).isEqualTo("prospecting");
        Answer undone = admin.post(path(deal) + "/moves/undo", "");
        assertThat(undone.text("/values/stage")).isEqualTo("prospecting");
        assertThat(admin.post(path(deal) + "/moves/undo", "").status()).isEqualTo(409);
        assertThat(admin.get(path(deal) + "/moves").json().at("/items").findValuesAsString("voided"))
                .containsExactly("true");
    }

    @Test
    void countsGradesAtAnyDay() {
        String customer = admin.post(
                        "/api/v1/records/customer", "{\"values\": {\"name\": \"Eastern\", \"grade\": \"c\"}}")
                .text("/id");
        Answer chosen = admin.post(
                "/api/v1/records/customer/" + customer + "/grade",
                "{\"grade\": \"b\", \"reason\": \"met\", \"until\": \"2190-01-01\"}");
        assertThat(chosen.status()).as(chosen.response().body()).isEqualTo(200);
        assertThat(admin.get("/api/v1/records/customer/" + customer + "/grade").text("/chosen/until"))
                .isEqualTo("2190-01-01");

        Answer today = admin.get("/api/v1/grades/customer/distribution?by=owner");
        assertThat(today.status()).as(today.response().body()).isEqualTo(200);
        assertThat(today.json().at("/rows/0/counts/b").asInt()).isEqualTo(1);
        assertThat(admin.get("/api/v1/grades/customer/distribution?on=2001-01-01")
                        .json()
                        .at("/rows"))
                .isEmpty();
        Answer ways = admin.get("/api/v1/grades/customer/conversion");
        assertThat(ways.status()).as(ways.response().body()).isEqualTo(200);
        assertThat(ways.text("/rows/0/to")).isEqualTo("b");
        assertThat(admin.get("/api/v1/grades/customer/conversion?from=soon").status())
                .isEqualTo(400);
        assertThat(admin.post("/api/v1/records/customer/regrade", "{\"dryRun\": true}")
                        .status())
                .isEqualTo(200);
    }
}
