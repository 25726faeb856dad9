package io.ripeline.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient;
import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.openapi.Described;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// The telephone system's feed as the system sees it.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + CallsIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class CallsIT {

    static final String OPERATOR = "rpl_operator-of-the-calls";
    private static final String CUSTOMERS = "/api/v1/records/customer";

    @LocalServerPort
    private int port;

    private ApiClient admin;
    private ApiClient rita;
    private ApiClient sam;
    private ApiClient stranger;

    @BeforeAll
    void provision() {
        admin = company("calls");
        stranger = company("strangers");
        rita = hire("Rita", "801");
        sam = hire("Sam", "802");
    }

    private ApiClient company(String slug) {
        ApiClient operator = new ApiClient(port, OPERATOR).before(new Described());
        return operator.as(
                operator.post("/operator/v1/tenants", """
                        {"slug": "%1$s", "name": "Calls", "template": "telesales", "locale": "en", "timeZone": "UTC",
                         "admin": {"email": "admin@%1$s.example", "name": "Ada"}}""".formatted(slug)).text("/adminToken"));
    }

    private ApiClient hire(String name, String extension) {
        Answer member = admin.post(
                "/api/v1/members",
                "{\"email\": \"%1$s@calls.example\", \"name\": \"%1$s\", \"role\": \"rep\"}".formatted(name));
        Answer changed =
                admin.patch("/api/v1/members/" + member.text("/id"), "{\"extension\": \"%s\"}".formatted(extension));
        assertThat(changed.text("/extension")).as(changed.response().body()).isEqualTo(extension);
        return admin.as(admin.post("/api/v1/members/" + member.text("/id") + "/tokens", "{\"name\": \"test\"}")
                .text("/token"));
    }

    private static String customer(ApiClient by, String name, String phone, String more) {
        Answer made = by.post(
                CUSTOMERS, "{\"values\": {\"name\": \"%s\", \"phone\": \"%s\"%s}}".formatted(name, phone, more));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        return made.text("/id");
    }

    private static String ago(int seconds) {
        return Instant.now()
                .minusSeconds(seconds)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private static String call(String id, String number, String startedAt, String more) {
        return """
                {"externalId": "%s", "number": "%s", "direction": "out", "startedAt": "%s", "ringingSeconds": 9,
                 "wrapUpSeconds": 20%s}""".formatted(id, number, startedAt, more);
    }

    private long activitiesOf(String customer) {
        return admin.list("activity", java.util.Map.of("filter", "subject_id == \"%s\"".formatted(customer)))
                .json()
                .at("/items")
                .size();
    }

    @ParameterizedTest
    @CsvSource({
        "0571-8888 1001, +86 571 88881001",
        "+86 139 0000 1002, 13900001002",
        "13900001003, 008613900001003",
        "+44 20 7946 1004, 0044 (0)20 7946-1004",
        "(0571) 8888-1005 转 12, +8657188881005"
    })
    void findsTheCustomerHoweverTheNumberIsWritten(String stored, String dialled) {
        String customer = customer(rita, "Shop " + stored, stored, "");

        Answer answer = admin.post(
                "/api/v1/calls",
                call("form-" + stored, dialled, ago(100), ", \"member\": \"801\", \"talkSeconds\": 60"));

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        assertThat(answer.text("/subject/id")).isEqualTo(customer);
        JsonNode activity = rita.get("/api/v1/records/activity/" + answer.text("/activity/id"))
                .json();
        assertThat(activity.at("/values/kind").asString()).isEqualTo("call");
        assertThat(activity.at("/values/duration_seconds").asInt()).isEqualTo(60);
        assertThat(activity.at("/values/ringing_seconds").asInt()).isEqualTo(9);
        assertThat(activity.at("/values/talk_seconds").asInt()).isEqualTo(60);
        assertThat(activity.at("/values/wrap_up_seconds").asInt()).isEqualTo(20);
        assertThat(activity.at("/values/answered").asBoolean()).isTrue();
        assertThat(activity.at("/owner/name").asString()).isEqualTo("Rita");
    }

    @Test
    void endsThePlannedCallAndPlansTheNext() {
        String customer = customer(rita, "Planned", "13900002001", ", \"grade\": \"b\"");
        String item = rita.list("follow_up", java.util.Map.of("filter", "subject_id == \"%s\"".formatted(customer)))
                .text("/items/0/id");
        rita.patch(
                "/api/v1/records/follow_up/" + item,
                "{\"values\": {\"due_on\": \"%s\"}}".formatted(ago(0).substring(0, 10)));

        Answer answer = rita.post("/api/v1/calls", call("planned", "13900002001", ago(90), ", \"talkSeconds\": 45"));

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        assertThat(answer.text("/completed/id")).isEqualTo(item);
        assertThat(answer.text("/next/channel")).isEqualTo("call");
        assertThat(answer.text("/next/because/rule")).isEqualTo("weekly");
        assertThat(rita.get("/api/v1/records/follow_up/" + item).text("/values/state"))
                .isEqualTo("done");
    }

    @Test
    void oneCallIsOneActivityHoweverOftenItIsDeliveredAndAtOnce() throws Exception {
        String customer = customer(rita, "Ten times", "13900003001", "");
        String body = call("ten-times", "13900003001", ago(90), ", \"talkSeconds\": 45");
        List<Callable<Answer>> ten = IntStream.range(0, 10)
                .<Callable<Answer>>mapToObj(_ -> () -> admin.post("/api/v1/calls", body))
                .toList();

        List<Answer> answers;
        try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
            answers = threads.invokeAll(ten).stream().map(Future::resultNow).toList();
        }

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).containsOnly(200, 201);
        assertThat(answers)
                .extracting(Answer::json)
                .containsOnly(answers.getFirst().json());
        assertThat(activitiesOf(customer)).isEqualTo(1);
        Answer other = admin.post("/api/v1/calls", call("ten-times", "13900003001", ago(90), ", \"talkSeconds\": 46"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.text("/code")).isEqualTo("call-conflict");
        assertThat(activitiesOf(customer)).isEqualTo(1);
    }

    @Test
    void unknownNumbersAreKeptAsideAssignedOrDismissed() {
        Answer kept = rita.post("/api/v1/calls", call("unknown-1", "13900004001", ago(90), ", \"talkSeconds\": 45"));
        Answer again = rita.post("/api/v1/calls", call("unknown-2", "withheld", ago(90), ""));

        assertThat(kept.status()).as(kept.response().body()).isEqualTo(202);
        assertThat(again.status()).isEqualTo(202);
        assertThat(sam.get("/api/v1/calls/unknown").json().at("/items").size()).isZero();
        JsonNode listed = rita.get("/api/v1/calls/unknown").json();
        assertThat(listed.at("/items").findValuesAsString("number")).contains("13900004001", "withheld");
        String customer = customer(rita, "Now known", "0571 6666 0001", "");
        String path = "/api/v1/calls/unknown/" + kept.text("/unknown/id");
        String whose = "{\"object\": \"customer\", \"id\": \"%s\"}".formatted(customer);
        assertThat(sam.post(path + "/assign", whose).status()).isEqualTo(404);
        assertThat(stranger.post(path + "/assign", whose).status()).isEqualTo(404);
        Answer assigned = rita.post(path + "/assign", whose);
        assertThat(assigned.status()).as(assigned.response().body()).isEqualTo(201);
        assertThat(assigned.text("/subject/name")).isEqualTo("Now known");
        assertThat(activitiesOf(customer)).isEqualTo(1);
        assertThat(rita.post(path + "/assign", whose).text("/code")).isEqualTo("call-not-found");
        String second = "/api/v1/calls/unknown/" + again.text("/unknown/id");
        assertThat(rita.post(second + "/dismiss", "{\"reason\": \" \"}").text("/code"))
                .isEqualTo("reason-missing");
        assertThat(rita.post(second + "/dismiss", "{\"reason\": \"private\"}").status())
                .isEqualTo(204);
        assertThat(rita.get("/api/v1/calls/unknown").json().at("/total").asInt())
                .isZero();
    }

    @Test
    void aContactsNumberIsItsCustomers() {
        String customer = customer(rita, "With a contact", "0571 6666 1001", "");
        rita.post(
                "/api/v1/records/contact",
                "{\"values\": {\"name\": \"Bo\", \"customer\": \"%s\", \"phone\": \"139 0000 5001\"}}"
                        .formatted(customer));

        Answer answer = rita.post("/api/v1/calls", call("contact", "+8613900005001", ago(90), ""));

        assertThat(answer.text("/subject/id")).as(answer.response().body()).isEqualTo(customer);
    }

    @Test
    void anotherRepsOrCompanysCustomerIsNotFoundByItsNumber() {
        String customer = customer(rita, "Hers", "13900006001", "");

        Answer sams = sam.post("/api/v1/calls", call("sams", "13900006001", ago(90), ""));
        Answer strangers = stranger.post("/api/v1/calls", call("strangers", "13900006001", ago(90), ""));

        assertThat(sams.status()).isEqualTo(202);
        assertThat(strangers.status()).isEqualTo(202);
        assertThat(activitiesOf(customer)).isZero();
        Answer forHer = sam.post("/api/v1/calls", call("for-her", "13900006001", ago(90), ", \"member\": \"801\""));
        assertThat(forHer.text("/code")).isEqualTo("call-member-unknown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "call-too-long|/talkSeconds|\"talkSeconds\": 86401",
                "call-ends-before-beginning|/talkSeconds|\"talkSeconds\": -1",
                "call-ends-before-beginning|/endedAt|\"endedAt\": \"2026-01-01T00:00:00Z\"",
                "call-in-future|/startedAt|\"talkSeconds\": 3600",
                "call-invalid|/answered|\"talkSeconds\": 5, \"answered\": false",
                "record-invalid|/outcome|\"talkSeconds\": 5, \"outcome\": \"splendid\"",
                "call-member-unknown|/member|\"member\": \"999\""
            })
    void whatCannotBeIsRefusedAtItsPlace(String code, String pointer, String more) {
        customer(rita, "Refused " + code, "1390000" + (7000 + Math.abs((code + more).hashCode() % 999)), "");
        String number = "1390000" + (7000 + Math.abs((code + more).hashCode() % 999));

        Answer answer = admin.post("/api/v1/calls", call("bad-" + code, number, ago(60), ", " + more));

        assertThat(answer.text("/code")).as(answer.response().body()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo(pointer);
    }

    @Test
    void aCallToBeIsRefused() {
        String soon = Instant.now().plusSeconds(3600).toString();

        assertThat(admin.post("/api/v1/calls", call("future", "13900001002", soon, ""))
                        .text("/code"))
                .isEqualTo("call-in-future");
    }

    @Test
    void manyAreTakenAtOnceAndEachIsAnsweredAsAlone() {
        String customer = customer(rita, "Batched", "13900008001", "");
        String calls = String.join(
                ",",
                call("b-1", "13900008001", ago(900), ", \"talkSeconds\": 10"),
                call("b-2", "13900008999", ago(800), ""),
                call("b-3", "13900008001", ago(700), ", \"talkSeconds\": -5"),
                call("b-1", "13900008001", ago(900), ", \"talkSeconds\": 11"),
                call("b-4", "13900008001", ago(600), ", \"outcome\": \"splendid\""),
                call("b-5", "13900008001", ago(500), ", \"talkSeconds\": 40"));

        Answer answer = admin.post("/api/v1/calls/batch", "{\"calls\": [%s]}".formatted(calls));

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(answer.json().at("/results").findValues("status").stream()
                        .map(JsonNode::asInt)
                        .filter(status -> status < 600)
                        .distinct()
                        .toList())
                .containsExactlyInAnyOrder(201, 202, 422, 409);
        assertThat(answer.json().at("/results/4/problem/code").asString()).isEqualTo("record-invalid");
        assertThat(answer.json().at("/results/5/status").asInt()).isEqualTo(201);
        assertThat(activitiesOf(customer)).isEqualTo(2);
        String many = String.join(",", java.util.Collections.nCopies(201, call("x", "1", ago(9), "")));
        assertThat(admin.post("/api/v1/calls/batch", "{\"calls\": [%s]}".formatted(many))
                        .text("/code"))
                .isEqualTo("too-many-calls");
    }

    @Test
    void aBatchEndsWhatIsPlannedAndDeliveredAgainChangesNothing() {
        String planned = customer(rita, "Planned among many", "13900012001", ", \"grade\": \"b\"");
        String idle = customer(rita, "Idle among many", "13900012002", "");
        String item = rita.list("follow_up", java.util.Map.of("filter", "subject_id == \"%s\"".formatted(planned)))
                .text("/items/0/id");
        rita.patch(
                "/api/v1/records/follow_up/" + item,
                "{\"values\": {\"due_on\": \"%s\"}}".formatted(ago(0).substring(0, 10)));
        String body = "{\"calls\": [%s]}"
                .formatted(String.join(
                        ",",
                        call("among-1", "13900012001", ago(900), ", \"talkSeconds\": 45"),
                        call("among-2", "13900012002", ago(800), ", \"talkSeconds\": 45"),
                        call("among-3", "13900012999", ago(700), "")));

        JsonNode first = rita.post("/api/v1/calls/batch", body).json().at("/results");
        JsonNode again = rita.post("/api/v1/calls/batch", body).json().at("/results");

        assertThat(first.valueStream().map(each -> each.at("/status").asInt())).containsExactly(201, 201, 202);
        assertThat(first.at("/0/answer/completed/id").asString()).isEqualTo(item);
        assertThat(first.at("/0/answer/next/because/rule").asString()).isEqualTo("weekly");
        assertThat(first.at("/1/answer/completed").isNull()).isTrue();
        assertThat(first.at("/1/answer/subject/name").asString()).isEqualTo("Idle among many");
        assertThat(again.valueStream().map(each -> each.at("/status").asInt())).containsExactly(200, 200, 200);
        assertThat(again.valueStream().map(each -> each.at("/answer")))
                .containsExactlyElementsOf(
                        first.valueStream().map(each -> each.at("/answer")).toList());
        assertThat(activitiesOf(planned)).isEqualTo(1);
        assertThat(activitiesOf(idle)).isEqualTo(1);
    }

    @Test
    void batchesThatMeetAtTheSameCustomersAreAllTaken() throws Exception {
        List<String> numbers =
                IntStream.range(0, 12).mapToObj("139000131%02d"::formatted).toList();
        List<String> ids = numbers.stream()
                .map(number -> customer(rita, "Met " + number, number, ", \"grade\": \"b\""))
                .toList();
        List<Callable<Answer>> batches = IntStream.range(0, 6)
                .<Callable<Answer>>mapToObj(batch -> () -> rita.post(
                        "/api/v1/calls/batch",
                        "{\"calls\": [%s]}"
                                .formatted(IntStream.range(0, 24)
                                        .filter(call -> call < 12 || call % 6 == batch)
                                        .mapToObj(call -> call(
                                                "met-%d-%d".formatted(batch, call),
                                                numbers.get((batch % 2 == 0 ? call : 23 - call) % 12),
                                                ago(60 + call),
                                                ", \"talkSeconds\": 45"))
                                        .collect(java.util.stream.Collectors.joining(",")))))
                .toList();

        List<Answer> answers;
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            answers = threads.invokeAll(batches).stream().map(Future::resultNow).toList();
        }

        assertThat(answers.stream()
                        .flatMap(answer -> answer.json().at("/results").valueStream())
                        .map(result -> result.at("/status").asInt()))
                .hasSize(6 * 14)
                .containsOnly(201);
        assertThat(ids.stream().mapToLong(this::activitiesOf).sum()).isEqualTo(6 * 14);
    }

    @Test
    void onlyEffectiveCallsMoveTheRhythmOn() {
        String customer = customer(rita, "Short talk", "13900009001", ", \"grade\": \"b\"");
        String filter = "subject_id == \"%s\"".formatted(customer);
        String before =
                rita.list("follow_up", java.util.Map.of("filter", filter)).text("/items/0/values/due_on");

        rita.post("/api/v1/calls", call("short", "13900009001", ago(90), ", \"talkSeconds\": 12"));

        assertThat(rita.list("follow_up", java.util.Map.of("filter", filter)).text("/items/0/values/due_on"))
                .isEqualTo(before);
        assertThat(rita.list(
                                "customer",
                                java.util.Map.of(
                                        "filter",
                                        "id == \"%s\" && activities.exists(a, a.talk_seconds >= 30)"
                                                .formatted(customer)))
                        .json()
                        .at("/items")
                        .size())
                .isZero();
    }

    @Test
    void anExtensionIsOneMembersAndHasAForm() {
        String samId = sam.get("/api/v1/me").text("/member/id");

        assertThat(admin.patch("/api/v1/members/" + samId, "{\"extension\": \"801\"}")
                        .text("/code"))
                .isEqualTo("extension-taken");
        assertThat(admin.patch("/api/v1/members/" + samId, "{\"extension\": \"8 0\"}")
                        .text("/code"))
                .isEqualTo("extension-invalid");
        assertThat(sam.patch("/api/v1/members/" + samId, "{\"extension\": \"803\"}")
                        .text("/code"))
                .isEqualTo("right-missing");
        assertThat(admin.get("/api/v1/members").response().body()).contains("\"extension\":\"802\"");
    }
}
