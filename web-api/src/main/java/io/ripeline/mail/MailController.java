package io.ripeline.mail;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.database.Ids;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.MailTemplate;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.mail.WriteMail.Queued;
import io.ripeline.mail.WriteMail.Wanted;
import io.ripeline.openapi.Answers;
import io.ripeline.record.FieldView;
import io.ripeline.record.RecordError;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantScope;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Mails about records over HTTP.
@RestController
@RequestMapping("/api/v1")
class MailController {

    private static final Text KEPT = Text.of(
            "No mail server is configured: the mail is kept and will be sent once there is one.",
            "尚未配置邮件服务器：邮件已保存，配置后将自动发送。");

    private final Sessions sessions;
    private final Records records;
    private final WriteMail writeMail;
    private final Mails mails;

    MailController(Sessions sessions, Records records, WriteMail writeMail, Mails mails) {
        this.sessions = sessions;
        this.records = records;
        this.writeMail = writeMail;
        this.mails = mails;
    }

    /// @param subject with the names of values in double braces
    record TemplateResponse(String key, String object, String label, String subject, String body) {}

    /// @param sending whether there is a mail server
    record TemplatesResponse(List<TemplateResponse> items, boolean sending) {}

    /// The templates for records of an object, or all, in the reader's language.
    @GetMapping("/mail-templates")
    TemplatesResponse templates(@RequestParam(name = "object", required = false) @Nullable String object) {
        Locale locale = TenantScope.current().locale();
        return sessions.read(session -> {
            List<ObjectModel> objects = object == null || object.isBlank()
                    ? List.copyOf(session.model().objects())
                    : List.of(session.model().object(object));
            List<TemplateResponse> items = objects.stream()
                    .filter(each -> session.caller().role().may(Right.READ, each.key()))
                    .flatMap(each -> session.model().mailTemplates(each.key()).stream())
                    .map(template -> response(template, locale))
                    .toList();
            return new TemplatesResponse(items, mails.sending());
        });
    }

    private static TemplateResponse response(MailTemplate template, Locale locale) {
        return new TemplateResponse(
                template.key(),
                template.definition().object(),
                template.definition().label().in(locale),
                template.definition().subject().in(locale),
                template.definition().body().in(locale));
    }

    /// @param language of the customer, `zh-CN` or `en`; the company's where absent
    record MailRequest(
            @Nullable String template,
            @Nullable String subject,
            @Nullable String body,
            @Nullable String to,
            @Nullable String language,
            @Nullable Boolean dryRun) {

        Wanted wanted() {
            return new Wanted(template, subject, body, to, locale());
        }

        private Locale locale() {
            return switch (language) {
                case null -> TenantScope.current().tenant().locale();
                case "zh-CN" -> Locale.SIMPLIFIED_CHINESE;
                case "en" -> Locale.ENGLISH;
                default ->
                    throw MailError.LANGUAGE_UNKNOWN.at(
                            "/language", Text.of("A mail is in zh-CN or en.", "邮件语言只能是 zh-CN 或 en。"));
            };
        }
    }

    record PreviewResponse(String to, String subject, String body) {}

    record Reference(UUID id) {}

    record MailReference(UUID id, String state) {}

    /// @param notice said where the mail is not on its way
    @JsonInclude
    record QueuedResponse(
            MailReference mail,
            Reference activity,
            @Nullable String notice) {}

    /// Writes a mail about a record, or shows it only.
    @PostMapping("/records/{object}/{id}/mail")
    @Answers(
            status = {200, 202},
            body = {PreviewResponse.class, QueuedResponse.class})
    ResponseEntity<?> write(@PathVariable String object, @PathVariable String id, @RequestBody MailRequest request) {
        if (Boolean.TRUE.equals(request.dryRun())) {
            Outgoing mail = sessions.read(
                    session -> writeMail.preview(session, session.model().object(object), id(id), request.wanted()));
            return ResponseEntity.ok(new PreviewResponse(mail.to(), mail.subject(), mail.body()));
        }
        Queued queued = sessions.write(
                session -> writeMail.write(session, session.model().object(object), id(id), request.wanted()));
        String notice = mails.sending() ? null : KEPT.in(TenantScope.current().locale());
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .body(new QueuedResponse(
                        new MailReference(queued.mail(), MailState.QUEUED.word()),
                        new Reference(queued.activity()),
                        notice));
    }

    private static UUID id(String text) {
        return Ids.parse(text)
                .orElseThrow(() -> RecordError.RECORD_NOT_FOUND.because(
                        Text.of("There is no such record, or you may not see it.", "没有这条记录，或您无权查看。")));
    }

    record Named(UUID id, String name) {}

    /// @param to where it went; absent to readers who do not see the record's addresses
    /// @param problem what the server said last, where it did not take the mail
    @JsonInclude
    record MailResponse(
            UUID id,
            @Nullable String to,
            String subject,
            String state,
            int attempts,
            @Nullable String problem,
            Named by,
            @Nullable UUID activityId,
            Instant queuedAt,
            @Nullable Instant settledAt) {}

    record MailsResponse(List<MailResponse> items) {}

    /// The mails about a record and what became of them, the newest first.
    @GetMapping("/records/{object}/{id}/mails")
    MailsResponse about(@PathVariable String object, @PathVariable String id) {
        return sessions.read(session -> {
            ObjectModel model = session.model().object(object);
            UUID record = records.get(session, model, id(id)).id();
            FieldView view = FieldView.of(session, model);
            boolean open = model.all().stream()
                    .filter(field -> field.type() == FieldType.EMAIL)
                    .allMatch(view::reads);
            return new MailsResponse(mails.about(session.transaction(), record).stream()
                    .map(mail -> response(session, mail, open))
                    .toList());
        });
    }

    private static MailResponse response(Session session, KeptMail mail, boolean open) {
        boolean shown = open || mail.sender().equals(session.caller().member().id());
        Outgoing.About about = mail.mail().about();
        return new MailResponse(
                mail.id(),
                shown ? mail.mail().to() : null,
                mail.mail().subject(),
                mail.state().word(),
                mail.attempts(),
                mail.problem(),
                new Named(mail.sender(), session.caller().directory().nameOf(mail.sender())),
                about == null ? null : about.activity(),
                mail.queuedAt(),
                mail.settledAt());
    }
}
