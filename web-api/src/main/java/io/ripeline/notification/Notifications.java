package io.ripeline.notification;

import static io.ripeline.notification.NotificationTable.AT;
import static io.ripeline.notification.NotificationTable.BY_MEMBER;
import static io.ripeline.notification.NotificationTable.COUNT;
import static io.ripeline.notification.NotificationTable.DATA;
import static io.ripeline.notification.NotificationTable.DIGEST;
import static io.ripeline.notification.NotificationTable.ID;
import static io.ripeline.notification.NotificationTable.KIND;
import static io.ripeline.notification.NotificationTable.MAILED_AT;
import static io.ripeline.notification.NotificationTable.MAIL_AT;
import static io.ripeline.notification.NotificationTable.MEMBER_ID;
import static io.ripeline.notification.NotificationTable.NOTIFICATION;
import static io.ripeline.notification.NotificationTable.OBJECT;
import static io.ripeline.notification.NotificationTable.READ_AT;
import static io.ripeline.notification.NotificationTable.RECORD_ID;
import static io.ripeline.notification.NotificationTable.SHOWN;

import io.ripeline.database.Ids;
import io.ripeline.identity.LocalDays;
import io.ripeline.identity.Member;
import io.ripeline.identity.MemberDirectory;
import io.ripeline.identity.Members;
import io.ripeline.job.Alarms;
import io.ripeline.job.Jobs;
import io.ripeline.tenancy.TenantTransaction;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Tells members what they should know of.
@Component
public class Notifications {

    /// So many are told one by one, the others together.
    private static final int ONE_BY_ONE = 5;

    private static final Duration TOGETHER_FOR = Duration.ofMinutes(10);

    private final Members members;
    private final StoredSettings settings;
    private final Alarms alarms;
    private final Jobs jobs;
    private final ApplicationEventPublisher events;

    Notifications(
            Members members, StoredSettings settings, Alarms alarms, Jobs jobs, ApplicationEventPublisher events) {
        this.members = members;
        this.settings = settings;
        this.alarms = alarms;
        this.jobs = jobs;
        this.events = events;
    }

    /// Tells a member something, in the transaction in which it happened; nobody is told what she did herself, and who
    /// has left is told nothing.
    public void tell(TenantTransaction transaction, Notice notice) {
        MemberDirectory directory = members.directory(transaction);
        boolean there = directory.find(notice.to()).filter(Member::active).isPresent();
        if (!there || notice.to().equals(notice.by())) {
            return;
        }
        Settings wanted = settings.of(transaction, notice.to());
        Settings.Channel channel = wanted.of(notice.kind());
        ZoneId zone = LocalDays.of(directory, transaction).zoneOf(notice.to());
        MailTime mail = MailTime.of(wanted, notice.kind(), transaction.now(), zone);
        if (channel.app() || mail.at() != null) {
            UUID id = notice.kind().folded()
                    ? folded(transaction, notice, channel.app(), mail)
                    : added(transaction, notice, channel.app(), mail, false);
            wake(transaction, mail);
            events.publishEvent(new Notified(transaction, id, notice.to(), notice.kind(), notice.by()));
        }
    }

    /// Tells several things that happened together: of many alike only the first are told one by one, the others in
    /// one.
    void tellAll(TenantTransaction transaction, List<Notice> notices) {
        Map<Alike, List<Notice>> groups = new LinkedHashMap<>();
        notices.forEach(notice ->
                groups.computeIfAbsent(Alike.of(notice), _ -> new ArrayList<>()).add(notice));
        groups.values().forEach(group -> {
            boolean many = group.size() > ONE_BY_ONE && group.getFirst().kind().folded();
            group.stream().limit(many ? ONE_BY_ONE : group.size()).forEach(notice -> tell(transaction, notice));
            if (many) {
                tellTogether(transaction, group.get(ONE_BY_ONE), group.size() - ONE_BY_ONE);
            }
        });
    }

    /// What is told alike to one member.
    private record Alike(
            NoticeKind kind,
            UUID to,
            @Nullable UUID by,
            @Nullable String object) {

        static Alike of(Notice notice) {
            return new Alike(notice.kind(), notice.to(), notice.by(), notice.object());
        }
    }

