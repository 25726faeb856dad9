package io.ripeline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.openapi.Described;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// Many writes in one call.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + BatchIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class BatchIT {

    static final String OPERATOR = "rpl_operator-of-the-batch-test";

    /// Crates count their bottles; a bottle with a note gets a label by an automation.
    private static final String CELLAR = """
            [{"op": "add", "path": "/objects/-", "value":
               {"key": "crate", "label": L, "nameField": "name", "visibility": "private", "fields": [
                 {"key": "name", "label": L, "type": "text", "required": true, "unique": true},
                 {"key": "filled", "label": L, "type": "rollup", "rollup": {"of": "bottles", "function": "count"}}]}},
             {"op": "add", "path": "/objects/-", "value":
               {"key": "bottle", "label": L, "nameField": "name", "visibility": "private", "fields": [
                 {"key": "name", "label": L, "type": "text", "required": true, "maxLength": 20},
                 {"key": "note", "label": L, "type": "text"},
                 {"key": "labelled", "label": L, "type": "text"},
                 {"key": "size", "label": L, "type": "integer", "max": 9},
                 {"key": "crate", "label": L, "type": "lookup", "target": "crate", "reverse": "bottles"}]}},
             {"op": "add", "path": "/automations", "value": [
               {"key": "labels", "object": "bottle", "label": L, "on": "created", "if": "has(note)",
                "then": [{"set": {"labelled": "\\"for \\" + note"}}]}]}]""".replace("L,", "{\"en\": \"X\", \"zh-CN\": \"项\"},");

    @LocalServerPort
    private int port;

    private ApiClient admin;
    private ApiClient rep;

    @BeforeAll
    void provision() {
        ApiClient operator = new ApiClient(port, OPERATOR).before(new Described());
        admin = operator.as(operator.post("/operator/v1/tenants", """
                        {"slug": "batches", "name": "Batches", "template": "direct-sales", "locale": "en",
                         "timeZone": "UTC", "admin": {"email": "admin@batches.example", "name": "Ada"}}""").text("/adminToken"));
        Answer draft = admin.get("/api/v1/config/draft");
        assertThat(admin.patch("/api/v1/config/draft", CELLAR, draft.header("ETag"))
                        .status())
                .isEqualTo(200);
        Answer published = admin.post("/api/v1/config/draft/publish", "{\"note\": \"cellar\"}");
        assertThat(published.status()).as(published.response().body()).isEqualTo(200);
        Answer member = admin.post(
                "/api/v1/members", "{\"email\": \"rita@batches.example\", \"name\": \"Rita\", \"role\": \"rep\"}");
        rep = operator.as(admin.post("/api/v1/members/" + member.text("/id") + "/tokens", "{\"name\": \"test\"}")
                .text("/token"));
    }

    @Test
    void warnsOfDuplicatesUnlessTheyAreAllowed() {
        String twice = "{\"op\": \"create\", \"values\": {\"name\": \"Twice Ltd\"}}";
        assertThat(batch(admin, "customer", twice)
                        .json()
                        .at("/results/0/status")
                        .intValue())
                .isEqualTo(201);

        Answer warned = batch(admin, "customer", twice);
        Answer allowed =
                admin.post("/api/v1/records/customer/batch?allowDuplicates=true", "{\"operations\": [" + twice + "]}");

        assertThat(warned.json().at("/results/0/status").intValue()).isEqualTo(201);
        assertThat(warned.json().at("/results/0/warnings").size()).isEqualTo(1);
        assertThat(allowed.json().at("/results/0/status").intValue()).isEqualTo(201);
        assertThat(allowed.json().at("/results/0/warnings").isMissingNode()).isTrue();
    }

    private Answer batch(ApiClient client, String object, String... operations) {
        return client.post(
                "/api/v1/records/" + object + "/batch", "{\"operations\": [" + String.join(",", operations) + "]}");
    }

    private static List<Integer> statuses(Answer answer) {
        return StreamSupport.stream(answer.json().at("/results").spliterator(), false)
                .map(result -> result.get("status").intValue())
                .toList();
    }

    private String crate(String name) {
        return admin.post("/api/v1/records/crate", "{\"values\": {\"name\": \"%s\"}}".formatted(name))
                .text("/id");
    }

    private String bottle(String values) {
        return admin.post("/api/v1/records/bottle", "{\"values\": %s}".formatted(values))
                .text("/id");
    }

    private long count(String object, String filter) {
        return admin.list(object, Map.of("filter", filter, "count", "true")).number("/total");
    }

    @Test
    void doesEachOperationAndUndoesOnlyTheRefused() {
        String crate = crate("first");
        String standing = bottle("{\"name\": \"standing\"}");
        String doomed = bottle("{\"name\": \"doomed\"}");

        Answer answer = batch(
                admin,
                "bottle",
                "{\"op\": \"create\", \"values\": {\"name\": \"new\", \"note\": \"Ann\", \"crate\": \"%s\"}}"
                        .formatted(crate),
                "{\"op\": \"create\", \"values\": {\"name\": \"too big\", \"size\": 10, \"crate\": \"%s\"}}"
                        .formatted(crate),
                "{\"op\": \"update\", \"id\": \"%s\", \"values\": {\"crate\": \"%s\"}}".formatted(standing, crate),
                "{\"op\": \"delete\", \"id\": \"%s\"}".formatted(doomed),
                "{\"op\": \"restore\", \"id\": \"%s\"}".formatted(doomed),
                "{\"op\": \"delete\", \"id\": \"0197b5a0-0000-7000-8000-000000000000\"}",
                "{\"op\": \"burn\"}",
                "{\"op\": \"update\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(statuses(answer)).containsExactly(201, 422, 200, 204, 200, 404, 422, 422);
        assertThat(answer.text("/results/1/problem/errors/0/pointer")).isEqualTo("/values/size");
        assertThat(answer.text("/results/1/problem/errors/0/message")).isEqualTo("X: At most 9.");
        assertThat(answer.text("/results/5/problem/code")).isEqualTo("record-not-found");
        assertThat(answer.text("/results/6/problem/code")).isEqualTo("operation-invalid");
        assertThat(answer.number("/results/2/version")).isEqualTo(2);
        assertThat(admin.get("/api/v1/records/crate/" + crate).number("/values/filled"))
                .isEqualTo(2);
        assertThat(admin.get("/api/v1/records/bottle/" + answer.text("/results/0/id"))
                        .text("/values/labelled"))
                .isEqualTo("for Ann");
        assertThat(count("bottle", "name == \"too big\"")).isZero();
    }

    @Test
    void saysWhatTheSingleCallSays() {
        String values = "{\"name\": 5, \"colour\": \"red\", \"size\": 99}";
        JsonNode single = admin.post("/api/v1/records/bottle", "{\"values\": %s}".formatted(values))
                .json();

        JsonNode problem = batch(admin, "bottle", "{\"op\": \"create\", \"values\": %s}".formatted(values))
                .json()
                .at("/results/0/problem");

        for (String member : List.of("type", "title", "status", "detail", "code", "errors")) {
            assertThat(problem.get(member)).as(member).isEqualTo(single.get(member));
        }
    }

    @Test
    void goesOnAfterAValueThatAnotherRecordHas() {
        crate("taken");

        Answer answer = batch(
                admin,
                "crate",
                "{\"op\": \"create\", \"values\": {\"name\": \"taken\"}}",
                "{\"op\": \"create\", \"values\": {\"name\": \"free\"}}",
                "{\"op\": \"create\", \"values\": {\"name\": \"free\"}}");

        assertThat(statuses(answer)).containsExactly(409, 201, 409);
        assertThat(answer.text("/results/2/problem/code")).isEqualTo("not-unique");
        assertThat(count("crate", "name == \"free\"")).isEqualTo(1);
    }

    @Test
    void writesNothingWhereAllOrNothingIsWanted() {
        String crate = crate("atomic");

        Answer answer = admin.post("/api/v1/records/bottle/batch", """
                {"atomic": true, "operations": [
                  {"op": "create", "values": {"name": "one", "crate": "%s"}},
                  {"op": "create", "values": {"name": "two", "size": 10}},
                  {"op": "create", "values": {}}]}""".formatted(crate));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/code")).isEqualTo("batch-refused");
        assertThat(answer.text("/detail")).isEqualTo("Nothing was written: 2 of 3 operations were refused.");
        assertThat(statuses(answer)).containsExactly(424, 422, 422);
        assertThat(answer.json().at("/errors").findValuesAsString("pointer"))
                .contains("/operations/1/values/size", "/operations/2/values/name");
        assertThat(count("bottle", "name == \"one\"")).isZero();
        assertThat(admin.get("/api/v1/records/crate/" + crate).number("/values/filled"))
                .isZero();
    }

    @Test
    void writesAllWhereNothingIsRefused() {
        Answer answer = admin.post("/api/v1/records/bottle/batch", """
                {"atomic": true, "operations": [
                  {"op": "create", "values": {"name": "all"}}, {"op": "create", "values": {"name": "all"}}]}""");

        assertThat(statuses(answer)).containsExactly(201, 201);
        assertThat(count("bottle", "name == \"all\"")).isEqualTo(2);
    }

    @Test
    void takesTwoHundredAndNoMore() {
        List<String> operations =
                new ArrayList<>(Collections.nCopies(200, "{\"op\": \"create\", \"values\": {\"name\": \"many\"}}"));

        Answer fits = batch(admin, "bottle", operations.toArray(new String[0]));
        operations.add(operations.getFirst());
        Answer tooMany = batch(admin, "bottle", operations.toArray(new String[0]));

        assertThat(statuses(fits)).hasSize(200).containsOnly(201);
        assertThat(tooMany.status()).isEqualTo(422);
        assertThat(tooMany.text("/code")).isEqualTo("batch-too-large");
        assertThat(count("bottle", "name == \"many\"")).isEqualTo(200);
    }

    @Test
    void isDoneOnceUnderAKey() {
        String body =
                "{\"operations\": [{\"op\": \"create\", \"values\": {\"name\": \"once\"}}, {\"op\": \"create\", \"values\": {}}]}";

        Answer first = admin.keyed("batch-1").post("/api/v1/records/bottle/batch", body);
        Answer again = admin.keyed("batch-1").post("/api/v1/records/bottle/batch", body);

        assertThat(statuses(first)).containsExactly(201, 422);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(count("bottle", "name == \"once\"")).isEqualTo(1);
    }

    @Test
    void mergesFieldByFieldAndSaysWhoChangedWhat() {
        String id = bottle("{\"name\": \"seen\", \"size\": 1}");
        admin.patch("/api/v1/records/bottle/" + id, "{\"values\": {\"size\": 2}}");

        Answer answer = batch(
                admin,
                "bottle",
                "{\"op\": \"update\", \"id\": \"%s\", \"version\": 1, \"values\": {\"note\": \"x\"}}".formatted(id),
                "{\"op\": \"update\", \"id\": \"%s\", \"version\": 1, \"values\": {\"size\": 3}}".formatted(id),
                "{\"op\": \"delete\", \"id\": \"%s\", \"version\": 1}".formatted(id));

        assertThat(statuses(answer)).containsExactly(200, 409, 412);
        assertThat(answer.text("/results/1/problem/conflict/changedBy/name")).isEqualTo("Ada");
    }

    @Test
    void reachesNobodyElsesRecords() {
        String id = bottle("{\"name\": \"hers\"}");
        JsonNode before = admin.get("/api/v1/records/bottle/" + id).json();

        Answer answer = batch(
                rep,
                "bottle",
                "{\"op\": \"update\", \"id\": \"%s\", \"values\": {\"name\": \"mine\"}}".formatted(id),
                "{\"op\": \"delete\", \"id\": \"%s\"}".formatted(id),
                "{\"op\": \"restore\", \"id\": \"%s\"}".formatted(id));

        assertThat(statuses(answer)).containsExactly(404, 404, 404);
        assertThat(admin.get("/api/v1/records/bottle/" + id).json()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {}                                                       | 422
            {"operations": null}                                     | 422
            {"operations": [null]}                                   | 422
            {"operations": [{"op": null}]}                           | 422
            {"operations": [{"op": "create", "colour": 1}]}          | 422
            {"operations": "create"}                                 | 422
            {"operations": [], "atomic": "yes"}                      | 422
            """)
    void refusesABodyThatIsNoBatch(String body, int status) {
        Answer answer = admin.post("/api/v1/records/bottle/batch", body);

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    }
}
