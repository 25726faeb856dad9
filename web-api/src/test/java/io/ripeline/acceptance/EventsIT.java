package io.ripeline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.json.StrictJson;
import io.ripeline.signin.Browser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// What happens reaches who looks, and nobody else.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"ripeline.operator.token=" + EventsIT.OPERATOR, "ripeline.live.beat=1s"})
@SuppressWarnings("NullAway.Init")
class EventsIT {

    static final String OPERATOR = "rpl_operator-of-the-events-test";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private ApiClient operator;
    private ApiClient admin;
    private String adminToken;
    private String annToken;
    private String bobToken;
    private String bobId;
    private ApiClient ann;
    private ApiClient bob;
    private final List<Listening> open = new ArrayList<>();

    @BeforeAll
    void provision() {
        operator = new ApiClient(port, OPERATOR);
        adminToken = company("events");
        admin = operator.as(adminToken);
        annToken = token(member("Ann"));
        bobId = member("Bob");
        bobToken = token(bobId);
        ann = operator.as(annToken);
        bob = operator.as(bobToken);
    }

    private String company(String slug) {
        return operator.post("/operator/v1/tenants", """
                        {"slug": "%s", "name": "Events", "template": "direct-sales", "locale": "en",
                         "timeZone": "UTC", "admin": {"email": "admin@%1$s.example", "name": "Ada"}}""".formatted(slug)).text("/adminToken");
    }

    private String member(String name) {
        return admin.post("/api/v1/members", """
                        {"email": "%s@events.example", "name": "%1$s", "role": "rep"}""".formatted(name)).text("/id");
    }

    private String token(String member) {
        return admin.post("/api/v1/members/" + member + "/tokens", "{\"name\": \"test\"}")
                .text("/token");
    }

    @AfterEach
    void hangUp() {
        open.forEach(Listening::close);
        open.clear();
    }

    /// One event as it came.
    record Event(String id, String name, JsonNode data) {}

    /// An open stream.
    private final class Listening {

        private final HttpResponse<java.io.InputStream> response;
        private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        private final Thread reading;
        private volatile String last = "";
        private volatile boolean ended;

        Listening(String token, String topics, @Nullable String from) throws IOException, InterruptedException {
            this("Authorization", "Bearer " + token, topics, from);
        }