    /// The first of those that are left is told as any other; the rest is added to what that one was counted with.
    private void tellTogether(TenantTransaction transaction, Notice first, int count) {
        tell(transaction, first);
        transaction
                .sql()
                .update(NOTIFICATION)
                .set(COUNT, COUNT.plus(count - 1))
                .where(ID.in(DSL.select(ID)
                        .from(NOTIFICATION)
                        .where(like(first).and(RECORD_ID.isNull()).and(AT.eq(transaction.now())))
                        .orderBy(AT.desc(), ID.desc())
                        .limit(1)))
                .execute();
    }

    /// What a member was told of a record has come to nothing: it is neither new to her any more nor mailed.
    ///
    /// @param naming which of the sentences of that kind: those that tell this besides
    void settle(TenantTransaction transaction, NoticeKind kind, UUID member, UUID record, String naming) {
        int settled = transaction
                .sql()
                .update(NOTIFICATION)
                .set(READ_AT, DSL.coalesce(READ_AT, DSL.val(transaction.now())))
                .set(MAIL_AT, DSL.when(MAILED_AT.isNotNull(), MAIL_AT))
                .where(MEMBER_ID
                        .eq(member)
                        .and(KIND.eq(kind.key()))
                        .and(RECORD_ID.eq(record))
                        .and(DATA.contains("\"" + naming + "\""))
                        .and(READ_AT.isNull().or(MAIL_AT.isNotNull().and(MAILED_AT.isNull()))))
                .execute();
        if (settled > 0) {
            events.publishEvent(new NotificationsRead(transaction, member));
        }
    }

    private void wake(TenantTransaction transaction, MailTime mail) {
        Instant at = mail.at();
        if (at == null) {
            return;
        }
        if (at.isAfter(transaction.now())) {
            alarms.set(transaction, MailTime.JOB, at);
        } else {
            jobs.queue(transaction, MailTime.JOB, transaction.tenant().id());
        }
    }

    /// The next one of many is counted with those before it.
    private static UUID folded(TenantTransaction transaction, Notice notice, boolean shown, MailTime mail) {
        List<Record2<UUID, UUID>> recent = transaction
                .sql()
                .select(ID, RECORD_ID)
                .from(NOTIFICATION)
                .where(like(notice)
                        .and(AT.gt(transaction.now().minus(TOGETHER_FOR)))
                        .and(READ_AT.isNull())
                        .and(SHOWN.eq(shown)))
                .orderBy(AT.desc(), ID.desc())
                .limit(ONE_BY_ONE)
                .fetch();
        Optional<UUID> together = recent.stream()
                .filter(row -> row.value2() == null)
                .map(Record2::value1)
                .findFirst()
                .filter(id -> counted(transaction, id));
        return together.orElseGet(() -> added(transaction, notice, shown, mail, recent.size() == ONE_BY_ONE));
    }

    private static Condition like(Notice notice) {
        return MEMBER_ID
                .eq(notice.to())
                .and(KIND.eq(notice.kind().key()))
                .and(same(OBJECT, notice.object()))
                .and(same(BY_MEMBER, notice.by()));
    }

    private static <T> Condition same(Field<T> field, @Nullable T value) {
        return value == null ? field.isNull() : field.eq(value);
    }

    /// One that somebody else is just counting up is left to him.
    private static boolean counted(TenantTransaction transaction, UUID id) {
        return transaction
                        .sql()
                        .update(NOTIFICATION)
                        .set(COUNT, COUNT.plus(1))
                        .set(AT, transaction.now())
                        .where(ID.in(DSL.select(ID)
                                .from(NOTIFICATION)
                                .where(ID.eq(id))
                                .forUpdate()
                                .skipLocked()))
                        .execute()
                == 1;
    }

    private static UUID added(
            TenantTransaction transaction, Notice notice, boolean shown, MailTime mail, boolean together) {
        UUID id = Ids.next();
        transaction
                .sql()
                .insertInto(NOTIFICATION)
                .set(ID, id)
                .set(MEMBER_ID, notice.to())
                .set(KIND, notice.kind().key())
                .set(AT, transaction.now())
                .set(BY_MEMBER, notice.by())
                .set(OBJECT, notice.object())
                .set(RECORD_ID, together ? null : notice.record())
                .set(COUNT, 1)
                .set(DATA, Told.written(notice.data()))
                .set(SHOWN, shown)
                .set(MAIL_AT, mail.at())
                .set(DIGEST, mail.digest())
                .execute();
        return id;
    }
}
