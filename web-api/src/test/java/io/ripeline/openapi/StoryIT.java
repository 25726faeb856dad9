package io.ripeline.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient;
import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// The loop of the product, from a customer to a deal that is won, told by a client that knows the API by its
/// description alone.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + OpenApiIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class StoryIT {

    @LocalServerPort
    private int port;

    private DescribedClient client;

    @Test
    void isToldByTheDescriptionAlone() {
        ApiClient operator = new ApiClient(port, OpenApiIT.OPERATOR);
        client = new DescribedClient(
                operator.as(operator.post("/operator/v1/tenants", """
                        {"slug": "story", "name": "Story", "template": "direct-sales", "locale": "en",
                         "timeZone": "UTC", "admin": {"email": "admin@story.example", "name": "Ada"}}""").text("/adminToken")));

        String customer = made("customer", """
                {"name": "Leeds Tea Co., Ltd.", "grade": "b", "city": "Leeds", "phone": "+44 113 496 0000"}""");
        String contact = made("contact", """
                {"name": "Grace", "customer": "%s", "buying_role": "decision_maker"}""".formatted(customer));
        String deal = made("deal", """
                {"name": "Racking", "customer": "%s", "source": "website"}""".formatted(customer));

        walkTheFunnel(deal, contact);
        workTheList(customer);
        lookBack(customer, deal);
    }

    private String made(String object, String values) {
        Answer answer = client.call("records.create." + object, Map.of(), "{\"values\": %s}".formatted(values));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.text("/id");
    }

    private Answer move(String deal, String stage, String values) {
        return client.call(
                "moves.move.deal", Map.of("id", deal), "{\"stage\": \"%s\", \"values\": %s}".formatted(stage, values));
    }

    private void walkTheFunnel(String deal, String contact) {
        Answer refused = move(deal, "solution", "{}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/code")).isEqualTo("stage-criteria-unmet");
        assertThat(refused.json().at("/unmet").findValuesAsString("key")).isNotEmpty();

        Answer moved = move(deal, "solution", """
                {"need": "Twice the pallets in the same hall", "decision_maker": "%s"}""".formatted(contact));
        assertThat(moved.status()).as(moved.response().body()).isEqualTo(200);
        Answer won = move(deal, "won", "{\"amount\": {\"amount\": \"48000\", \"currency\": \"CNY\"}}");
        assertThat(won.status()).as(won.response().body()).isEqualTo(200);
        assertThat(won.text("/values/closed_on")).isNotEmpty();
    }

    private void workTheList(String customer) {
        String item = open(customer);
        Answer completed = client.call("worklist.complete", Map.of("id", item), """
                {"activity": {"kind": "call", "outcome": "connected", "durationSeconds": 95, "note": "They signed."}}""");
        assertThat(completed.status()).as(completed.response().body()).isEqualTo(200);
        assertThat(completed.text("/next/because/rule")).isEqualTo("weekly");
        assertThat(open(customer)).isNotEqualTo(item);
        assertThat(client.call("worklist.day", Map.of())
                        .json()
                        .at("/counts/done")
                        .asInt())
                .isEqualTo(1);
    }

    private String open(String customer) {
        JsonNode items = client.call("records.list.follow_up", Map.of("filter", "state == \"open\""))
                .json()
                .at("/items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(item -> item.at("/subject/id").asString().equals(customer))
                .map(item -> item.at("/id").asString())
                .findFirst()
                .orElseThrow();
    }

    private void lookBack(String customer, String deal) {
        Answer record = client.call("records.get.customer", Map.of("id", customer));
        assertThat(record.text("/values/won_amount/amount")).isEqualTo("48000.00");
        Answer stays = client.call("moves.moves.deal", Map.of("id", deal));
        assertThat(stays.json().at("/items").findValuesAsString("to"))
                .containsExactly("prospecting", "solution", "won");
        Answer timeline = client.call("timeline.timeline.customer", Map.of("id", customer));
        assertThat(timeline.json().at("/items").findValuesAsString("kind"))
                .contains("activity", "move", "follow_up", "created");
        Answer found = client.call("search.search", Map.of("q", "leeds tea"));
        assertThat(found.text("/groups/0/items/0/id")).isEqualTo(customer);
        Answer figures = client.call(
                "aggregate.aggregate.deal",
                Map.of(),
                "{\"groupBy\": [\"stage\"], \"measures\": [{\"fn\": \"sum\", \"field\": \"amount\"}]}");
        assertThat(figures.text("/groups/0/key/stage")).isEqualTo("won");
    }
}
