package io.ripeline.mail;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.mail.Outgoing.About;
import io.ripeline.tenancy.TenantTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The table of a company's mails.
@Component
class Outbox {

    private static final Table<Record> MAIL = table(name("_mail"));
    private static final Field<UUID> ID = field(name("id"), SQLDataType.UUID);
    private static final Field<String> PURPOSE = field(name("purpose"), SQLDataType.CLOB);
    private static final Field<UUID> SENDER = field(name("sender"), SQLDataType.UUID);
    private static final Field<String> RECIPIENT = field(name("recipient"), SQLDataType.CLOB);
    private static final Field<String> SUBJECT = field(name("subject"), SQLDataType.CLOB);
    private static final Field<String> BODY = field(name("body"), SQLDataType.CLOB);
    private static final Field<String> OBJECT = field(name("object"), SQLDataType.CLOB);
    private static final Field<UUID> RECORD_ID = field(name("record_id"), SQLDataType.UUID);
    private static final Field<UUID> ACTIVITY_ID = field(name("activity_id"), SQLDataType.UUID);
    private static final Field<String> STATE = field(name("state"), SQLDataType.CLOB);
    private static final Field<Integer> ATTEMPTS = field(name("attempts"), SQLDataType.INTEGER);
    private static final Field<String> PROBLEM = field(name("problem"), SQLDataType.CLOB);
    private static final Field<Instant> QUEUED_AT = field(name("queued_at"), SQLDataType.INSTANT);
    private static final Field<Instant> TAKEN_UNTIL = field(name("taken_until"), SQLDataType.INSTANT);
    private static final Field<Instant> SETTLED_AT = field(name("settled_at"), SQLDataType.INSTANT);
    private static final Field<?>[] ALL = {
        ID,
        SENDER,
        RECIPIENT,
        SUBJECT,
        BODY,
        OBJECT,
        RECORD_ID,
        ACTIVITY_ID,
        STATE,
        ATTEMPTS,
        PROBLEM,
        QUEUED_AT,
        SETTLED_AT
    };
    private static final int MOST_LISTED = 100;

    void add(TenantTransaction transaction, UUID id, UUID sender, Outgoing mail) {
        About about = mail.about();
        transaction
                .sql()
                .insertInto(MAIL)
                .set(ID, id)
                .set(PURPOSE, about == null ? "notice" : "record")
                .set(SENDER, sender)
                .set(RECIPIENT, mail.to())
                .set(SUBJECT, mail.subject())
                .set(BODY, mail.body())
                .set(OBJECT, about == null ? null : about.object())
                .set(RECORD_ID, about == null ? null : about.record())
                .set(ACTIVITY_ID, about == null ? null : about.activity())
                .set(STATE, MailState.QUEUED.word())
                .set(ATTEMPTS, 0)
                .set(QUEUED_AT, transaction.now())
                .execute();
    }

    /// Takes a mail that is still to be sent and counts one more attempt at it; nothing where it is settled, or where
    /// somebody else has it.
    ///
    /// @param until when nobody else takes it
    Optional<KeptMail> take(TenantTransaction transaction, UUID id, Instant until) {
        return transaction
                .sql()
                .update(MAIL)
                .set(ATTEMPTS, ATTEMPTS.plus(1))
                .set(TAKEN_UNTIL, until)
                .where(ID.eq(id).and(STATE.eq(MailState.QUEUED.word())))
                .and(TAKEN_UNTIL.isNull().or(TAKEN_UNTIL.le(transaction.now())))
                .returning(ALL)
                .fetchOptional(Outbox::read);
    }

    /// Until when somebody has a mail that is still to be sent.
    Optional<Instant> takenUntil(TenantTransaction transaction, UUID id) {
        return transaction
                .sql()
                .select(TAKEN_UNTIL)
                .from(MAIL)
                .where(ID.eq(id).and(STATE.eq(MailState.QUEUED.word())))
                .fetchOptional(TAKEN_UNTIL);
    }

    /// Notes what became of an attempt; nothing where somebody else has settled it meanwhile.
    Optional<KeptMail> note(TenantTransaction transaction, UUID id, MailState state, @Nullable String problem) {
        return transaction
                .sql()
                .update(MAIL)
                .set(STATE, state.word())
                .set(PROBLEM, problem)
                .setNull(TAKEN_UNTIL)
                .set(SETTLED_AT, state == MailState.QUEUED ? null : transaction.now())
                .where(ID.eq(id).and(STATE.eq(MailState.QUEUED.word())))
                .returning(ALL)
                .fetchOptional(Outbox::read);
    }

    List<KeptMail> about(TenantTransaction transaction, UUID record) {
        return transaction
                .sql()
                .select(ALL)
                .from(MAIL)
                .where(RECORD_ID.eq(record))
                .orderBy(QUEUED_AT.desc(), ID.desc())
                .limit(MOST_LISTED)
                .fetch(Outbox::read);
    }

    private static KeptMail read(Record row) {
        UUID record = row.get(RECORD_ID);
        About about = record == null ? null : new About(row.get(OBJECT), record, row.get(ACTIVITY_ID));
        return new KeptMail(
                row.get(ID),
                row.get(SENDER),
                new Outgoing(row.get(RECIPIENT), row.get(SUBJECT), row.get(BODY), about),
                MailState.of(row.get(STATE)),
                row.get(ATTEMPTS),
                row.get(PROBLEM),
                row.get(QUEUED_AT),
                row.get(SETTLED_AT));
    }
}
