package io.ripeline.notification;

import static io.ripeline.notification.NotificationTable.DIGEST;
import static io.ripeline.notification.NotificationTable.ID;
import static io.ripeline.notification.NotificationTable.KIND;
import static io.ripeline.notification.NotificationTable.MAILED_AT;
import static io.ripeline.notification.NotificationTable.MAIL_AT;
import static io.ripeline.notification.NotificationTable.MEMBER_ID;
import static io.ripeline.notification.NotificationTable.NOTIFICATION;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.identity.LocalDays;
import io.ripeline.identity.Members;
import io.ripeline.job.Alarms;
import io.ripeline.json.StrictJson;
import io.ripeline.member.TimeZoneChosen;
import io.ripeline.tenancy.TenantTransaction;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// How each member wants to be told.
@Component
class StoredSettings {

    private static final Table<?> SETTING = table(name("_notification_setting"));
    private static final Field<String> SETTINGS = field(name("settings"), SQLDataType.CLOB);

    private final Members members;
    private final Alarms alarms;

    StoredSettings(Members members, Alarms alarms) {
        this.members = members;
        this.alarms = alarms;
    }

    Settings of(TenantTransaction transaction, UUID member) {
        return transaction
                .sql()
                .select(SETTINGS)
                .from(SETTING)
                .where(MEMBER_ID.eq(member))
                .fetchOptional(SETTINGS)
                .map(text -> StrictJson.read(text, Settings.class))
                .orElse(Settings.DEFAULT);
    }

    /// Keeps them; what was to be mailed is mailed as they say now.
    void keep(TenantTransaction transaction, UUID member, Settings settings) {
        String text = StrictJson.MAPPER.writeValueAsString(settings);
        transaction
                .sql()
                .insertInto(SETTING)
                .set(MEMBER_ID, member)
                .set(SETTINGS, text)
                .onConflict(MEMBER_ID)
                .doUpdate()
                .set(SETTINGS, text)
                .execute();
        ZoneId zone = LocalDays.of(members.directory(transaction), transaction).zoneOf(member);
        again(transaction, member, settings, zone);
    }

    /// What was to be mailed is mailed when it is time in her zone.
    @EventListener
    void on(TimeZoneChosen chosen) {
        TenantTransaction transaction = chosen.transaction();
        UUID member = chosen.member().id();
        ZoneId own = chosen.member().timeZone();
        ZoneId zone = own == null ? transaction.tenant().timeZone() : own;
        again(transaction, member, of(transaction, member), zone);
    }

    private void again(TenantTransaction transaction, UUID member, Settings settings, ZoneId zone) {
        transaction
                .sql()
                .select(ID, KIND)
                .from(NOTIFICATION)
                .where(MEMBER_ID.eq(member).and(MAIL_AT.isNotNull()).and(MAILED_AT.isNull()))
                .orderBy(ID)
                .forUpdate()
                .fetch()
                .forEach(row -> NoticeKind.of(row.value2())
                        .ifPresent(kind -> again(
                                transaction, row.value1(), MailTime.of(settings, kind, transaction.now(), zone))));
    }

    private void again(TenantTransaction transaction, UUID id, MailTime time) {
        transaction
                .sql()
                .update(NOTIFICATION)
                .set(MAIL_AT, time.at())
                .set(DIGEST, time.digest())
                .where(ID.eq(id))
                .execute();
        Optional.ofNullable(time.at()).ifPresent((Instant at) -> alarms.set(transaction, MailTime.JOB, at));
    }
}
