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
