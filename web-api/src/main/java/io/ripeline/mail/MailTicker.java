package io.ripeline.mail;

import io.ripeline.job.Jobs;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Has mails tried again that are due: those the server did not take, and those that waited for a server. Where none
/// is configured it does nothing.
@Component
class MailTicker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(MailTicker.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
    private static final Duration AT_WORK = Duration.ofMinutes(10);
    private static final int AT_ONCE = 200;

    private final MailServer server;
    private final Jobs jobs;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private @Nullable ScheduledExecutorService clockwork;

    MailTicker(MailServer server, Jobs jobs, JdbcClient jdbc, Clock clock, PlatformTransactionManager transactions) {
        this.server = server;
        this.jobs = jobs;
        this.jdbc = jdbc;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void start() {
        clockwork = Executors.newScheduledThreadPool(
                1, Thread.ofPlatform().name("mail").daemon().factory());
        ScheduledFuture<?> _ = clockwork.scheduleWithFixedDelay(
                this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        if (clockwork != null) {
            clockwork.shutdownNow();
            clockwork = null;
        }
    }

    @Override
    public boolean isRunning() {
        return clockwork != null;
    }

    private void look() {
        try {
            tick();
        } catch (RuntimeException failure) {
            LOG.warn("Cannot look for mails now; trying again", failure);
        }
    }

    private record Due(UUID mail, UUID tenant, UUID member) {}

    /// Queues what is due now. A mail taken here is left alone for as long as sending may take.
    void tick() {
        if (server.configured()) {
            transaction.executeWithoutResult(_ -> jdbc.sql("""
                            UPDATE platform.mail_due SET due_at = :later
                            WHERE mail_id IN (
                                SELECT due.mail_id FROM platform.mail_due due
                                JOIN platform.tenant ON tenant.id = due.tenant_id
                                WHERE due.due_at <= :now AND tenant.state = 'ACTIVE'
                                ORDER BY due.due_at LIMIT :most FOR UPDATE OF due SKIP LOCKED)
                            RETURNING mail_id, tenant_id, member_id""")
                    .param("later", Timestamp.from(clock.instant().plus(AT_WORK)))
                    .param("now", Timestamp.from(clock.instant()))
                    .param("most", AT_ONCE)
                    .query((row, _) -> new Due(
                            row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getObject(3, UUID.class)))
                    .list()
                    .forEach(due -> jobs.queue(due.tenant(), due.member(), SendMail.KIND, due.mail())));
        }
    }
}
