package io.ripeline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.openapi.Described;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// What people say to each other, and that those concerned are told.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + CommentsIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class CommentsIT {

    static final String OPERATOR = "rpl_operator-of-the-comments-test";
    private static final String DAY = "2026-03-02";

    @LocalServerPort
    private int port;

    private ApiClient operator;
    private ApiClient admin;
    private Person mia;
    private Person rita;
    private Person sam;
    private Person foreign;

    private record Person(ApiClient client, String id) {}

    @BeforeAll
    void provision() {
        operator = new ApiClient(port, OPERATOR).before(new Described());
        admin = company("comments");
        mia = hire(admin, "comments", "Mia", "manager", null);
        rita = hire(admin, "comments", "Rita", "rep", mia.id());
        sam = hire(admin, "comments", "Sam", "rep", null);
        ApiClient elsewhere = company("comments-else");
        foreign = hire(elsewhere, "comments-else", "Fay", "rep", null);
    }

    private ApiClient company(String slug) {
        return operator.as(
                operator.post("/operator/v1/tenants", """
                        {"slug": "%1$s", "name": "Talk", "template": "direct-sales", "locale": "en",
                         "timeZone": "Asia/Shanghai", "admin": {"email": "admin@%1$s.example", "name": "Ada"}}""".formatted(slug)).text("/adminToken"));
    }

    private Person hire(ApiClient by, String slug, String name, String role, @Nullable String manager) {
        String under = manager == null ? "" : ", \"managerId\": \"%s\"".formatted(manager);
        String id = by.post(
                        "/api/v1/members",
                        "{\"email\": \"%1$s@%2$s.example\", \"name\": \"%1$s\", \"role\": \"%3$s\"%4$s}"
                                .formatted(name, slug, role, under))
                .text("/id");
        String token = by.post("/api/v1/members/" + id + "/tokens", "{\"name\": \"test\"}")
                .text("/token");
        return new Person(operator.as(token), id);
    }

    private static String customer(Person person, String name) {
        return person.client()
                .post("/api/v1/records/customer", "{\"values\": {\"name\": \"%s\"}}".formatted(name))
                .text("/id");
    }

    private static String comments(String customer) {
        return "/api/v1/records/customer/" + customer + "/comments";
    }

    private static String saying(String text, String... mentions) {
        return "{\"text\": \"%s\", \"mentions\": [%s]}"
                .formatted(text, mentions.length == 0 ? "" : "\"" + String.join("\",\"", mentions) + "\"");
    }

    private static List<String> told(Person person) {
        List<String> kinds = new ArrayList<>();
        for (JsonNode item :
                person.client().get("/api/v1/notifications?unread=true").json().at("/items")) {
            kinds.add(item.at("/kind").asString() + ": " + item.at("/text").asString());
        }
        person.client().post("/api/v1/notifications/read", "{\"all\": true}");
        return kinds;
    }

    @Test
    void standInTheTimelineAndAreToldToThoseConcerned() {
        String id = customer(rita, "Acme");
        told(rita);
        told(mia);

        Answer said = mia.client().post(comments(id), saying(" Ask them about the price. "));
        Answer answered = rita.client().post(comments(id), saying("Did so, @Mia.", mia.id()));

        assertThat(said.status()).as(said.response().body()).isEqualTo(201);
        assertThat(said.text("/text")).isEqualTo("Ask them about the price.");
        assertThat(answered.text("/mentions/0/name")).isEqualTo("Mia");
        Answer timeline = mia.client().get("/api/v1/records/customer/" + id + "/timeline?kinds=comment");
        assertThat(timeline.text("/items/0/kind")).isEqualTo("comment");
        assertThat(timeline.text("/items/0/data/text")).isEqualTo("Did so, @Mia.");
        assertThat(timeline.json().at("/items/0/data/own").asBoolean()).isFalse();
        assertThat(timeline.text("/items/1/data/text")).isEqualTo("Ask them about the price.");
        assertThat(rita.client().get(comments(id)).json().at("/items")).hasSize(2);
        assertThat(told(rita)).containsExactly("comment: Mia commented on Acme: Ask them about the price.");
        assertThat(told(mia)).containsExactly("mention: Rita mentioned you about Acme: Did so, @Mia.");
    }

    @Test
    void mentionNobodyWhoCannotSeeTheRecord() {
        String id = customer(rita, "Hidden");
        told(sam);

        Answer unseen = rita.client().post(comments(id), saying("Hey", mia.id(), sam.id()));
        Answer unknown = rita.client().post(comments(id), saying("Hey", foreign.id()));

        assertThat(unseen.status()).isEqualTo(422);
        assertThat(unseen.text("/code")).isEqualTo("mention-unseen");
        assertThat(unseen.text("/errors/0/pointer")).isEqualTo("/mentions/1");
        assertThat(unknown.text("/code")).isEqualTo("mention-unseen");
        assertThat(rita.client().get(comments(id)).json().at("/items")).isEmpty();
        assertThat(told(sam)).isEmpty();
        rita.client()
                .post(
                        "/api/v1/records/customer/" + id + "/shares",
                        "{\"member\": \"%s\", \"access\": \"read\"}".formatted(sam.id()));
        assertThat(rita.client().post(comments(id), saying("Now", sam.id())).status())
                .isEqualTo(201);
        assertThat(told(sam))
                .containsExactly(
                        "mention: Rita mentioned you about Hidden: Now", "share: Rita shared Hidden with you.");
    }

    @Test
    void areDeletedByWhoSaidThemOnly() {
        String id = customer(rita, "Retracted");
        String own = rita.client().post(comments(id), saying("Oops")).text("/id");

        Answer byOther = mia.client().send("DELETE", comments(id) + "/" + own);
        Answer bySelf = rita.client().send("DELETE", comments(id) + "/" + own);
        Answer again = rita.client().send("DELETE", comments(id) + "/" + own);

        assertThat(byOther.status()).isEqualTo(403);
        assertThat(byOther.text("/code")).isEqualTo("comment-not-own");
        assertThat(bySelf.status()).isEqualTo(204);
        assertThat(again.status()).isEqualTo(404);
        assertThat(rita.client().get(comments(id)).json().at("/items")).isEmpty();
        assertThat(rita.client()
                        .get("/api/v1/records/customer/" + id + "/timeline?kinds=comment")
                        .json()
                        .at("/items"))
                .isEmpty();
    }

    @Test
    void refuseWhatIsNoComment() {
        String id = customer(rita, "Strict");

        assertThat(rita.client().post(comments(id), saying("  ")).text("/errors/0/pointer"))
                .isEqualTo("/text");
        assertThat(rita.client().post(comments(id), saying("x".repeat(4_001))).text("/code"))
                .isEqualTo("comment-invalid");
        assertThat(rita.client()
                        .post(comments(id), "{\"text\": \"a\", \"html\": true}")
                        .text("/code"))
                .isEqualTo("unknown-property");
        assertThat(rita.client().post(comments(id), saying("y".repeat(4_000))).status())
                .isEqualTo(201);
    }

    @Test
    void aboutADayAreForTheRepAndThoseAbove() {
        String path = "/api/v1/days/" + rita.id() + "/" + DAY + "/comments";
        told(rita);

        assertThat(mia.client().post(path, saying("Good day!")).status()).isEqualTo(201);

        assertThat(told(rita)).containsExactly("comment: Mia commented on the day 2026-03-02 of Rita: Good day!");
        assertThat(rita.client().get(path).text("/items/0/text")).isEqualTo("Good day!");
        assertThat(admin.get(path).json().at("/items")).hasSize(1);
        assertThat(sam.client().get(path).status()).isEqualTo(404);
        assertThat(sam.client().post(path, saying("Me too")).status()).isEqualTo(404);
        assertThat(foreign.client().get(path).status()).isEqualTo(404);
        assertThat(mia.client().post(path, saying("And you?", sam.id())).text("/code"))
                .isEqualTo("mention-unseen");
        assertThat(mia.client().get(path.replace(DAY, "someday")).text("/code")).isEqualTo("date-invalid");
    }

    @Test
    void whatIsGivenIsToldOneByOneAndThenTogether() {
        told(sam);
        for (int number = 1; number <= 8; number++) {
            admin.post(
                    "/api/v1/records/customer",
                    "{\"values\": {\"name\": \"Lead %d\"}, \"ownerId\": \"%s\"}".formatted(number, sam.id()));
        }

        List<String> told = told(sam);

        assertThat(told).hasSize(6);
        assertThat(told.getFirst()).isEqualTo("assigned: Ada made you the owner of 3 more: Customers.");
        assertThat(told.get(1)).isEqualTo("assigned: Ada made you the owner of Lead 5.");
    }

    @Test
    void notificationsArePagedAndReadByTheirReaderOnly() {
        Person reader = hire(admin, "comments", "Rae", "rep", mia.id());
        String id = customer(reader, "Paged");
        for (int number = 1; number <= 3; number++) {
            mia.client().post(comments(id), saying("Word " + number));
        }

        Answer first = reader.client().get("/api/v1/notifications?limit=2");
        Answer second = reader.client().get("/api/v1/notifications?limit=2&cursor=" + first.text("/nextCursor"));
        String one = first.text("/items/0/id");

        assertThat(first.json().at("/items")).hasSize(2);
        assertThat(first.number("/unread")).isEqualTo(3);
        assertThat(first.text("/items/0/link")).isEqualTo("/o/customer/" + id);
        assertThat(first.text("/items/0/record/name")).isEqualTo("Paged");
        assertThat(second.json().at("/items")).hasSize(1);
        assertThat(second.json().at("/nextCursor").isNull()).isTrue();
        assertThat(sam.client()
                        .post("/api/v1/notifications/read", "{\"ids\": [\"%s\"]}".formatted(one))
                        .status())
                .isEqualTo(404);
        assertThat(reader.client()
                        .post("/api/v1/notifications/read", "{\"ids\": [\"%s\"]}".formatted(one))
                        .number("/unread"))
                .isEqualTo(2);
        assertThat(reader.client().post("/api/v1/notifications/read", "{}").text("/code"))
                .isEqualTo("read-invalid");
        assertThat(reader.client().get("/api/v1/notifications?cursor=nonsense").text("/code"))
                .isEqualTo("cursor-invalid");
        assertThat(reader.client().get("/api/v1/notifications?limit=0").text("/code"))
                .isEqualTo("limit-invalid");
    }

    @Test
    void whoDoesNotSeeTheRecordAnyMoreIsNotToldOfIt() {
        String id = customer(rita, "Lost to Sam");
        mia.client().post(comments(id), saying("A secret"));
        admin.patch("/api/v1/records/customer/" + id, "{\"ownerId\": \"%s\"}".formatted(sam.id()));

        JsonNode last =
                rita.client().get("/api/v1/notifications?limit=1").json().at("/items/0");

        assertThat(last.at("/record").isNull()).isTrue();
        assertThat(last.at("/text").asString()).doesNotContain("secret").doesNotContain("Lost");
        assertThat(last.at("/link").asString()).isEqualTo("/notifications");
    }

    @Test
    void settingsAreKeptAndSilenceWhatIsNotWanted() {
        Person quiet = hire(admin, "comments", "Quinn", "rep", mia.id());
        String path = "/api/v1/me/notification-settings";
        Answer before = quiet.client().get(path);
        assertThat(before.json().at("/kinds/mention/mail").asBoolean()).isTrue();
        assertThat(before.text("/digestAt")).isEqualTo("17:30");

        Answer kept = quiet.client().send("PUT", path, """
                {"mail": false, "quiet": null, "digestAt": null,
                 "kinds": {"comment": {"app": false, "mail": true}}}""");

        assertThat(kept.status()).as(kept.response().body()).isEqualTo(200);
        assertThat(quiet.client().get(path).json().at("/kinds/comment/app").asBoolean())
                .isFalse();
        mia.client().post(comments(customer(quiet, "Silent")), saying("Unheard"));
        assertThat(told(quiet)).isEmpty();
        assertThat(quiet.client().send("PUT", path, """
                {"mail": true, "quiet": {"from": "25:00", "to": "08:00"}, "digestAt": null, "kinds": {}}""").text("/errors/0/pointer"))
                .isEqualTo("/quiet/from");
        assertThat(quiet.client().send("PUT", path, """
                {"mail": true, "quiet": null, "digestAt": "noon", "kinds": {}}""").text("/code")).isEqualTo("time-invalid");
        assertThat(quiet.client().send("PUT", path, """
                {"mail": true, "quiet": null, "digestAt": null, "kinds": {"gossip": {"app": true, "mail": true}}}""").text("/errors/0/pointer"))
                .isEqualTo("/kinds/gossip");
    }
}
