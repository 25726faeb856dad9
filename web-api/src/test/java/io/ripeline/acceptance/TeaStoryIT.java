package io.ripeline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The template `relationship`: a tea house whose people note everything with the customer.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + TeaStoryIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class TeaStoryIT {

    static final String OPERATOR = "rpl_operator-of-the-tea-story";

    @LocalServerPort
    private int port;

    private ApiClient rep;

    @BeforeAll
    void openTheTeaHouse() {
        ApiClient operator = new ApiClient(port, OPERATOR);
        ApiClient admin = operator.as(operator.post("/operator/v1/tenants", """
                        {"slug": "tea", "name": "Tea", "template": "relationship", "locale": "en",
                         "timeZone": "UTC", "admin": {"email": "ada@tea.example", "name": "Ada"}}""").text("/adminToken"));
        String id = admin.post(
                        "/api/v1/members", "{\"email\": \"fang@tea.example\", \"name\": \"Fang\", \"role\": \"rep\"}")
                .text("/id");
        rep = admin.as(admin.post("/api/v1/members/" + id + "/tokens", "{\"name\": \"test\"}")
                .text("/token"));
    }

    private String create(String object, String values) {
        Answer made = rep.post("/api/v1/records/" + object, "{\"values\": {%s}}".formatted(values));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        return made.text("/id");
    }

    private String deal(String customer, String name) {
        return create(
                "deal",
                "\"name\": \"%s\", \"customer\": \"%s\", \"need\": \"A gift for 30 guests\"".formatted(name, customer));
    }

    private void note(String customer, String kind, String outcome) {
        Answer noted = rep.post("/api/v1/records/activity", """
                {"values": {"kind": "%s", "outcome": "%s", "started_at": "%s"},
                 "subject": {"object": "customer", "id": "%s"}}""".formatted(
                        kind, outcome, Instant.now().minusMillis(1), customer));
        assertThat(noted.status()).as(noted.response().body()).isEqualTo(201);
    }

    private List<String> done(String deal) {
        return rep.get("/api/v1/records/deal/" + deal + "/stage")
                .json()
                .at("/tasks")
                .valueStream()
                .filter(task -> task.at("/done").asBoolean())
                .map(task ->
                        task.at("/key").asString() + " by " + task.at("/how").asString())
                .toList();
    }

    @Test
    void whatIsNotedWithTheCustomerTicksTheTasksOfItsOnlyDeal() {
        String customer = create("customer", "\"name\": \"Garden Hotel\"");
        String deal = deal(customer, "Autumn gifts");

        note(customer, "call", "no_answer");
        assertThat(done(deal)).isEmpty();
        note(customer, "call", "interested");
        assertThat(done(deal)).containsExactly("ask_occasion by activity");

        Answer moved =
                rep.post("/api/v1/records/deal/" + deal + "/move", "{\"from\": \"interest\", \"stage\": \"sampling\"}");
        assertThat(moved.status()).as(moved.response().body()).isEqualTo(200);
        assertThat(done(deal)).as("the call was for the stage before").doesNotContain("send_samples by activity");
        note(customer, "chat", "connected");
        assertThat(done(deal)).containsExactly("ask_taste by activity");
    }

    @Test
    void withTwoDealsNobodyGuessesWhichIsMeant() {
        String customer = create("customer", "\"name\": \"Bank on the Lake\"");
        String autumn = deal(customer, "Autumn gifts");
        String spring = deal(customer, "Spring gifts");

        note(customer, "call", "interested");

        assertThat(done(autumn)).isEmpty();
        assertThat(done(spring)).isEmpty();
    }
}
