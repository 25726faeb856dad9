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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Sends one mail and notes what became of it. Where the server is away it is tried again after a while, six times in
/// all; an address the server knows not to exist is given up at once.
@Component
class SendMail implements JobHandler {

    static final String KIND = "send-mail";

    private static final List<Duration> WAITS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(8));

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
        Optional<Taken> taken = sessions.platform(session -> outbox.take(session.transaction(), job.subjectId())
                .map(mail -> new Taken(mail, session.caller().directory().find(mail.sender()))));
        MailState state = taken.map(this::send).orElse(MailState.SENT);
        return new Done(state.word());
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
        Timestamp next = Timestamp.from(clock.instant().plus(WAITS.get(mail.attempts() - 1)));
        return jdbc.sql("UPDATE platform.mail_due SET due_at = ? WHERE mail_id = ?")
                .params(next, mail.id())
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
            Map<String, Object> values = Map.of(MailActivity.STATE, mail.state().word());
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
