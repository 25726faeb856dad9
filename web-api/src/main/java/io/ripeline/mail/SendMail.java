package io.ripeline.mail;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import io.ripeline.identity.Member;
import io.ripeline.job.Job;
import io.ripeline.job.JobHandler;
import io.ripeline.job.JobProgress;
import io.ripeline.mail.MailServer.Refusal;
import io.ripeline.record.Cause;
import io.ripeline.record.Precondition;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.tenancy.TenantTransactions;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Sends one mail and notes what became of it. Where the server is away, or puts it off, it is tried again after a
/// while, six times in all; what the server refuses for good is given up at once.
///
/// Whoever sends has the mail to herself for a while. Where she is killed after the server took it and before that is
/// noted, it is sent once more: with the same message id, by which mailboxes know it as one.
@Component
class SendMail implements JobHandler {

    static final String KIND = "send-mail";

    private static final List<Duration> WAITS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(8));

    /// Longer than all of the server's timeouts together.
    private static final Duration HELD = Duration.ofMinutes(2);

    private final Outbox outbox;
    private final MailServer server;
    private final Sessions sessions;
    private final Records records;
    private final TenantTransactions transactions;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    SendMail(
            Outbox outbox,
            MailServer server,
            Sessions sessions,
            Records records,
            TenantTransactions transactions,
            JdbcClient jdbc,
            Clock clock,
            ApplicationEventPublisher events) {
        this.outbox = outbox;
        this.server = server;
        this.sessions = sessions;
        this.records = records;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public String kind() {
        return KIND;
    }

    private record Taken(KeptMail mail, Optional<Member> sender) {}

    /// How far the mail is.
    record Done(String state) {}

    @Override
    public Done run(Job job, JobProgress progress) {
        UUID id = job.subjectId();
        Optional<Taken> taken = sessions.platform(session -> outbox.take(
                        session.transaction(), id, clock.instant().plus(HELD))
                .map(mail -> new Taken(mail, session.caller().directory().find(mail.sender()))));
        MailState state = taken.map(this::send).orElseGet(() -> left(id));
        return new Done(state.word());
    }

    /// Leaves a mail to whoever has it, and looks again when she should have done with it.
    private MailState left(UUID id) {
        return sessions.platform(session -> {
            Optional<Instant> until = outbox.takenUntil(session.transaction(), id);
            until.ifPresent(end -> transactions.onPlatform(session.transaction(), () -> putOff(id, end)));
            return until.isPresent() ? MailState.QUEUED : MailState.SENT;
        });
    }

    private MailState send(Taken taken) {
        String company = TenantScope.current().tenant().name();
        Optional<Refusal> refusal = server.send(taken.mail(), taken.sender(), company);
        MailState state = refusal.map(each -> after(taken.mail(), each)).orElse(MailState.SENT);
        String problem = refusal.map(Refusal::problem).orElse(null);
        sessions.platform(session -> {
            outbox.note(session.transaction(), taken.mail().id(), state, problem)
                    .ifPresent(mail -> settle(session, mail));
            return state;
        });
        return state;
    }

    private static MailState after(KeptMail mail, Refusal refusal) {
        return refusal.forGood() || mail.attempts() > WAITS.size() ? MailState.FAILED : MailState.QUEUED;
    }

    private int putOff(KeptMail mail) {
        return putOff(mail.id(), clock.instant().plus(WAITS.get(mail.attempts() - 1)));
    }

    private int putOff(UUID mail, Instant until) {
        return jdbc.sql("UPDATE platform.mail_due SET due_at = ? WHERE mail_id = ?")
                .params(Timestamp.from(until), mail)
                .update();
    }

    private int forget(KeptMail mail) {
        return jdbc.sql("DELETE FROM platform.mail_due WHERE mail_id = ?")
                .param(mail.id())
                .update();
    }

    private void settle(Session session, KeptMail mail) {
        boolean again = mail.state() == MailState.QUEUED;
        transactions.onPlatform(session.transaction(), () -> again ? putOff(mail) : forget(mail));
        if (!again) {
            tellActivity(session, mail);
            events.publishEvent(new MailSettled(session, mail));
        }
    }

    private void tellActivity(Session session, KeptMail mail) {
        ObjectModel activity = session.model().object(StandardObjects.ACTIVITY);
        Outgoing.About about = mail.mail().about();
        if (about != null
                && MailActivity.noting(activity, mail.state()).isPresent()
                && stands(session, activity, about.activity())) {
            Map<String, Object> values =
                    new LinkedHashMap<>(Map.of(MailActivity.STATE, mail.state().word()));
            if (mail.state() == MailState.SENT) {
                // They were in touch when the mail left, not when it was written.
                values.put(MailActivity.STARTED_AT, session.transaction().now());
            }
            records.update(
                    session, activity, about.activity(), RecordChanges.of(values), Precondition.NONE, Cause.MAIL);
        }
    }

    private static boolean stands(Session session, ObjectModel activity, UUID id) {
        return session.transaction()
                .sql()
                .fetchExists(
                        activity.table(),
                        activity.columns()
                                .id()
                                .eq(id)
                                .and(activity.columns().deletedAt().isNull()));
    }
}
