package io.ripeline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.openapi.Described;
import io.ripeline.record.RecordRight;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// Sharing, claiming and transferring as a client sees them.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + HandsIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class HandsIT {

    static final String OPERATOR = "rpl_operator-of-the-hands";
    private static final String CUSTOMERS = "/api/v1/records/customer";

    @LocalServerPort
    private int port;

    private Founded company;
    private ApiClient admin;
    private ApiClient rita;
    private ApiClient sam;
    private String samId;

    @BeforeAll
    void provision() {
        company = Founded.by(new ApiClient(port, OPERATOR).before(new Described()), "hands");
        admin = company.admin();
        rita = company.hire("Rita", "rep").api();
        Founded.Person hired = company.hire("Sam", "rep");
        sam = hired.api();
        samId = hired.id();
    }

    private String customer(ApiClient by) {
        Answer made = by.post(CUSTOMERS, "{\"values\": {\"name\": \"Northern Foods\"}}");
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        return CUSTOMERS + "/" + made.text("/id");
    }

    @Test
    void aShareIsAddedListedAndEnded() {
        String record = customer(rita);
        assertThat(sam.get(record).status()).isEqualTo(404);

        Answer added = rita.post(
                record + "/shares",
                "{\"member\": \"%s\", \"access\": \"read\", \"as\": \"presales\", \"until\": \"2099-01-01T00:00:00Z\"}"
                        .formatted(samId));

        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        JsonNode share = rita.get(record + "/shares").json().at("/items/0");
        assertThat(share).isEqualTo(added.json());
        assertThat(share.at("/member/name").asString()).isEqualTo("Sam");
        assertThat(share.at("/role").isNull()).isTrue();
        assertThat(share.at("/as").asString()).isEqualTo("presales");
        assertThat(share.at("/by/name").asString()).isEqualTo("Rita");
        assertThat(sam.get(record).status()).isEqualTo(200);
        assertThat(sam.patch(record, "{\"values\": {\"name\": \"Mine\"}}").text("/code"))
                .isEqualTo("right-missing");
        assertThat(rita.send("DELETE", record + "/shares/" + share.at("/id").asString())
                        .status())
                .isEqualTo(204);
        assertThat(sam.get(record).status()).isEqualTo(404);
    }

    @Test
    void aRecordSaysWhatItsReaderMayDo() {
        String record = customer(rita);
        List<String> owner = List.of("update", "delete", "give", "share", "grade", "merge", "release", "plan");
        assertThat(may(rita, record)).containsExactlyElementsOf(owner);
        assertThat(may(admin, record)).containsExactlyElementsOf(with(owner, "transfer"));
        assertThat(may(rita.patch(record, "{\"values\": {\"city\": \"Wuhan\"}}")))
                .containsExactlyElementsOf(owner);
        assertThat(rita.list("customer", Map.of()).json().at("/items/0").has("may"))
                .isFalse();

        share(record, "read");
        assertThat(may(sam, record)).containsExactly("plan");
        assertThat(sam.send("DELETE", record).text("/code")).isEqualTo("right-missing");
        share(record, "edit");
        assertThat(may(sam, record)).containsExactly("update", "grade", "plan");
        assertThat(sam.post(record + "/grade", "{\"grade\": \"d\"}").status()).isEqualTo(200);
        assertThat(sam.post(record + "/shares", "{\"member\": \"%s\", \"access\": \"read\"}".formatted(samId))
                        .text("/code"))
                .isEqualTo("right-missing");

        rita.post(record + "/release", "{\"pool\": \"public_sea\", \"reason\": \"no need\"}");
        assertThat(may(sam, record)).contains("claim").doesNotContain("release", "delete");
    }

    private void share(String record, String access) {
        Answer shared =
                rita.post(record + "/shares", "{\"member\": \"%s\", \"access\": \"%s\"}".formatted(samId, access));
        assertThat(shared.status()).as(shared.response().body()).isEqualTo(201);
    }

    private static List<String> with(List<String> rights, String more) {
        return Stream.concat(rights.stream(), Stream.of(more))
                .sorted(Comparator.comparing(right -> RecordRight.valueOf(right.toUpperCase(Locale.ROOT))))
                .toList();
    }

    private static List<String> may(ApiClient reader, String record) {
        return may(reader.get(record));
    }

    private static List<String> may(Answer answer) {
        return answer.json().at("/may").valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void aShareWithARoleNamesIt() {
        Answer added = rita.post(customer(rita) + "/shares", "{\"role\": \"manager\", \"access\": \"edit\"}");

        assertThat(added.text("/role/key")).isEqualTo("manager");
        assertThat(added.json().at("/member").isNull()).isTrue();
        assertThat(rita.post(customer(rita) + "/shares", "{\"role\": \"manager\", \"access\": \"all\"}")
                        .text("/errors/0/pointer"))
                .isEqualTo("/access");
    }

    @Test
    void aRecordIsReleasedClaimedAndTheOthersToldWhoWasFaster() {
        String record = customer(rita);

        assertThat(rita.post(record + "/release", "{\"pool\": \"public_sea\", \"reason\": \"no need\"}")
                        .status())
                .isEqualTo(200);

        assertThat(sam.list("customer", Map.of("pool", "public_sea"))
                        .json()
                        .at("/items")
                        .size())
                .isPositive();
        Answer won = sam.post(record + "/claim", "{}");
        assertThat(won.status()).as(won.response().body()).isEqualTo(200);
        assertThat(won.text("/owner/name")).isEqualTo("Sam");
        ApiClient tom = company.hire("Tom", "rep").api();
        Answer lost = tom.post(record + "/claim", "{\"pool\": \"public_sea\"}");
        assertThat(lost.status()).isEqualTo(409);
        assertThat(lost.text("/code")).isEqualTo("already-claimed");
        assertThat(lost.text("/owner/name")).isEqualTo("Sam");
        assertThat(rita.post(record + "/claim", "").text("/code")).isEqualTo("cooling-off");
        JsonNode pool = sam.get("/api/v1/pools").json().at("/items/0");
        assertThat(pool.at("/key").asString()).isEqualTo("public_sea");
        assertThat(pool.at("/claimedNow").asInt()).isEqualTo(1);
        assertThat(pool.at("/left").asInt()).isEqualTo(pool.at("/claimLimit").asInt() - 1);
        assertThat(sam.get("/api/v1/pools/public_sea/warnings")
                        .json()
                        .at("/items")
                        .isArray())
                .isTrue();
    }

    @Test
    void aSetIsTransferredAndTakenBack() {
        String record = customer(rita);
        String id = record.substring(CUSTOMERS.length() + 1);
        String wanted =
                "\"ids\": [\"%s\"], \"to\": \"%s\", \"children\": [\"deal\", \"follow_up\"]".formatted(id, samId);

        Answer preview = admin.post(CUSTOMERS + "/transfer", "{%s, \"dryRun\": true}".formatted(wanted));
        Answer begun = admin.post(CUSTOMERS + "/transfer", "{%s, \"reason\": \"leave\"}".formatted(wanted));

        assertThat(preview.number("/records")).isEqualTo(1);
        assertThat(preview.json().at("/children/deal").asInt()).isZero();
        assertThat(preview.text("/examples/0/name")).isEqualTo("Northern Foods");
        assertThat(begun.status()).as(begun.response().body()).isEqualTo(202);
        JsonNode result = admin.finished(begun).at("/result");
        assertThat(result.at("/skipped").asInt()).isZero();
        assertThat(sam.get(record).text("/owner/name")).isEqualTo("Sam");
        assertThat(rita.get(record).status()).isEqualTo(404);
        assertThat(admin.get("/api/v1/transfers").text("/items/0/id"))
                .isEqualTo(result.at("/id").asString());
        Answer undone = admin.post("/api/v1/transfers/" + result.at("/id").asString() + "/undo", "");
        assertThat(undone.status()).isEqualTo(202);
        assertThat(admin.finished(undone).at("/state").asString()).isEqualTo("done");
        assertThat(rita.get(record).status()).isEqualTo(200);
    }
}
