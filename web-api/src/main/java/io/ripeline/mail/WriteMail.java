package io.ripeline.mail;

import static io.ripeline.mail.MailError.MAIL_TEMPLATE_UNKNOWN;
import static io.ripeline.mail.MailError.MAIL_TEXT_MISSING;
import static io.ripeline.mail.MailError.MAIL_TOO_LONG;
import static io.ripeline.mail.MailError.OPTED_OUT;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.MailTemplate;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.definition.StandardObjects;
import io.ripeline.mail.Outgoing.About;
import io.ripeline.record.Cause;
import io.ripeline.record.Past;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Subject;
import io.ripeline.refusal.Text;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes a mail about a record, from a template or freely, and notes it as an activity.
@Component
class WriteMail {

    private static final int LONGEST_BODY = 100_000;

    private final Records records;
    private final Mails mails;

    WriteMail(Records records, Mails mails) {
        this.records = records;
        this.mails = mails;
    }

    /// What is wanted.
    ///
    /// @param template key of the template; absent for a free mail
    /// @param subject instead of the template's
    /// @param body instead of the template's
    /// @param to instead of the record's own address
    /// @param locale the customer's language
    record Wanted(
            @Nullable String template,
            @Nullable String subject,
            @Nullable String body,
            @Nullable String to,
            Locale locale) {}

    /// A mail that was written.
    record Queued(UUID mail, UUID activity) {}

    /// The mail as it would be sent; refuses with `opted-out`, `mail-template-unknown`, `mail-address-missing`,
    /// `mail-address-invalid`, `mail-text-missing`, `mail-too-long`, `header-invalid` or `field-not-readable`.
    Outgoing preview(Session session, ObjectModel object, UUID id, Wanted wanted) {
        session.caller().require(Right.CREATE, session.model().object(StandardObjects.ACTIVITY));
        StoredRecord record = records.get(session, object, id);
        MailTemplate template = wanted.template() == null ? null : template(session, object, wanted.template());
        refuseOptedOut(session, object, record, template);
        MailText text = new MailText(records, session, object, record, wanted.locale());
        String subject = wanted.subject() != null
                ? wanted.subject()
                : template == null
                        ? ""
                        : text.fill(template.definition().subject().in(wanted.locale()));
        String body = wanted.body() != null
                ? wanted.body()
                : template == null ? "" : text.fill(template.definition().body().in(wanted.locale()));
        said(subject, "/subject");
        said(body, "/body");
        String to = wanted.to() == null || wanted.to().isBlank()
                ? new MailAddresses(records, session).of(object, record)
                : wanted.to().strip();
        return new Outgoing(to, subject.strip(), body, null);
    }

    private static void said(String text, String pointer) {
        if (text.isBlank()) {
            throw MAIL_TEXT_MISSING.at(pointer, Text.of("A mail has a subject and a text.", "邮件须有主题和正文。"));
        }
        if (text.length() > LONGEST_BODY) {
            throw MAIL_TOO_LONG.at(pointer, Text.of("At most %d characters.", "最多 %d 个字符。", LONGEST_BODY));
        }
    }

    private static MailTemplate template(Session session, ObjectModel object, String key) {
        return session.model().mailTemplates(object.key()).stream()
                .filter(template -> template.key().equals(key))
                .findFirst()
                .orElseThrow(() -> MAIL_TEMPLATE_UNKNOWN.at(
                        "/template", Text.of("There is no mail template \"%s\" here.", "此处没有邮件模板“%s”。", key)));
    }

    /// A template says whether it asks; a free mail asks whatever any template of the object asks.
    private static void refuseOptedOut(
            Session session, ObjectModel object, StoredRecord record, @Nullable MailTemplate template) {
        Stream<MailTemplate> asked =
                template == null ? session.model().mailTemplates(object.key()).stream() : Stream.of(template);
        asked.map(MailTemplate::optOut)
                .filter(Objects::nonNull)
                .filter(field ->
                        record.value(field.key()).filter(Boolean.TRUE::equals).isPresent())
                .findFirst()
                .ifPresent(field -> {
                    Text label = field.definition().label().text();
                    throw OPTED_OUT.because(new Text(
                            "They want no such mail (%s); call instead.".formatted(label.en()),
                            "对方不接收此类邮件（%s），请改用其他方式联系。".formatted(label.zh())));
                });
    }

    /// Queues the mail and writes the activity; refuses as the preview does.
    Queued write(Session session, ObjectModel object, UUID id, Wanted wanted) {
        Outgoing mail = preview(session, object, id, wanted);
        ObjectModel activity = session.model().object(StandardObjects.ACTIVITY);
        RecordChanges changes =
                RecordChanges.of(values(session, activity, mail)).about(new Subject(object.key(), id));
        UUID noted = records.create(session, activity, changes, Cause.MAIL, Past.NONE)
                .record()
                .id();
        Outgoing about = new Outgoing(mail.to(), mail.subject(), mail.body(), new About(object.key(), id, noted));
        return new Queued(mails.queue(session.transaction(), about), noted);
    }

    private static Map<String, Object> values(Session session, ObjectModel activity, Outgoing mail) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("kind", "email");
        text(activity, "subject").ifPresent(field -> values.put(field.key(), fitting(field, mail.subject())));
        text(activity, "note").ifPresent(field -> values.put(field.key(), fitting(field, mail.body())));
        values.put(MailActivity.STARTED_AT, session.transaction().now());
        MailActivity.noting(activity, MailState.QUEUED)
                .ifPresent(field -> values.put(field.key(), MailState.QUEUED.word()));
        return values;
    }

    private static Optional<FieldModel> text(ObjectModel activity, String key) {
        return activity.field(key)
                .filter(field -> field.type() == FieldType.TEXT || field.type() == FieldType.LONG_TEXT)
                .filter(field -> !field.madeByPlatform());
    }

    private static String fitting(FieldModel field, String text) {
        Integer most = field.maxLength();
        return most == null || text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }
}
