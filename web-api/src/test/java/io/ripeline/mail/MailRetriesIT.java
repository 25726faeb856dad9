package io.ripeline.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient;
import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/// Mails that a server refuses: for good, or for now.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + MailRetriesIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class MailRetriesIT {

    static final String OPERATOR = "rpl_operator-of-the-retries-test";
    private static final String CUSTOMERS = "/api/v1/records/customer";
    private static final RefusingMailServer SERVER = new RefusingMailServer();

    @LocalServerPort
    private int port;

    @Autowired
    private MailTicker ticker;

    @Autowired
    private JdbcClient jdbc;

    private ApiClient admin;
    private ApiClient rita;

    @DynamicPropertySource
    static void server(DynamicPropertyRegistry properties) {
        properties.add("ripeline.mail.host", () -> "127.0.0.1");
        properties.add("ripeline.mail.port", SERVER::port);
        properties.add("ripeline.mail.tls", () -> "none");
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @BeforeAll
    void provision() {
        ApiClient operator = new ApiClient(port, OPERATOR);
        admin = operator.as(operator.post("/operator/v1/tenants", """
                        {"slug": "retries", "name": "Retries", "template": "telesales", "locale": "en",
                         "timeZone": "UTC", "admin": {"email": "admin@retries.example", "name": "Ada"}}""").text("/adminToken"));
        Answer member = admin.post(
                "/api/v1/members", "{\"email\": \"rita@retries.example\", \"name\": \"Rita\", \"role\": \"rep\"}");
        rita = admin.as(admin.post("/api/v1/members/" + member.text("/id") + "/tokens", "{\"name\": \"test\"}")
                .text("/token"));
    }

    /// A customer to whom a mail was written.
    private String written(String address) {
        String record = CUSTOMERS + "/"
                + rita.post(CUSTOMERS, "{\"values\": {\"name\": \"%s\"}}".formatted(address))
                        .text("/id");
        Answer queued = rita.post(
                record + "/mail", "{\"subject\": \"Hello\", \"body\": \"There\", \"to\": \"%s\"}".formatted(address));
        assertThat(queued.status()).as(queued.response().body()).isEqualTo(202);
        return record;
    }

    private JsonNode mail(String record) {
        return rita.get(record + "/mails").json().at("/items/0");
    }

    private static void await(BooleanSupplier met) {
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        while (!met.getAsBoolean()) {
            assertThat(Instant.now())
                    .as("the time until which it should have happened")
                    .isBefore(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private JsonNode notices(String record) {
        String id = record.substring(CUSTOMERS.length() + 1);
        List<JsonNode> told = rita.get("/api/v1/notifications?limit=200")
                .json()
                .at("/items")
                .valueStream()
                .filter(each -> each.at("/record/id").asString().equals(id))
                .toList();
        assertThat(told).hasSize(1);
        return told.getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "recipient, nobody@gone.example, 550 5.1.1 No such user here",
        "mail, bo@strict.example, 554 5.7.1 Rejected as spam"
    })
    void givesUpAtOnceWhatIsRefusedForGood(String what, String address, String reply) {
        if (what.equals("mail")) {
            SERVER.refuseMail(address, reply);
        } else {
            SERVER.refuseRecipient(address, reply);
        }

        String record = written(address);
        await(() -> mail(record).at("/state").asString().equals("failed"));

        assertThat(mail(record).at("/problem").asString()).isEqualTo(reply);
        assertThat(mail(record).at("/attempts").asInt()).isOne();
        assertThat(notices(record).at("/kind").asString()).isEqualTo("mail_failed");
        assertThat(notices(record).at("/text").asString()).contains(address, reply);
        assertThat(rita.get("/api/v1/records/activity/"
                                + mail(record).at("/activityId").asString())
                        .text("/values/mail_state"))
                .isEqualTo("failed");
        letTimePass(record);
        assertThat(SERVER.asked(address)).isOne();
    }

    @Test
    void triesAgainWithLongerAndLongerWaitsAndThenGivesUpAndTells() {
        String address = "bo@busy.example";
        SERVER.refuseMail(address, "451 4.3.2 Come back later");
        String record = written(address);
        for (int minutes : List.of(1, 5, 30, 120, 480)) {
            Duration wait = Duration.ofMinutes(minutes);
            await(() -> Duration.between(Instant.now(), waits(record))
                            .minus(wait)
                            .abs()
                            .toSeconds()
                    < 25);
            assertThat(mail(record).at("/state").asString()).isEqualTo("queued");
            assertThat(mail(record).at("/problem").asString()).isEqualTo("451 4.3.2 Come back later");
            letTimePass(record);
        }

        await(() -> mail(record).at("/state").asString().equals("failed"));

        assertThat(SERVER.asked(address)).isEqualTo(6);
        assertThat(notices(record).at("/text").asString()).contains("Come back later");
        letTimePass(record);
        assertThat(SERVER.asked(address)).isEqualTo(6);
    }

    @Test
    void arrivesOnceTheServerTakesIt() {
        String address = "bo@greylisting.example";
        SERVER.refuseRecipient(address, "450 4.2.0 Greylisted");
        String record = written(address);
        await(() -> mail(record).at("/attempts").asInt() == 1
                && !mail(record).at("/problem").isNull());

        SERVER.refuseRecipient(address, null);
        letTimePass(record);

        await(() -> mail(record).at("/state").asString().equals("sent"));
        assertThat(SERVER.asked(address)).isEqualTo(2);
        assertThat(rita.get("/api/v1/notifications?limit=200").response().body())
                .doesNotContain("greylisting");
    }

    /// By the template's own rule for contacts, then by the platform's.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isNoContactBeforeItIsSent(boolean own) {
        if (!own) {
            String tag = admin.get("/api/v1/config/draft").header("ETag");
            admin.patch("/api/v1/config/draft", "[{\"op\": \"remove\", \"path\": \"/contacts\"}]", tag);
            assertThat(admin.post("/api/v1/config/draft/publish", "{\"note\": \"usual\"}")
                            .status())
                    .isEqualTo(200);
        }
        String address = "bo@%s.example".formatted(own ? "waiting" : "waiting-too");
        SERVER.refuseRecipient(address, "450 4.2.0 Greylisted");
        String record = written(address);
        String id = record.substring(CUSTOMERS.length() + 1);
        Answer item = rita.post("/api/v1/records/follow_up", """
                {"values": {"due_on": "%s", "original_due_on": "%1$s", "channel": "call", "state": "open"},
                 "subject": {"object": "customer", "id": "%s"}}""".formatted(LocalDate.now(ZoneOffset.UTC), id));
        assertThat(item.status()).as(item.response().body()).isEqualTo(201);
        await(() -> mail(record).at("/attempts").asInt() == 1
                && !mail(record).at("/problem").isNull());
        Instant written = startOf(record);
        assertThat(lastContact(id)).isEmpty();

        SERVER.refuseRecipient(address, null);
        letTimePass(record);
        await(() -> mail(record).at("/state").asString().equals("sent"));

        assertThat(lastContact(id)).contains(LocalDate.now(ZoneOffset.UTC).toString());
        assertThat(startOf(record)).isAfter(written);
    }

    private Instant startOf(String record) {
        return Instant.parse(rita.get("/api/v1/records/activity/"
                        + mail(record).at("/activityId").asString())
                .text("/values/started_at"));
    }

    private Optional<String> lastContact(String customer) {
        JsonNode today = rita.get("/api/v1/worklist").json().at("/today");
        JsonNode item = today.valueStream()
                .filter(each -> each.at("/subject/id").asString().equals(customer))
                .findFirst()
                .orElseThrow(() -> new AssertionError(today.toString()));
        return Optional.of(item.at("/lastContactOn")).filter(on -> !on.isNull()).map(JsonNode::asString);
    }

    /// A job that finds a mail in other hands, as where its queue was long, sends nothing.
    @Test
    void isSentOnceWhereTwoJobsCameToSendIt() {
        String address = "bo@twice.example";
        long[] jobs = new long[1];
        SERVER.beforeAnswering(id -> {
            if (jobs[0]++ == 0) {
                jdbc.sql("UPDATE platform.mail_due SET due_at = ?")
                        .param(Timestamp.from(Instant.now()))
                        .update();
                ticker.tick();
                await(() -> running() <= 1);
            }
        });

        String record = written(address);
        await(() -> mail(record).at("/state").asString().equals("sent"));
        SERVER.beforeAnswering(id -> {});

        assertThat(SERVER.asked(address)).isOne();
    }

    private long running() {
        return jdbc.sql("SELECT count(*) FROM platform.job WHERE kind = 'send-mail' AND state IN ('queued', 'running')")
                .query(Long.class)
                .single();
    }

    private UUID id(String record) {
        return UUID.fromString(mail(record).at("/id").asString());
    }

    private Instant waits(String record) {
        return jdbc.sql("SELECT due_at FROM platform.mail_due WHERE mail_id = ?")
                .param(id(record))
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    /// As if the time of its next attempt had come.
    private void letTimePass(String record) {
        jdbc.sql("UPDATE platform.mail_due SET due_at = ? WHERE mail_id = ?")
                .params(Timestamp.from(Instant.now()), id(record))
                .update();
        ticker.tick();
    }
}