        Listening(String header, String sign, String topics, @Nullable String from)
                throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + port + "/api/v1/events" + topics))
                    .header(header, sign);
            if (from != null) {
                request.header("Last-Event-ID", from);
            }
            response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream());
            reading = Thread.ofVirtual().start(this::read);
            open.add(this);
        }

        private void read() {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                String name = "";
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("id: ")) {
                        last = line.substring(4);
                    } else if (line.startsWith("event: ")) {
                        name = line.substring(7);
                    } else if (line.startsWith("data: ")) {
                        events.add(new Event(last, name, StrictJson.MAPPER.readTree(line.substring(6))));
                    }
                }
            } catch (IOException closed) {
                // the end
            }
            ended = true;
        }

        Listening begun() throws InterruptedException {
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (last.isEmpty() && System.nanoTime() < until) {
                Thread.sleep(10);
            }
            return this;
        }

        Event next() throws InterruptedException {
            return Optional.ofNullable(events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .orElseThrow(() -> new AssertionError("nothing happened"));
        }

        void awaitEnd() throws InterruptedException {
            long until = System.nanoTime() + PATIENCE.multipliedBy(2).toNanos();
            while (!ended && System.nanoTime() < until) {
                Thread.sleep(20);
            }
            assertThat(ended).isTrue();
        }

        /// The next of a customer: what is planned for customers happens beside.
        Event nextOfCustomer() throws InterruptedException {
            return nextOf("customer");
        }

        /// The next of an object, behind what tells of others or of a share that has just begun.
        Event nextOf(String object) throws InterruptedException {
            Event event = next();
            while (!event.data().at("/object").asString().equals(object)) {
                event = next();
            }
            return event;
        }

        void close() {
            reading.interrupt();
            try {
                response.body().close();
            } catch (IOException closed) {
                // the end
            }
        }
    }

    private Listening listen(String token, String topics) throws Exception {
        return new Listening(token, topics, null).begun();
    }

    private static String customer(ApiClient person, String name) {
        return person.post("/api/v1/records/customer", "{\"values\": {\"name\": \"%s\"}}".formatted(name))
                .text("/id");
    }

    @Test
    void tellWhatHappenedToARecordAndWhoDidIt() throws Exception {
        Listening stream = listen(annToken, "?topics=record");

        String id = customer(ann, "Seen by Ann");
        ann.patch("/api/v1/records/customer/" + id, "{\"values\": {\"name\": \"Renamed\"}}");
        Event created = stream.nextOfCustomer();
        Event updated = stream.nextOfCustomer();
        admin.send("DELETE", "/api/v1/records/customer/" + id);
        Event deleted = stream.nextOfCustomer();

        assertThat(stream.response.headers().firstValue("content-type")).contains("text/event-stream;charset=utf-8");
        assertThat(created.name()).isEqualTo("record-changed");
        assertThat(created.data().at("/object").asString()).isEqualTo("customer");
        assertThat(created.data().at("/id").asString()).isEqualTo(id);
        assertThat(created.data().at("/op").asString()).isEqualTo("created");
        assertThat(created.data().at("/by/name").asString()).isEqualTo("Ann");
        assertThat(updated.data().at("/version").asInt()).isEqualTo(2);
        assertThat(deleted.data().at("/op").asString()).isEqualTo("deleted");
    }

    @Test
    void tellNobodyWhoMayNotSeeIt() throws Exception {
        Listening bobs = listen(bobToken, "?topics=record");
        Listening admins = listen(adminToken, "?topics=record");
        Listening others = listen(company("elsewhere"), "?topics=record");

        String secret = customer(ann, "Ann's secret");
        String own = customer(bob, "Bob's own");

        assertThat(admins.nextOfCustomer().data().at("/id").asString()).isEqualTo(secret);
        assertThat(bobs.nextOfCustomer().data().at("/id").asString()).isEqualTo(own);
        assertThat(others.events).isEmpty();
    }

    @Test
    void tellOfWhatIsSharedFromThenOn() throws Exception {
        String shared = customer(ann, "For both");
        Listening bobs = listen(bobToken, "?topics=record");
        Listening anns = listen(annToken, "?topics=record");

        ann.patch("/api/v1/records/customer/" + shared, "{\"values\": {\"name\": \"Not yet\"}}");
        assertThat(anns.nextOfCustomer().data().at("/version").asInt()).isEqualTo(2);
        ann.post(
                "/api/v1/records/customer/" + shared + "/shares",
                "{\"member\": \"%s\", \"access\": \"read\"}".formatted(bobId));
        ann.patch("/api/v1/records/customer/" + shared, "{\"values\": {\"name\": \"Now\"}}");

        Event event = bobs.nextOfCustomer();
        assertThat(event.data().at("/id").asString()).isEqualTo(shared);
        assertThat(event.data().at("/version").asInt()).isEqualTo(3);
    }

    @Test
    void haveWhomItIsShownOtherwiseLoadAnew() throws Exception {
        String shares = "/api/v1/records/customer/" + customer(ann, "For a while") + "/shares";
        Listening bobs = listen(bobToken, "?topics=record");
        Listening admins = listen(adminToken, "?topics=record");

        String share = ann.post(shares, "{\"member\": \"%s\", \"access\": \"read\"}".formatted(bobId))
                .text("/id");
        assertThat(bobs.next().name()).isEqualTo("reset");
        ann.send("DELETE", shares + "/" + share);
        assertThat(bobs.next().name()).isEqualTo("reset");
        ann.post(shares, "{\"role\": \"rep\", \"access\": \"read\"}");
        assertThat(bobs.next().name()).isEqualTo("reset");

        String next = customer(ann, "The next");
        assertThat(admins.next().data().at("/id").asString()).isEqualTo(next);
    }

    @Test
    void sayNothingOfWhatWasRefused() throws Exception {
        Listening stream = listen(annToken, "?topics=record");

        ann.post("/api/v1/records/customer", "{\"values\": {\"name\": 7}}");
        String id = customer(ann, "After a refusal");

        assertThat(stream.nextOfCustomer().data().at("/id").asString()).isEqualTo(id);
    }

    @Test
    void goOnFromTheLastOneSeen() throws Exception {
        Listening first = listen(annToken, "?topics=record");
        customer(ann, "One");
        Event one = first.nextOfCustomer();
        first.close();
        String two = customer(ann, "Two");
        customer(bob, "Not hers");
        String three = customer(ann, "Three");

        Listening again = new Listening(annToken, "?topics=record", one.id());

        assertThat(again.nextOfCustomer().data().at("/id").asString()).isEqualTo(two);
        assertThat(again.nextOfCustomer().data().at("/id").asString()).isEqualTo(three);
    }

    @Test
    void beginAnewWhereTheLastOneSeenIsForgotten() throws Exception {
        for (String forgotten : List.of("r_1-0_1", "m123_5-0_1", "nonsense")) {
            Listening stream = new Listening(annToken, "", forgotten);

            assertThat(stream.next().name()).isEqualTo("reset");
        }
    }

    @Test
    void tellOfVersionsJobsAndTheWorklist() throws Exception {
        Listening stream = listen(adminToken, "?topics=version,worklist,job");

        String id = customer(admin, "Ripe");
        admin.post("/api/v1/records/follow_up", """
                {"values": {"due_on": "2026-12-01", "channel": "call", "state": "open"},
                 "subject": {"object": "customer", "id": "%s"}}""".formatted(id));
        assertThat(stream.next().name()).isEqualTo("worklist-changed");
        String tag = admin.get("/api/v1/config/draft").header("ETag");
        admin.patch("/api/v1/config/draft", """
                [{"op": "add", "path": "/objects/0/fields/-", "value":
                  {"key": "extra", "label": {"en": "X", "zh-CN": "项"}, "type": "formula", "formula": "name",
                   "result": "text"}}]""", tag);
        admin.post("/api/v1/config/draft/publish", "{\"note\": \"more\"}");

        List<String> names = new ArrayList<>();
        while (!names.contains("job-progress") || !names.contains("version-published")) {
            names.add(stream.next().name());
        }
        assertThat(names).contains("version-published", "job-progress");
    }

    @Test
    void tellOfNotificationsToTheirReaderOnly() throws Exception {
        Listening bobs = listen(bobToken, "?topics=notification");
        Listening admins = listen(adminToken, "?topics=notification");

        admin.post(
                "/api/v1/records/customer",
                "{\"values\": {\"name\": \"For Bob\"}, \"ownerId\": \"%s\"}".formatted(bobId));
        Event told = bobs.next();
        bob.post("/api/v1/notifications/read", "{\"all\": true}");
        Event read = bobs.next();

        assertThat(told.name()).isEqualTo("notification");
        assertThat(told.data().at("/by/name").asString()).isEqualTo("Ada");
        assertThat(told.data().has("object")).isFalse();
        assertThat(read.name()).isEqualTo("notification");
        assertThat(admins.events).isEmpty();
    }

    @Test
    void refuseATopicThatThereIsNot() {
        ApiClient.Answer answer = ann.get("/api/v1/events?topics=record,gossip");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/code")).isEqualTo("topic-unknown");
    }

    @Test
    void endForWhoLeftTheCompany() throws Exception {
        String carl = member("Carl");
        Listening stream = listen(token(carl), "");

        admin.patch("/api/v1/members/" + carl, "{\"active\": false}");
        customer(ann, "Something happens");

        stream.awaitEnd();
    }

    @Test
    void endWhenTheTokenIsRevoked() throws Exception {
        String token = token(bobId);
        Listening stream = listen(token, "?topics=version");
        Listening kept = listen(bobToken, "?topics=version");

        jdbc.sql("UPDATE platform.service_token SET revoked_at = now() WHERE hash = ?")
                .param(hash(token))
                .update();

        stream.awaitEnd();
        assertThat(kept.ended).isFalse();
    }

    @Test
    void servePagesAndEndWithTheirSession() throws Exception {
        ApiClient.Answer dora = admin.post(
                "/api/v1/members", "{\"email\": \"dora@events.example\", \"name\": \"Dora\", \"role\": \"rep\"}");
        Browser browser = new Browser(port);
        browser.signIn(browser.visit("/login"), "dora@events.example", dora.text("/temporaryPassword"));
        String cookie = "ripeline-session="
                + browser.cookie("ripeline-session").orElseThrow().getValue();
        Listening stream = new Listening("Cookie", cookie, "?topics=record", null).begun();

        String id = given(dora.text("/id"));
        assertThat(stream.nextOfCustomer().data().at("/id").asString()).isEqualTo(id);
        String csrf = browser.cookie("XSRF-TOKEN").orElseThrow().getValue();
        assertThat(browser.send("POST", "/logout", "", "X-XSRF-TOKEN", csrf).statusCode())
                .isLessThan(400);

        stream.awaitEnd();
    }

    private String given(String owner) {
        return admin.post(
                        "/api/v1/records/customer",
                        "{\"values\": {\"name\": \"Given\"}, \"ownerId\": \"%s\"}".formatted(owner))
                .text("/id");
    }

    @Test
    void tellOfTheDeletionWhomItWasShownTo() throws Exception {
        String shared = customer(ann, "Shown to Bob");
        String deal = ann.post(
                        "/api/v1/records/deal",
                        "{\"values\": {\"name\": \"Theirs\", \"customer\": \"%s\"}}".formatted(shared))
                .text("/id");
        ann.post(
                "/api/v1/records/customer/" + shared + "/shares",
                "{\"member\": \"%s\", \"access\": \"read\"}".formatted(bobId));
        Listening bobs = listen(bobToken, "?topics=record");

        ann.patch("/api/v1/records/deal/" + deal, "{\"values\": {\"name\": \"Still theirs\"}}");
        assertThat(bobs.nextOf("deal").data().at("/id").asString()).isEqualTo(deal);
        ann.send("DELETE", "/api/v1/records/deal/" + deal);
        assertThat(bobs.nextOf("deal").data().at("/op").asString()).isEqualTo("deleted");
        ann.send("DELETE", "/api/v1/records/customer/" + shared);

        assertThat(bobs.nextOfCustomer().data().at("/op").asString()).isEqualTo("deleted");
    }

    @Test
    void tellOfTheDeletionThoseOfThePool() throws Exception {
        String pooled = customer(ann, "Nobody's");
        assertThat(ann.post(
                                "/api/v1/records/customer/" + pooled + "/release",
                                "{\"pool\": \"public_sea\", \"reason\": \"no need\"}")
                        .status())
                .isEqualTo(200);
        Listening bobs = listen(bobToken, "?topics=record");

        admin.send("DELETE", "/api/v1/records/customer/" + pooled);

        Event deleted = bobs.nextOfCustomer();
        assertThat(deleted.data().at("/id").asString()).isEqualTo(pooled);
        assertThat(deleted.data().at("/op").asString()).isEqualTo("deleted");
    }

    @Test
    void letTheFormerOwnerLookAnew() throws Exception {
        String id = customer(ann, "Given away");
        Listening anns = listen(annToken, "?topics=record");
        Listening bobs = listen(bobToken, "?topics=record");
        Listening admins = listen(adminToken, "?topics=record");

        admin.patch("/api/v1/records/customer/" + id, "{\"ownerId\": \"%s\"}".formatted(bobId));

        Event anew = anns.next();
        while (!anew.name().equals("reset")) {
            assertThat(anew.data().at("/id").asString()).isNotEqualTo(id);
            anew = anns.next();
        }
        assertThat(bobs.nextOfCustomer().data().at("/id").asString()).isEqualTo(id);
        assertThat(admins.nextOfCustomer().data().at("/id").asString()).isEqualTo(id);
        assertThat(admins.events).noneMatch(event -> event.name().equals("reset"));
    }

    @Test
    void areTwentyForAMemberAtMost() throws Exception {
        String token = token(member("Emil"));
        for (int number = 0; number < 20; number++) {
            listen(token, "?topics=version");
        }

        ApiClient.Answer refused = operator.as(token).get("/api/v1/events");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text("/code")).isEqualTo("too-many-streams");
        assertThat(listen(bobToken, "?topics=version").last).isNotEmpty();
    }

    private static byte[] hash(String token) throws java.security.NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    }
}
