package io.ripeline.mail;

import io.ripeline.identity.Member;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/// The operator's SMTP server.
@Component
@EnableConfigurationProperties(MailSettings.class)
class MailServer {

    private static final String TEN_SECONDS = "10000";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /// Refusals for want of a login, or for a wrong one.
    private static final Set<Integer> OF_LOGIN = Set.of(530, 534, 535, 538);

    private final MailSettings settings;
    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();

    MailServer(MailSettings settings) {
        this.settings = settings;
        if (settings.configured()) {
            sender.setHost(settings.host());
            sender.setPort(settings.port());
            sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
            if (settings.username() != null && !settings.username().isBlank()) {
                sender.setUsername(settings.username());
                sender.setPassword(settings.password());
            }
            sender.setJavaMailProperties(properties(settings));
        }
    }

    private static Properties properties(MailSettings settings) {
        Properties properties = new Properties();
        boolean named = settings.username() != null && !settings.username().isBlank();
        properties.put("mail.smtp.auth", String.valueOf(named));
        properties.put("mail.smtp.connectiontimeout", TEN_SECONDS);
        properties.put("mail.smtp.timeout", TEN_SECONDS);
        properties.put("mail.smtp.writetimeout", TEN_SECONDS);
        switch (settings.tls()) {
            case NONE -> {}
            case STARTTLS -> {
                properties.put("mail.smtp.starttls.enable", "true");
                properties.put("mail.smtp.starttls.required", "true");
                properties.put("mail.smtp.ssl.checkserveridentity", "true");
            }
            case IMPLICIT -> {
                properties.put("mail.smtp.ssl.enable", "true");
                properties.put("mail.smtp.ssl.checkserveridentity", "true");
            }
        }
        return properties;
    }

    boolean configured() {
        return settings.configured();
    }

    /// Why a mail was not taken.
    ///
    /// @param forGood whether it would be refused again however often it is tried
    record Refusal(String problem, boolean forGood) {}

    /// Hands a mail to the server; answers why that did not take it. Its message id is its own, so that a mail that is
    /// handed over twice is known as one.
    Optional<Refusal> send(KeptMail mail, Optional<Member> from, String company) {
        try {
            sender.send(message(mail, from, company));
            return Optional.empty();
        } catch (MailSendException failure) {
            return Optional.of(new Refusal(told(failure), refusedForGood(failure)));
        } catch (MailException failure) {
            // The server is there and does not know us: the operator can mend that.
            return Optional.of(new Refusal(told(failure), false));
        } catch (MessagingException | UnsupportedEncodingException failure) {
            return Optional.of(new Refusal(String.valueOf(failure.getMessage()), true));
        }
    }

    private MimeMessage message(KeptMail mail, Optional<Member> from, String company)
            throws MessagingException, UnsupportedEncodingException {
        MimeMessage message = sender.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
        String host = settings.from().substring(settings.from().indexOf('@') + 1);
        boolean personal = mail.mail().about() != null;
        helper.setFrom(
                settings.from(), from.filter(_ -> personal).map(Member::name).orElse(company));
        if (personal && from.isPresent()) {
            helper.setReplyTo(from.get().email().value(), from.get().name());
        }
        helper.setTo(mail.mail().to());
        helper.setSubject(mail.mail().subject());
        helper.setText(mail.mail().body());
        message.setHeader("Date", DATE.format(mail.queuedAt()));
        message.setHeader("Message-ID", "<" + mail.id() + "@" + host + ">");
        return message;
    }

    /// What the server said, without what the library says around it.
    private static String told(MailException failure) {
        String told = failure instanceof MailSendException send
                ? replies(send).map(Reply::text).findFirst().orElseGet(() -> first(send))
                : failure.getMessage();
        return told == null ? failure.getClass().getSimpleName() : told.strip();
    }

    private static @Nullable String first(MailSendException failure) {
        return failure.getMessageExceptions().length == 0
                ? failure.getMessage()
                : failure.getMessageExceptions()[0].getMessage();
    }

    /// The server will never take this mail: its reply begins with 5. Where it does not know us, the operator can mend
    /// that.
    private static boolean refusedForGood(MailSendException failure) {
        return replies(failure).anyMatch(reply -> reply.code() / 100 == 5 && !OF_LOGIN.contains(reply.code()));
    }

    /// A reply of the server by which it refused something.
    private record Reply(int code, String text) {}

    /// What it said of a recipient first.
    private static Stream<Reply> replies(MailSendException failure) {
        List<Reply> replies = new ArrayList<>();
        for (Exception each : failure.getMessageExceptions()) {
            Exception link = each;
            while (link != null) {
                reply(link).ifPresent(replies::addFirst);
                link = link instanceof MessagingException chained ? chained.getNextException() : null;
            }
        }
        return replies.stream();
    }

    private static Optional<Reply> reply(Exception failure) {
        int code = switch (failure) {
            case SMTPAddressFailedException recipient -> recipient.getReturnCode();
            case SMTPSenderFailedException from -> from.getReturnCode();
            case SMTPSendFailedException sending -> sending.getReturnCode();
            default -> 0;
        };
        return code <= 0 ? Optional.empty() : Optional.of(new Reply(code, String.valueOf(failure.getMessage())));
    }

    /// Whether the server answers; true where none is configured, for then none is missed.
    boolean answers() {
        if (!settings.configured()) {
            return true;
        }
        try {
            sender.testConnection();
            return true;
        } catch (MessagingException away) {
            return false;
        }
    }
}
