package io.ripeline.mail;

import static io.ripeline.mail.MailError.HEADER_INVALID;
import static io.ripeline.mail.MailError.MAIL_ADDRESS_INVALID;

import io.ripeline.refusal.Text;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A mail as it shall be sent: plain text to one address.
///
/// @param about the record it is about and the activity that says so; absent for a notice to a member
public record Outgoing(
        String to, String subject, String body, @Nullable About about) {

    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s@\\p{Cntrl},;:<>()\\[\\]\"\\\\]{1,64}@[^\\s@\\p{Cntrl},;:<>()\\[\\]\"\\\\]{1,188}");
    private static final Pattern SEVERAL_LINES = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]");
    private static final int LONGEST_SUBJECT = 500;

    /// What a mail is about.
    public record About(String object, UUID record, UUID activity) {}

    /// Refuses with `mail-address-invalid` what is not exactly one address, and with `header-invalid` a subject of
    /// several lines, which could bring in headers.
    public Outgoing {
        if (!ADDRESS.matcher(to).matches()) {
            throw MAIL_ADDRESS_INVALID.at(
                    "/to", Text.of("One address of the form name@host is expected.", "应填写一个“名称@域名”格式的邮箱地址。"));
        }
        if (SEVERAL_LINES.matcher(subject).find() || subject.length() > LONGEST_SUBJECT) {
            throw HEADER_INVALID.at(
                    "/subject",
                    Text.of(
                            "The subject is one line of at most %d characters.",
                            "主题只能是一行，且不超过 %d 个字符。", LONGEST_SUBJECT));
        }
    }

    /// A notice to a member, about no record.
    public static Outgoing notice(String to, String subject, String body) {
        return new Outgoing(to, subject, body, null);
    }
}
