package io.ripeline.notification;

import io.ripeline.mail.KeptMail;
import io.ripeline.mail.MailSettled;
import io.ripeline.mail.MailState;
import io.ripeline.mail.Outgoing;
import java.util.Objects;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells people that mails of theirs did not arrive.
@Component
class MailNotices {

    private final Notifications notifications;

    MailNotices(Notifications notifications) {
        this.notifications = notifications;
    }

    @EventListener
    void on(MailSettled settled) {
        KeptMail mail = settled.mail();
        Outgoing.About about = mail.mail().about();
        if (mail.state() == MailState.FAILED && about != null) {
            notifications.tell(
                    settled.session().transaction(),
                    Notice.about(NoticeKind.MAIL_FAILED, mail.sender(), null, about.object(), about.record())
                            .with("to", mail.mail().to())
                            .with("problem", Objects.requireNonNullElse(mail.problem(), "")));
        }
    }
}
