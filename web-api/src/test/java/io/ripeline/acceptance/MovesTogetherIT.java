package io.ripeline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// Two people move one card at once.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + MovesTogetherIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class MovesTogetherIT {

    static final String OPERATOR = "rpl_operator-of-the-moves-test";
    private static final int ROUNDS = 10;
    private static final String TASKS = """
            [{"op": "add", "path": "/funnels/0/stages/1/criteria", "value": []},
             {"op": "add", "path": "/funnels/0/stages/2/criteria", "value": []},
             {"op": "add", "path": "/funnels/0/stages/1/tasks", "value": [
               {"key": "look", "label": {"en": "Look", "zh-CN": "看"}, "channel": "visit", "due": {"days": 2}}]},
             {"op": "add", "path": "/funnels/0/stages/2/tasks", "value": [
               {"key": "price", "label": {"en": "Price", "zh-CN": "报价"}, "channel": "call", "due": {"days": 2}}]}]""";

    @LocalServerPort
    private int port;

    private ApiClient ada;
    private ApiClient bo;
    private List<String> stages;

    @BeforeAll
    void provision() {
        Founded company = Founded.by(new ApiClient(port, OPERATOR), "moves");
        company.publish(TASKS);
        ada = company.admin();
        bo = company.hire("Bo", "admin").api();
        stages = ada.get("/api/v1/config/draft")
                .json()
                .at("/funnels/0/stages")
                .valueStream()
                .map(stage -> stage.at("/key").asString())
                .toList();
    }

    private String deal() {
        return "/api/v1/records/deal/"
                + ada.post(
                                "/api/v1/records/deal",
                                "{\"values\": {\"name\": \"Card\", \"amount\": \"10\", \"stage\": \"%s\"}}"
                                        .formatted(stages.getFirst()))
                        .text("/id");
    }

    /// What both are told who move a card at once: Ada to the second stage, Bo to the third.
    private List<Answer> both(BiFunction<ApiClient, String, Answer> move) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> moves = new ArrayList<>();
            for (int person = 0; person < 2; person++) {
                ApiClient client = person == 0 ? ada : bo;
                String stage = stages.get(person + 1);
                moves.add(people.submit(() -> {
                    start.await();
                    return move.apply(client, stage);
                }));
            }
            start.countDown();
            return List.of(moves.get(0).get(), moves.get(1).get());
        }
    }

    private List<JsonNode> stays(String deal) {
        return ada.get(deal + "/moves")
                .json()
                .at("/items")
                .valueStream()
                .filter(stay -> stay.at("/field").asString().equals("stage"))
                .toList();
    }

    private long tasks(String deal) {
        String id = deal.substring(deal.lastIndexOf('/') + 1);
        return ada.list(
                        "follow_up",
                        Map.of("filter", "subject_id == \"%s\" && state == \"open\"".formatted(id), "count", "true"))
                .number("/total");
    }

    @ParameterizedTest
    @ValueSource(strings = {"move", "patch", "version"})
    void oneWinsAndTheOtherIsToldWhoMovedIt(String how) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String deal = deal();

            List<Answer> answers = both((client, stage) -> switch (how) {
                case "move" -> client.send("POST", deal + "/move", "{\"stage\": \"%s\"}".formatted(stage), "\"1\"");
                case "patch" -> client.patch(deal, "{\"values\": {\"stage\": \"%s\"}}".formatted(stage), "\"1\"");
                default -> client.patch(deal, "{\"values\": {\"stage\": \"%s\"}, \"version\": 1}".formatted(stage));
            });

            int winner = answers.get(0).status() == 200 ? 0 : 1;
            Answer won = answers.get(winner);
            Answer lost = answers.get(1 - winner);
            assertThat(won.status()).as(won.response().body()).isEqualTo(200);
            assertThat(lost.status()).as(lost.response().body()).isEqualTo(how.equals("version") ? 409 : 412);
            assertThat(lost.text("/conflict/changedBy/name")).isEqualTo(winner == 0 ? "Ada" : "Bo");
            assertThat(lost.json().at("/conflict/fields").toString()).contains("\"stage\"");
            assertThat(ada.get(deal).text("/values/stage")).isEqualTo(stages.get(winner + 1));
            assertThat(stays(deal)).hasSize(2);
            assertThat(stays(deal).getLast().at("/actor/name").asString()).isEqualTo(winner == 0 ? "Ada" : "Bo");
            assertThat(tasks(deal)).isOne();
        }
    }

    private static String move(String from, String to) {
        return "{\"from\": \"%s\", \"stage\": \"%s\"}".formatted(from, to);
    }

    @ParameterizedTest
    @ValueSource(strings = {"move", "batch"})
    void oneMovesItFromWhereBothSawItAndTheOtherIsToldWhoDid(String how) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String deal = deal();
            String id = deal.substring(deal.lastIndexOf('/') + 1);

            List<Answer> answers = both((client, stage) -> how.equals("move")
                    ? client.post(deal + "/move", move(stages.getFirst(), stage))
                    : client.post("/api/v1/records/deal/batch", """
                            {"operations": [{"op": "move", "id": "%s", "from": "%s", "stage": "%s"}], "atomic": true}""".formatted(id, stages.getFirst(), stage)));

            int winner = answers.get(0).status() == 200 ? 0 : 1;
            assertThat(answers.get(winner).status()).isEqualTo(200);
            Answer lost = answers.get(1 - winner);
            String name = winner == 0 ? "Ada" : "Bo";
            String at = how.equals("move") ? "" : "/results/0/problem";
            assertThat(lost.status()).as(lost.response().body()).isEqualTo(how.equals("move") ? 409 : 422);
            assertThat(lost.text(at + "/code")).isEqualTo("moved-meanwhile");
            assertThat(lost.text(at + "/conflict/changedBy/name")).isEqualTo(name);
            assertThat(lost.text(at + "/conflict/stage")).isEqualTo(stages.get(winner + 1));
            List<JsonNode> stays = stays(deal);
            assertThat(stays).hasSize(2);
            assertThat(lost.text(at + "/conflict/changedAt"))
                    .isEqualTo(stays.getLast().at("/enteredAt").asString());
            assertThat(ada.get(deal).text("/values/stage")).isEqualTo(stages.get(winner + 1));
            assertThat(tasks(deal)).isOne();
        }
    }

    @Test
    void tellsWhoMovedItInTheReadersLanguage() {
        String deal = deal();
        assertThat(bo.post(deal + "/move", move(stages.get(0), stages.get(1))).status())
                .isEqualTo(200);
        String late = move(stages.get(0), stages.get(2));

        Answer english = ada.post(deal + "/move", late);
        Answer chinese = ada.inChinese().post(deal + "/move", late);
        Answer tried = ada.post(deal + "/move?dryRun=true", late);
        Answer unknown = ada.post(deal + "/move", move("nowhere", stages.get(2)));

        assertThat(english.text("/detail"))
                .matches(
                        "Bo moved this to “.+” at \\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}; look at it again before you move it on\\.");
        assertThat(chinese.text("/detail")).matches("Bo 已于 .{16} 将其移至“.+”，请查看后再移动。");
        assertThat(chinese.text("/title")).isEqualTo("记录已被他人移动");
        assertThat(tried.json().at("/allowed").asBoolean()).isFalse();
        assertThat(tried.text("/code")).isEqualTo("moved-meanwhile");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.text("/errors/0/pointer")).isEqualTo("/from");
        assertThat(stays(deal)).hasSize(2);
    }

    @Test
    void describesWhatAMoveStartsFrom() {
        JsonNode document = ada.get("/api/v1/openapi.json").json();
        JsonNode move =
                document.path("paths").path("/api/v1/records/deal/{id}/move").path("post");

        JsonNode schema = move.at("/requestBody/content/application~1json/schema");
        JsonNode request =
                schema.has("$ref") ? document.at(schema.path("$ref").asString().substring(1)) : schema;
        assertThat(request.at("/properties").has("from")).as(request.toString()).isTrue();
        String refused = move.at("/responses/409/$ref").asString();
        assertThat(document.at(refused.substring(1)).toString()).contains("moved-meanwhile");
    }

    /// Who says nothing of what she saw moves the card from where it is by then: one after the other, none lost.
    @Test
    void movesOneAfterTheOtherWhereNobodySaysWhatSheSaw() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String deal = deal();

            List<Answer> answers =
                    both((client, stage) -> client.post(deal + "/move", "{\"stage\": \"%s\"}".formatted(stage)));

            assertThat(answers).extracting(Answer::status).containsOnly(200);
            List<JsonNode> stays = stays(deal);
            assertThat(stays).hasSize(3);
            assertThat(stays.get(2).at("/from")).isEqualTo(stays.get(1).at("/to"));
            assertThat(stays.get(1).at("/leftAt")).isEqualTo(stays.get(2).at("/enteredAt"));
            assertThat(stays.get(2).at("/leftAt").isNull()).isTrue();
            assertThat(ada.get(deal).number("/version")).isEqualTo(3);
        }
    }

    @Test
    void oneStayAndItsTasksOnceWhereBothMeanTheSame() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String deal = deal();
            String request = "{\"stage\": \"%s\"}".formatted(stages.get(1));

            List<Answer> answers = both((client, stage) -> client.post(deal + "/move", request));

            assertThat(answers).extracting(Answer::status).containsOnly(200);
            assertThat(stays(deal)).hasSize(2);
            assertThat(tasks(deal)).isOne();
        }
    }
}
