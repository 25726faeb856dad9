package io.ripeline.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.identity.Email;
import io.ripeline.job.UpkeepTicker;
import io.ripeline.mail.SmtpServer;
import io.ripeline.member.ChangeMember;
import io.ripeline.member.InviteMember;
import io.ripeline.notification.Settings.Channel;
import io.ripeline.provisioning.ProvisionTenant;
import io.ripeline.provisioning.TenantOrder;
import io.ripeline.record.Sessions;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.tenancy.TenantSlug;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

/// Notices on their way by a real SMTP server.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(classes = RipelineApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@SuppressWarnings("NullAway.Init")
class NoticesByMailIT {

    @RegisterExtension
    static final SmtpServer SERVER = new SmtpServer();
    private static final Map<String, Channel> ALL_AT_ONCE = Map.of("comment", new Channel(true, true));

    @Autowired
    private ProvisionTenant provisionTenant;

    @Autowired
    private InviteMember inviteMember;

    @Autowired
    private ChangeMember changeMember;

    @Autowired
    private Sessions sessions;

    @Autowired
    private Notifications notifications;

    @Autowired
    private StoredSettings settings;

    @Autowired
    private UpkeepTicker ticker;

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
                new TenantSlug("notices"),
                "Notices Ltd",
                "direct-sales",
                Locale.SIMPLIFIED_CHINESE,
                ZoneId.of("Asia/Shanghai"),
                false,
                new Email("ada@notices.example"),
                "Ada"));
        ada = new TenantScope(made.tenant(), made.admin().id(), Locale.ENGLISH, "test");
    }

    private UUID member(String name, Settings wanted) {
        return ada.call(() -> sessions.write(session -> {
            UUID id = inviteMember
                    .invite(session, new Email(name + "@notices.example"), name, "rep", null, null)
                    .member()
                    .id();
            settings.keep(session.transaction(), id, wanted);
            return id;
        }));
    }

    private void say(UUID to, String text) {
        ada.run(() -> sessions.write(session -> {
            notifications.tell(
                    session.transaction(),
                    Notice.of(NoticeKind.COMMENT, to, ada.memberId())
                            .with("member", to.toString())
                            .with("on", "2026-03-02")
                            .with("text", text));
            return to;
        }));
    }

    private static List<String> subjects(String name) {
        return SERVER.received().stream()
                .filter(mail -> to(mail).equals(name + "@notices.example"))
                .map(NoticesByMailIT::subject)
                .toList();
    }

    private static String to(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString();
        } catch (jakarta.mail.MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (jakarta.mail.MessagingException broken) {
            throw new IllegalStateException(broken);
        }
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

    /// As if the time had come: what was held back is due since yesterday.
    private void letTimePass(UUID member) {
        jdbc.sql(
                        "UPDATE \"%s\"._notification SET mail_at = now() - interval '1 day' WHERE member_id = ? AND mailed_at IS NULL"
                                .formatted(ada.tenant().schema()))
                .param(member)
                .update();
        jdbc.sql("UPDATE platform.alarm SET at = now() - interval '1 day' WHERE tenant_id = ?")
                .param(ada.tenant().id())
                .update();
    }

    @Test
    void goAtOnceInTheCompanysLanguage() {
        UUID bo = member("bo", new Settings(true, null, null, ALL_AT_ONCE));

        say(bo, "明天见");

        await(() -> subjects("bo").size() == 1);
        assertThat(subjects("bo")).containsExactly("Ada 评论了“bo 的 2026-03-02 工作日”：明天见");
    }

    @Test
    void areGatheredInOneDigestAndNeverSentTwice() {
        UUID cy = member("cy", new Settings(true, null, "17:30", Map.of()));
        say(cy, "one");
        say(cy, "two");
        say(cy, "three");
        assertThat(subjects("cy")).isEmpty();

        letTimePass(cy);
        ticker.tick();
        await(() -> !subjects("cy").isEmpty());
        letTimePass(cy);
        ticker.tick();
        UUID last = member("last", new Settings(true, null, null, ALL_AT_ONCE));
        say(last, "after it");
        await(() -> !subjects("last").isEmpty());

        assertThat(subjects("cy")).containsExactly("您有 3 条未读通知");
    }

    @Test
    void waitForTheHourWhereTheMemberIs() {
        UUID kai = member("kai", new Settings(true, null, "17:30", Map.of()));
        say(kai, "one");
        assertThat(hourOfTheMail(kai, "Asia/Shanghai")).isEqualTo(LocalTime.of(17, 30));

        settle(kai, "Pacific/Kiritimati");
        assertThat(hourOfTheMail(kai, "Pacific/Kiritimati")).isEqualTo(LocalTime.of(17, 30));
        jdbc.sql("DELETE FROM \"%s\"._notification WHERE member_id = ?"
                        .formatted(ada.tenant().schema()))
                .param(kai)
                .update();
        say(kai, "two");
        assertThat(hourOfTheMail(kai, "Pacific/Kiritimati")).isEqualTo(LocalTime.of(17, 30));
    }

    private void settle(UUID member, String zone) {
        ada.run(() -> sessions.write(session -> changeMember.change(
                session, session.caller().directory().get(member).in(ZoneId.of(zone)))));
    }

    private LocalTime hourOfTheMail(UUID member, String zone) {
        return jdbc.sql("SELECT mail_at FROM \"%s\"._notification WHERE member_id = ?"
                        .formatted(ada.tenant().schema()))
                .param(member)
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single()
                .atZone(ZoneId.of(zone))
                .toLocalTime();
    }

    @Test
    void leaveOutOfTheDigestWhatWasRead() {
        UUID di = member("di", new Settings(true, null, "17:30", Map.of()));
        say(di, "read");
        jdbc.sql("UPDATE \"%s\"._notification SET read_at = now() WHERE member_id = ?"
                        .formatted(ada.tenant().schema()))
                .param(di)
                .update();
        say(di, "unread");

        letTimePass(di);
        ticker.tick();

        await(() -> !subjects("di").isEmpty());
        assertThat(subjects("di")).containsExactly("您有 1 条未读通知");
    }

    @Test
    void goNoMoreToWhomWantsNoneAnyLonger() {
        UUID ed = member("ed", new Settings(true, null, "17:30", Map.of()));
        say(ed, "never mailed");
        ada.run(() -> sessions.write(session -> {
            settings.keep(session.transaction(), ed, new Settings(false, null, null, Map.of()));
            return ed;
        }));
        assertThat(jdbc.sql("SELECT count(*) FROM \"%s\"._notification WHERE member_id = ? AND mail_at IS NOT NULL"
                                .formatted(ada.tenant().schema()))
                        .param(ed)
                        .query(Integer.class)
                        .single())
                .isZero();
        ticker.tick();
        UUID end = member("end", new Settings(true, null, null, ALL_AT_ONCE));
        say(end, "later");
        await(() -> !subjects("end").isEmpty());

        assertThat(subjects("ed")).isEmpty();
    }
}
