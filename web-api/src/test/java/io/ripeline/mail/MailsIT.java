package io.ripeline.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.identity.Email;
import io.ripeline.provisioning.ProvisionTenant;
import io.ripeline.provisioning.TenantOrder;
import io.ripeline.refusal.Refused;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.tenancy.TenantSlug;
import io.ripeline.tenancy.TenantTransactions;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Mails on their way through a real SMTP server.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(classes = RipelineApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@SuppressWarnings("NullAway.Init")
class MailsIT {

    @RegisterExtension
    static final SmtpServer SERVER = new SmtpServer();

    @Autowired
    private ProvisionTenant provisionTenant;

    @Autowired
    private Mails mails;

    @Autowired
    private MailTicker ticker;

    @Autowired
    private MailHealth health;

    @Autowired
    private TenantTransactions transactions;

    @Autowired
    private JdbcClient jdbc;

    private TenantScope ada;

    @DynamicPropertySource
    static void server(DynamicPropertyRegistry properties) {
        SERVER.tell(properties);
    }

    @BeforeAll
    void provision() {
        var made = provisionTenant.provision(new TenantOrder(
                new TenantSlug("mails"),
                "Mails Ltd",
                "direct-sales",
                Locale.ENGLISH,
                ZoneId.of("UTC"),
                false,
                new Email("ada@mails.example"),
                "Ada"));
        ada = new TenantScope(made.tenant(), made.admin().id(), Locale.ENGLISH, "test");
    }

    private UUID queue(Outgoing mail) {
        return ada.call(() -> transactions.write(transaction -> mails.queue(transaction, mail)));
    }

    private String state(UUID mail) {
        return jdbc.sql("SELECT state FROM \"%s\"._mail WHERE id = ?"
                        .formatted(ada.tenant().schema()))
                .param(mail)
                .query(String.class)
                .single();
    }

    private int due(UUID mail) {
        return jdbc.sql("SELECT count(*) FROM platform.mail_due WHERE mail_id = ?")
                .param(mail)
                .query(Integer.class)
                .single();
    }

    private static void await(BooleanSupplier met) {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (!met.getAsBoolean()) {
            assertThat(Instant.now())
                    .as("the time until which it should have happened")
                    .isBefore(end);
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }

    @Test
    void aMailArrivesOnceWithItsWordsInAnyLanguage() throws Exception {
        UUID id = queue(Outgoing.notice("bo@field.example", "瓜熟了：八成", "Dear Bo,\n明天见。\n"));

        await(() -> state(id).equals("sent"));

        MimeMessage arrived = SERVER.received().getFirst();
        assertThat(SERVER.received()).hasSize(1);
        assertThat(arrived.getSubject()).isEqualTo("瓜熟了：八成");
        assertThat(String.valueOf(arrived.getContent()).replace("\r\n", "\n").strip())
                .isEqualTo("Dear Bo,\n明天见。");
        InternetAddress from = (InternetAddress) arrived.getFrom()[0];
        assertThat(from.getAddress()).isEqualTo("crm@ripeline.example");
        assertThat(from.getPersonal()).isEqualTo("Mails Ltd");
        assertThat(arrived.getMessageID()).isEqualTo("<" + id + "@ripeline.example>");
        assertThat(due(id)).isZero();
    }

    @Test
    void whatIsNotCommittedIsNotSent() {
        assertThatThrownBy(() -> ada.call(() -> transactions.write(transaction -> {
                    mails.queue(transaction, Outgoing.notice("bo@field.example", "Never", "Never"));
                    throw new IllegalStateException("changed her mind");
                })))
                .isInstanceOf(IllegalStateException.class);

        UUID sent = queue(Outgoing.notice("bo@field.example", "Later", "Later"));
        await(() -> state(sent).equals("sent"));
        assertThat(SERVER.received()).hasSize(1);
    }

    @Test
    void waitsForAServerThatIsAwayAndSaysDegraded() {
        int port = SERVER.port();
        SERVER.stop();

        UUID id = queue(Outgoing.notice("bo@field.example", "Patience", "It will come."));
        await(() -> attempts(id) == 1 && ahead(id));

        assertThat(state(id)).isEqualTo("queued");
        assertThat(new MailHealth(new MailServer(settings(port)))
                        .health()
                        .getStatus()
                        .getCode())
                .isEqualTo("DEGRADED");
        SERVER.start();
        assertThat(new MailHealth(new MailServer(settings(SERVER.port())))
                        .health()
                        .getStatus()
                        .getCode())
                .isEqualTo("UP");
        assertThat(health.health().getStatus().getCode()).isIn("UP", "DEGRADED");
    }

    private static MailSettings settings(int port) {
        return new MailSettings("127.0.0.1", port, null, null, "crm@ripeline.example", MailSettings.Tls.NONE);
    }

    private int attempts(UUID id) {
        return jdbc.sql("SELECT attempts FROM \"%s\"._mail WHERE id = ?"
                        .formatted(ada.tenant().schema()))
                .param(id)
                .query(Integer.class)
                .single();
    }

    /// Whether its next attempt has been put off.
    private boolean ahead(UUID id) {
        return jdbc.sql("SELECT due_at < ? FROM platform.mail_due WHERE mail_id = ?")
                .params(Timestamp.from(Instant.now().plusSeconds(90)), id)
                .query(Boolean.class)
                .single();
    }

    @Test
    void aMailThatIsDueIsTriedAgainByWhoeverLooks() {
        UUID id = queue(Outgoing.notice("bo@field.example", "Lost", "Its job was lost."));
        await(() -> state(id).equals("sent"));
        jdbc.sql("UPDATE \"%s\"._mail SET state = 'queued' WHERE id = ?"
                        .formatted(ada.tenant().schema()))
                .param(id)
                .update();
        jdbc.sql("INSERT INTO platform.mail_due (mail_id, tenant_id, member_id, due_at) VALUES (?, ?, ?, ?)")
                .params(id, ada.tenant().id(), ada.memberId(), Timestamp.from(Instant.now()))
                .update();

        ticker.tick();

        await(() -> state(id).equals("sent"));
        assertThat(due(id)).isZero();
        assertThat(SERVER.received()).hasSize(2);
    }

    @Test
    void nobodyBringsInHeaders() {
        assertThatThrownBy(() -> Outgoing.notice("bo@field.example", "Hi\r\nBcc: all@field.example", "x"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.code().code()).isEqualTo("header-invalid"));
        assertThatThrownBy(() -> Outgoing.notice("bo@field.example\nBcc: all@field.example", "Hi", "x"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.code().code()).isEqualTo("mail-address-invalid"));
        assertThatThrownBy(() -> Outgoing.notice("bo@field.example, eve@field.example", "Hi", "x"))
                .isInstanceOf(Refused.class);
    }

    @Test
    void keepsMailsWhereThereIsNoServer() {
        MailServer none = new MailServer(new MailSettings(null, 587, null, null, "a@b", MailSettings.Tls.STARTTLS));

        assertThat(none.configured()).isFalse();
        assertThat(new MailHealth(none).health().getStatus().getCode()).isEqualTo("UP");
        assertThat(new MailHealth(none).health().getDetails().get("server"))
                .isEqualTo("none configured; mails are kept");
    }
}
