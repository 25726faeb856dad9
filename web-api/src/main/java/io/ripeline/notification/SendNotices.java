package io.ripeline.notification;

import static io.ripeline.notification.NotificationTable.DIGEST;
import static io.ripeline.notification.NotificationTable.ID;
import static io.ripeline.notification.NotificationTable.MAILED_AT;
import static io.ripeline.notification.NotificationTable.MAIL_AT;
import static io.ripeline.notification.NotificationTable.MEMBER_ID;
import static io.ripeline.notification.NotificationTable.NOTIFICATION;

import io.ripeline.identity.Member;
import io.ripeline.job.Alarms;
import io.ripeline.job.Job;
import io.ripeline.job.JobHandler;
import io.ripeline.job.JobProgress;
import io.ripeline.mail.Mails;
import io.ripeline.mail.Outgoing;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Text;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/// Mails what members were told and wanted mailed: each thing by itself, or together once a day. What is due stands
/// with the notifications, so nothing that was missed is lost; that it was mailed is noted with the mail, so nothing is
/// mailed twice.
@Component
class SendNotices implements JobHandler {

    static final String KIND = "notices";

    private static final int AT_ONCE = 200;

    private final Sessions sessions;
    private final Sightings sightings;
    private final Mails mails;
    private final Alarms alarms;

    SendNotices(Sessions sessions, Sightings sightings, Mails mails, Alarms alarms) {
        this.sessions = sessions;
        this.sightings = sightings;
        this.mails = mails;
        this.alarms = alarms;
    }

    @Override
    public String kind() {
        return MailTime.JOB;
    }

    /// How many mails were sent.
    record Done(long sent) {}

    @Override
    public Done run(Job job, JobProgress progress) {
        long sent = 0;
        Optional<UUID> member = sessions.platform(SendNotices::next);
        while (member.isPresent()) {
            UUID to = member.get();
            sent += sessions.platform(session -> mail(session, to));
            progress.report(sent, sent);
            member = sessions.platform(SendNotices::next);
        }
        return new Done(sent);
    }

    private static Condition due(Session session) {
        return MAIL_AT.le(session.transaction().now()).and(MAILED_AT.isNull());
    }

    private static Optional<UUID> next(Session session) {
        return session.transaction()
                .sql()
                .select(MEMBER_ID)
                .from(NOTIFICATION)
                .where(due(session))
                .orderBy(MAIL_AT)
                .limit(1)
                .fetchOptional(MEMBER_ID);
    }

    private int mail(Session session, UUID member) {
        List<Told> due = session.transaction()
                .sql()
                .select(Told.COLUMNS)
                .from(NOTIFICATION)
                .where(due(session).and(MEMBER_ID.eq(member)))
                .orderBy(DIGEST, NotificationTable.AT, ID)
                .limit(AT_ONCE)
                .forUpdate()
                .fetch(Told::of);
        Optional<Member> to = session.caller().directory().find(member).filter(Member::active);
        int sent = to.map(reader -> write(session, reader, due)).orElse(0);
        UUID[] ids = due.stream().map(Told::id).toArray(UUID[]::new);
        session.transaction()
                .sql()
                .update(NOTIFICATION)
                .set(MAILED_AT, session.transaction().now())
                .where(ID.eq(DSL.any(ids)))
                .execute();
        session.transaction()
                .sql()
                .select(DSL.min(MAIL_AT))
                .from(NOTIFICATION)
                .where(MAIL_AT.isNotNull().and(MAILED_AT.isNull()))
                .fetchOptional()
                .map(row -> row.value1())
                .ifPresent((Instant at) -> alarms.set(session.transaction(), MailTime.JOB, at));
        return sent;
    }

    private int write(Session session, Member to, List<Told> due) {
        Sightings.Here here = new Sightings.Here(
                session.transaction(), session.model(), session.caller().directory());
        Locale locale = session.transaction().tenant().locale();
        Wording wording = new Wording(here);
        Map<UUID, String> names = sightings.names(here, to.id(), due);
        Map<UUID, String> lines = new LinkedHashMap<>();
        due.forEach(told -> lines.put(
                told.id(),
                wording.of(told, told.record() == null ? null : names.get(told.record()))
                        .in(locale)));
        List<Told> alone = due.stream().filter(told -> !told.digest()).toList();
        alone.forEach(told -> {
            String line = lines.getOrDefault(told.id(), "");
            queue(session, to, subject(line), line);
        });
        List<Told> together = due.stream()
                .filter(told -> told.digest() && told.readAt() == null)
                .toList();
        if (!together.isEmpty()) {
            String body =
                    together.stream().map(told -> "- " + lines.get(told.id())).collect(Collectors.joining("\n"));
            queue(session, to, digest(together.size()).in(locale), body);
        }
        return alone.size() + (together.isEmpty() ? 0 : 1);
    }

    private void queue(Session session, Member to, String subject, String body) {
        String company = session.transaction().tenant().name();
        mails.queue(
                session.transaction(),
                Outgoing.notice(to.email().value(), subject, body + "\n\n-- \n" + company + "\n"));
    }

    private static Text digest(int count) {
        return count == 1
                ? Text.of("One thing you have not read yet", "您有 1 条未读通知")
                : Text.of("%d things you have not read yet", "您有 %d 条未读通知", count);
    }

    /// The first line of a sentence, short enough for a subject.
    private static String subject(String line) {
        String first = line.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        int most = first.offsetByCodePoints(0, Math.min(100, first.codePointCount(0, first.length())));
        return most < first.length() ? first.substring(0, most) + "…" : first;
    }
}
