package io.ripeline.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient;
import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.acceptance.WholeNode;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.KilledNode;
import io.ripeline.embedded.OnRealServers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/// A node is killed after the server took its mail and before that is noted.
@OnRealServers
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + KilledMailIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class KilledMailIT {

    static final String OPERATOR = "rpl_operator-of-the-killed-mail-test";
    private static final RefusingMailServer SERVER = new RefusingMailServer();

    @LocalServerPort
    private int port;

    @Autowired
    private Environment environment;

    @Autowired
    private MailTicker ticker;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    @Qualifier("jobRunner")
    private SmartLifecycle jobs;

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

    private static void await(BooleanSupplier met) {
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        while (!met.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Test
    void hasItsMailSentOnceMoreAndNoOftener() throws Exception {
        ApiClient operator = new ApiClient(port, OPERATOR);
        Answer provisioned = operator.post("/operator/v1/tenants", """
                {"slug": "killed-mail", "name": "Killed", "template": "telesales", "locale": "en",
                 "timeZone": "UTC", "admin": {"email": "ada@killed.example", "name": "Ada"}}""");
        ApiClient ada = operator.as(provisioned.text("/adminToken"));
        String record = "/api/v1/records/customer/"
                + ada.post("/api/v1/records/customer", "{\"values\": {\"name\": \"Bo\"}}")
                        .text("/id");
        jobs.stop();
        try (KilledNode node = WholeNode.start(
                environment,
                "ripeline.mail.host=127.0.0.1",
                "ripeline.mail.port=" + SERVER.port(),
                "ripeline.mail.tls=none")) {
            SERVER.beforeAnswering(id -> node.kill());
            ada.post(record + "/mail", "{\"subject\": \"Hello\", \"body\": \"There\", \"to\": \"bo@field.example\"}");
            await(() -> SERVER.taken().size() == 1);
        }
        SERVER.beforeAnswering(id -> {});
        String state = ada.get(record + "/mails").text("/items/0/state");

        // The job is taken up while the dead node still has the mail to itself, and then when it has not.
        jdbc.sql("UPDATE platform.job SET lease_until = now() - interval '1 second' WHERE state = 'running'")
                .update();
        jobs.start();
        await(() -> jdbc.sql("SELECT count(*) FROM platform.job WHERE state IN ('queued', 'running')")
                        .query(Long.class)
                        .single()
                == 0);
        int meanwhile = SERVER.taken().size();
        String schema = jdbc.sql("SELECT schema_name FROM platform.tenant WHERE slug = 'killed-mail'")
                .query(String.class)
                .single();
        jdbc.sql("UPDATE \"%s\"._mail SET taken_until = now() - interval '1 second'".formatted(schema))
                .update();
        jdbc.sql("UPDATE platform.mail_due SET due_at = now() - interval '1 second'")
                .update();
        ticker.tick();
        await(() -> ada.get(record + "/mails").text("/items/0/state").equals("sent"));

        JsonNode mail = ada.get(record + "/mails").json().at("/items/0");
        assertThat(state).isEqualTo("queued");
        assertThat(meanwhile).isOne();
        assertThat(mail.at("/attempts").asInt()).isEqualTo(2);
        assertThat(SERVER.taken()).hasSize(2);
        assertThat(SERVER.taken().get(1)).isEqualTo(SERVER.taken().get(0));
        assertThat(jdbc.sql("SELECT count(*) FROM platform.mail_due")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
