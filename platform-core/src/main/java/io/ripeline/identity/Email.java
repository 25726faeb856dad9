package io.ripeline.identity;

import static io.ripeline.identity.IdentityError.EMAIL_MALFORMED;

import io.ripeline.refusal.Text;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// An e-mail address as it was written; two that differ by case only are one person's. At most 254 characters (RFC
/// 5321).
public record Email(String value) {

    private static final Pattern FORM = Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]{1,188}");

    /// Refuses with `email-malformed`.
    public Email {
        if (!FORM.matcher(value).matches()) {
            throw EMAIL_MALFORMED.at(
                    "/email", Text.of("An e-mail address has the form name@host.", "电子邮箱的格式应为“名称@域名”。"));
        }
    }

    /// What addresses are compared by.
    public String key() {
        return Normalizer.normalize(value, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
