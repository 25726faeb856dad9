package io.ripeline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.openapi.Described;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// The same change of many records is taken back, but for what somebody changed since.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + BulkUndoIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class BulkUndoIT {

    static final String OPERATOR = "rpl_operator-of-the-bulk-undo-test";
    private static final String CUSTOMERS = "/api/v1/records/customer";

    @LocalServerPort
    private int port;

    private ApiClient operator;
    private ApiClient admin;
    private ApiClient rep;
    private String repId;

    @BeforeAll
    void provision() {
        operator = new ApiClient(port, OPERATOR).before(new Described());
        Founded company = Founded.by(operator, "bulk-undo");
        admin = company.admin();
        Founded.Person rita = company.hire("Rita", "rep");
        rep = rita.api();
        repId = rita.id();
    }

    private static String customer(ApiClient client, String values) {
        Answer made = client.post(CUSTOMERS, "{\"values\": {%s}}".formatted(values));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        return made.text("/id");
    }

    private static JsonNode values(ApiClient client, String object, String id) {
        return client.get("/api/v1/records/" + object + "/" + id).json().at("/values");
    }

    /// Does a change of many and answers its id.
    private static String done(ApiClient client, String object, String request) {
        Answer begun = client.post("/api/v1/records/" + object + "/bulk", request);
        assertThat(begun.status()).as(begun.response().body()).isEqualTo(202);
        return client.finished(begun).at("/result/id").asString();
    }

    private static JsonNode undone(ApiClient client, String bulk) {
        Answer begun = client.post("/api/v1/bulk/" + bulk + "/undo", "");
        assertThat(begun.status()).as(begun.response().body()).isEqualTo(202);
        JsonNode job = client.finished(begun);
        assertThat(job.at("/state").asString()).as(job.toString()).isEqualTo("done");
        assertThat(job.at("/done").asInt()).isEqualTo(job.at("/total").asInt());
        return job.at("/result");
    }

    @Test
    void putsBackWhatNobodyChangedSinceAndSaysWhatStays() {
        String untouched = customer(admin, "\"name\": \"Untouched\", \"city\": \"Ulm\"");
        String partly = customer(admin, "\"name\": \"Partly\", \"city\": \"Ulm\", \"employees\": 7");
        String changed = customer(admin, "\"name\": \"Changed\", \"city\": \"Ulm\", \"employees\": 700");
        String gone = customer(admin, "\"name\": \"Gone\", \"city\": \"Ulm\"");
        String same = customer(admin, "\"name\": \"Same\", \"city\": \"Bonn\", \"employees\": 700");
        String bulk = done(admin, "customer", """
                {"ids": ["%s", "%s", "%s", "%s", "%s"], "op": "update", "values": {"city": "Bonn", "employees": 700}}""".formatted(untouched, partly, changed, gone, same));
        admin.patch(CUSTOMERS + "/" + partly, "{\"values\": {\"city\": \"Kiel\"}}");
        admin.patch(CUSTOMERS + "/" + changed, "{\"values\": {\"city\": \"Kiel\"}}");
        admin.patch(CUSTOMERS + "/" + untouched, "{\"values\": {\"name\": \"Renamed\"}}");
        admin.send("DELETE", CUSTOMERS + "/" + gone);

        JsonNode result = undone(admin, bulk);

        assertThat(values(admin, "customer", untouched).at("/city").asString()).isEqualTo("Ulm");
        assertThat(values(admin, "customer", untouched).has("employees")).isFalse();
        assertThat(values(admin, "customer", untouched).at("/name").asString()).isEqualTo("Renamed");
        assertThat(values(admin, "customer", partly).at("/city").asString()).isEqualTo("Kiel");
        assertThat(values(admin, "customer", partly).at("/employees").asInt()).isEqualTo(7);
        assertThat(values(admin, "customer", changed).at("/city").asString()).isEqualTo("Kiel");
        assertThat(values(admin, "customer", same).at("/city").asString()).isEqualTo("Bonn");
        assertThat(admin.get(CUSTOMERS + "/" + gone).status()).isEqualTo(404);
        assertThat(result.at("/done").asInt()).isEqualTo(3);
        assertThat(result.at("/partly").asInt()).isOne();
        assertThat(result.at("/skipped").asInt()).isEqualTo(2);
        JsonNode told = StreamSupport.stream(result.at("/results").spliterator(), false)
                .filter(each -> each.at("/id").asString().equals(partly))
                .findFirst()
                .orElseThrow();
        assertThat(told.at("/problem/code").asString()).isEqualTo("record-changed-since");
        assertThat(told.at("/problem/detail").asString())
                .startsWith("Ada changed this on ")
                .endsWith("so it stays as it is: City.");
        assertThat(admin.get(CUSTOMERS + "/" + untouched + "/changes").text("/items/0/data/cause"))
                .isEqualTo("revert");
    }

    @Test
    void takesADeletionBackWithWhatHungOnIt() {
        String customer = customer(admin, "\"name\": \"Parent\", \"city\": \"Gera\"");
        String contact = admin.post(
                        "/api/v1/records/contact",
                        "{\"values\": {\"name\": \"Below\", \"customer\": \"%s\"}}".formatted(customer))
                .text("/id");
        String back = customer(admin, "\"name\": \"Back already\", \"city\": \"Gera\"");
        String bulk = done(admin, "customer", "{\"filter\": \"city == \\\"Gera\\\"\", \"op\": \"delete\"}");
        assertThat(admin.get(CUSTOMERS + "/" + customer).status()).isEqualTo(404);
        admin.send("POST", CUSTOMERS + "/" + back + "/restore");

        JsonNode result = undone(admin, bulk);

        assertThat(values(admin, "customer", customer).at("/name").asString()).isEqualTo("Parent");
        assertThat(values(admin, "contact", contact).at("/customer/id").asString())
                .isEqualTo(customer);
        assertThat(result.at("/done").asInt()).isOne();
        assertThat(result.at("/skipped").asInt()).isOne();
    }

    @Test
    void leavesTheHistoryOfStagesAndTheRhythmAsTheyWere() {
        String customer = customer(admin, "\"name\": \"Graded\", \"grade\": \"a\"");
        String moves = CUSTOMERS + "/" + customer + "/moves";
        JsonNode before = admin.get(moves).json();
        String rhythm = rhythm(customer);
        String bulk = done(
                admin,
                "customer",
                "{\"ids\": [\"%s\"], \"op\": \"update\", \"values\": {\"grade\": \"d\"}}".formatted(customer));
        assertThat(rhythm(customer)).isNotEqualTo(rhythm);

        undone(admin, bulk);

        assertThat(values(admin, "customer", customer).at("/grade").asString()).isEqualTo("a");
        assertThat(admin.get(moves).json()).isEqualTo(before);
        assertThat(rhythm(customer)).isEqualTo(rhythm);
    }

    /// The rule of its one open follow-up.
    private String rhythm(String customer) {
        JsonNode open = admin.list(
                        "follow_up", Map.of("filter", "subject_id == \"%s\" && state == \"open\"".formatted(customer)))
                .json()
                .at("/items");
        assertThat(open).hasSize(1);
        return open.at("/0/values/rule").asString();
    }

    @Test
    void givesRecordsBackThatTheirFormerOwnerSeesNoMore() {
        String hers = customer(rep, "\"name\": \"Hers\"");
        String adminId = admin.get("/api/v1/me").text("/member/id");
        String bulk = done(
                rep,
                "customer",
                "{\"ids\": [\"%s\"], \"op\": \"owner\", \"ownerId\": \"%s\"}".formatted(hers, adminId));
        assertThat(rep.get(CUSTOMERS + "/" + hers).status()).isEqualTo(404);

        assertThat(undone(rep, bulk).at("/done").asInt()).isOne();

        assertThat(rep.get(CUSTOMERS + "/" + hers).text("/ownerId")).isEqualTo(repId);
    }

    @Test
    void isDoneOnceAndOnlyByWhoChangedThemOrAnAdmin() {
        String id = customer(admin, "\"name\": \"Mine\", \"city\": \"Trier\"");
        String request = "{\"ids\": [\"%s\"], \"op\": \"update\", \"values\": {\"city\": \"Mainz\"}}".formatted(id);
        String bulk = done(admin, "customer", request);
        String hers = customer(rep, "\"name\": \"Rita's\", \"city\": \"Trier\"");
        String ofRep = done(rep, "customer", request.replace(id, hers));
        ApiClient stranger = Founded.by(operator, "bulk-undo-other").admin();

        for (ApiClient other : List.of(rep, stranger)) {
            Answer refused = other.post("/api/v1/bulk/" + bulk + "/undo", "");
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.text("/code")).isEqualTo("bulk-not-found");
        }
        assertThat(admin.post("/api/v1/bulk/nonsense/undo", "").status()).isEqualTo(404);
        assertThat(values(admin, "customer", id).at("/city").asString()).isEqualTo("Mainz");
        assertThat(rep.get("/api/v1/bulk").json().at("/items").findValuesAsString("id"))
                .contains(ofRep)
                .doesNotContain(bulk);
        assertThat(stranger.get("/api/v1/bulk").json().at("/items")).isEmpty();

        assertThat(undone(admin, bulk).at("/done").asInt()).isOne();
        assertThat(undone(admin, ofRep).at("/done").asInt()).isOne();
        assertThat(admin.post("/api/v1/bulk/" + bulk + "/undo", "").text("/code"))
                .isEqualTo("bulk-undone");
        assertThat(admin.get("/api/v1/bulk").json().at("/items").findValuesAsString("undoneAt"))
                .isNotEmpty();
    }

    @Test
    void reachesAllThatMatched() {
        String create = "{\"op\": \"create\", \"values\": {\"name\": \"Many\", \"city\": \"Suhl\"}}";
        for (int batch = 0; batch < 2; batch++) {
            admin.post(
                    CUSTOMERS + "/batch",
                    "{\"operations\": [%s]}".formatted(String.join(",", Collections.nCopies(125, create))));
        }
        String bulk = done(admin, "customer", """
                {"filter": "city == \\"Suhl\\"", "op": "update", "values": {"city": "Hof"}}""");

        JsonNode result = undone(admin, bulk);

        assertThat(result.at("/done").asInt()).isEqualTo(250);
        assertThat(result.at("/skipped").asInt()).isZero();
        assertThat(admin.list("customer", Map.of("filter", "city == \"Suhl\"", "count", "true"))
                        .number("/total"))
                .isEqualTo(250);
    }
}
