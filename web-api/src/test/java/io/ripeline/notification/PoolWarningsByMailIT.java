package io.ripeline.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient;
import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.job.UpkeepTicker;
import io.ripeline.mail.SmtpServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Warnings that customers are about to fall back to their pool, on their way by a real SMTP server.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + PoolWarningsByMailIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class PoolWarningsByMailIT {

    static final String OPERATOR = "rpl_operator-of-the-pool-warnings";

    @RegisterExtension
    static final SmtpServer SERVER = new SmtpServer();

    @LocalServerPort
    private int port;

    @Autowired
    private UpkeepTicker ticker;

    @Autowired
    private JdbcClient jdbc;

    @DynamicPropertySource
    static void server(DynamicPropertyRegistry properties) {
        SERVER.tell(properties);
    }

    /// A company with a pool that warns three days before.
    private final class Company {

        private final String slug;
        private final boolean english;
        private final ApiClient admin;

        Company(String slug, String locale) {
            this.slug = slug + "-" + locale.toLowerCase(Locale.ROOT);
            this.english = locale.equals("en");
            ApiClient operator = new ApiClient(port, OPERATOR);
            admin = operator.as(operator.post("/operator/v1/tenants", """
                            {"slug": "%1$s", "name": "%1$s", "template": "direct-sales", "locale": "%2$s", "timeZone": "UTC",
                             "admin": {"email": "admin@%1$s.example", "name": "Ada"}}""".formatted(this.slug, locale))
                    .text("/adminToken"));
            String tag = admin.get("/api/v1/config/draft").header("ETag");
            Answer patched = admin.patch("/api/v1/config/draft", """
                    [{"op": "add", "path": "/pools/-", "value":
                      {"key": "fading", "object": "customer", "label": {"en": "Fading", "zh-CN": "公海"},
                       "when": "city == \\"Fadingham\\"", "reclaimAfterDays": 6, "warnDays": 3}}]""", tag);
            assertThat(patched.status()).as(patched.response().body()).isEqualTo(200);
            assertThat(admin.post("/api/v1/config/draft/publish", "{\"note\": \"pool\"}")
                            .status())
                    .isEqualTo(200);
        }

        ApiClient hire(String name, String settings) {
            String id = admin.post(
                            "/api/v1/members",
                            "{\"email\": \"%1$s@%2$s.example\", \"name\": \"%1$s\", \"role\": \"rep\"}"
                                    .formatted(name, slug))
                    .text("/id");
            ApiClient member = admin.as(admin.post("/api/v1/members/" + id + "/tokens", "{\"name\": \"test\"}")
                    .text("/token"));
            Answer kept = member.send("PUT", "/api/v1/me/notification-settings", settings);
            assertThat(kept.status()).as(kept.response().body()).isEqualTo(200);
            return member;
        }

        /// A customer of hers that falls back in two days.
        String fading(ApiClient owner, String name) {
            String id =
                    owner.post("/api/v1/records/customer", """
                            {"values": {"name": "%s", "city": "Fadingham"}}""".formatted(name)).text("/id");
            jdbc.sql("UPDATE \"%s\".customer SET created_at = created_at - interval '4 days' WHERE id = ?::uuid"
                            .formatted(schema()))
                    .param(id)
                    .update();
            return id;
        }

        String warning(String customer) {
            LocalDate on = LocalDate.now(ZoneOffset.UTC).plusDays(2);
            return english
                    ? "%s falls back to its pool on %s unless somebody is in touch.".formatted(customer, on)
                    : "若不跟进，“%s”将于 %s 收回公海。".formatted(customer, on);
        }

        String digest(int count) {
            return english
                    ? count == 1 ? "One thing you have not read yet" : count + " things you have not read yet"
                    : "您有 " + count + " 条未读通知";
        }

        /// As if the time had come for what was held back.
        void letTimePass() {
            jdbc.sql(
                            "UPDATE \"%s\"._notification SET mail_at = now() - interval '1 minute' WHERE mailed_at IS NULL AND mail_at IS NOT NULL"
                                    .formatted(schema()))
                    .update();
            jdbc.sql("UPDATE platform.alarm SET at = now() - interval '1 minute' WHERE kind = 'notices'")
                    .update();
            ticker.tick();
            settled();
        }

        List<MimeMessage> mails(String name) {
            return SERVER.received().stream()
                    .filter(mail -> told(mail::getAllRecipients)[0].toString().equals(name + "@" + slug + ".example"))
                    .toList();
        }

        List<String> subjects(String name) {
            return mails(name).stream().map(mail -> told(mail::getSubject)).toList();
        }

        private String schema() {
            return jdbc.sql("SELECT schema_name FROM platform.tenant WHERE slug = ?")
                    .param(slug)
                    .query(String.class)
                    .single();
        }
    }

    private interface Telling<T> {
        T tell() throws MessagingException, IOException;
    }

    private static <T> T told(Telling<T> mail) {
        try {
            return mail.tell();
        } catch (MessagingException broken) {
            throw new IllegalStateException(broken);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void upkeep() {
        jdbc.sql("DELETE FROM platform.upkeep").update();
        ticker.tick();
        settled();
    }

    private void settled() {
        await(() -> jdbc.sql("SELECT count(*) FROM platform.job WHERE state NOT IN ('done', 'failed')")
                        .query(Integer.class)
                        .single()
                == 0);
    }

    private static void await(BooleanSupplier met) {
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        while (!met.getAsBoolean()) {
            assertThat(Instant.now())
                    .as("the time until which it should have happened")
                    .isBefore(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static String quiet(LocalTime from, LocalTime to) {
        DateTimeFormatter time = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
        return """
                {"mail": true, "quiet": {"from": "%s", "to": "%s"}, "digestAt": null,
                 "kinds": {"reclaim": {"app": true, "mail": true}}}""".formatted(time.format(from), time.format(to));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void goAtOnceToWhoeverWantsThemSoButNotInQuietHours(String locale) {
        Company company = new Company("quick", locale);
        LocalTime now = LocalTime.now(ZoneOffset.UTC);
        ApiClient awake = company.hire("awake", quiet(now.plusHours(8), now.plusHours(16)));
        ApiClient asleep = company.hire("asleep", quiet(now.minusHours(2), now.plusHours(6)));
        company.fading(awake, "Dawn Ltd");
        company.fading(asleep, "Dusk Ltd");

        upkeep();
        upkeep();

        assertThat(company.subjects("awake")).containsExactly(company.warning("Dawn Ltd"));
        MimeMessage mail = company.mails("awake").getFirst();
        assertThat(told(mail::getContent).toString()).startsWith(company.warning("Dawn Ltd"));
        assertThat(company.subjects("asleep")).isEmpty();
        company.letTimePass();
        assertThat(company.subjects("asleep")).containsExactly(company.warning("Dusk Ltd"));
        assertThat(company.subjects("awake")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void standTogetherInOneDigestWithoutThoseThatWereAverted(String locale) {
        Company company = new Company("daily", locale);
        String hour = LocalTime.now(ZoneOffset.UTC).plusHours(3).toString().substring(0, 5);
        ApiClient dan = company.hire("dan", """
                {"mail": true, "quiet": null, "digestAt": "%s", "kinds": {}}""".formatted(hour));
        company.fading(dan, "First Ltd");
        company.fading(dan, "Second Ltd");
        String averted = company.fading(dan, "Averted Ltd");
        upkeep();
        Answer called =
                dan.post("/api/v1/records/activity", """
                {"values": {"kind": "call", "outcome": "connected", "started_at": "%s", "duration_seconds": 60},
                 "subject": {"object": "customer", "id": "%s"}}""".formatted(Instant.now().minusSeconds(60), averted));
        assertThat(called.status()).as(called.response().body()).isEqualTo(201);
        assertThat(company.subjects("dan")).as("before the hour of the digest").isEmpty();

        company.letTimePass();
        upkeep();
        company.letTimePass();

        assertThat(company.subjects("dan")).containsExactly(company.digest(2));
        String body = told(company.mails("dan").getFirst()::getContent).toString();
        assertThat(body)
                .contains("- " + company.warning("First Ltd"), "- " + company.warning("Second Ltd"))
                .doesNotContain("Averted Ltd");
    }
}
